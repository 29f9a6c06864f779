package vj.workers.playback.virtualdj;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.workers.playback.Backend;

/// What VirtualDJ plays: what it says itself over OSC while it answers, and what its files say
/// otherwise.
public final class VirtualDjBackend implements Backend {

  /// As in `/karaoke/track`.
  static final String SOURCE = "virtualdj";

  private final List<Backend> backends;

  private VirtualDjBackend(List<Backend> backends) {
    this.backends = List.copyOf(backends);
  }

  /// @param home the user's home folder
  public static VirtualDjBackend of(VirtualDjSettings settings, Path home, Reports reports) {
    return of(
        settings,
        Locations.of(settings.filePath(), home, String.valueOf(System.getProperty("user.name"))),
        reports);
  }

  static VirtualDjBackend of(VirtualDjSettings settings, Locations locations, Reports reports) {
    if (!settings.oscEnabled()) {
      return new VirtualDjBackend(List.of(files(locations, reports)));
    }
    var voices = new Precedence(SOURCE, reports);
    return new VirtualDjBackend(
        List.of(
            new OscBackend(settings, System::nanoTime, voices.first()),
            files(locations, voices.second())));
  }

  private static Backend files(Locations locations, Reports reports) {
    return new FilesBackend(locations, InstantSource.system(), reports);
  }

  @Override
  public String name() {
    return SOURCE;
  }

  @Override
  public void start() {
    backends.forEach(Backend::start);
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    backends.forEach(backend -> backend.state(data));
  }

  @Override
  public void close() {
    backends.forEach(Backend::close);
  }
}
