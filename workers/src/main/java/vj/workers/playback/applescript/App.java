package vj.workers.playback.applescript;

import java.util.Arrays;
import java.util.Optional;

/// A player that can be asked.
enum App {
  SPOTIFY("spotify", "Spotify", 1),
  MUSIC("music", "Music", 1000);

  private final String source;
  private final String application;
  private final int durationToMillis;

  /// @param source as in `/karaoke/track`
  /// @param application what macOS calls it
  /// @param durationToMillis what a track's duration is multiplied with: Spotify says milliseconds,
  ///   Music seconds; both say the position in seconds
  App(String source, String application, int durationToMillis) {
    this.source = source;
    this.application = application;
    this.durationToMillis = durationToMillis;
  }

  String source() {
    return source;
  }

  String application() {
    return application;
  }

  int durationToMillis() {
    return durationToMillis;
  }

  static Optional<App> named(String source) {
    return Arrays.stream(values()).filter(app -> app.source.equals(source)).findFirst();
  }
}
