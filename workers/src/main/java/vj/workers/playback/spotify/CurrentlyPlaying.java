package vj.workers.playback.spotify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ProtocolException;
import vj.workers.playback.Playback;
import vj.workers.playback.Track;

/// Reads the object that `GET /v1/me/player/currently-playing` answers. Stateless.
final class CurrentlyPlaying {

  static final String SOURCE = "spotify";

  private CurrentlyPlaying() {}

  /// Empty when there is no track: an advertisement, or a kind of item that is not told.
  ///
  /// @param atNanos when `progress_ms` was true; its `timestamp` is of the last change of state
  /// @param origin what messages begin with
  /// @throws ProtocolException for what is not that object: it must not look like silence
  static Optional<Playback> of(@Nullable Object json, long atNanos, String origin)
      throws ProtocolException {
    if (!(json instanceof Map<?, ?> answer)
        || !(answer.get("is_playing") instanceof Boolean playing)) {
      throw new ProtocolException(origin + ": not what is playing: no is_playing");
    }
    if (!(answer.get("item") instanceof Map<?, ?> item)
        || "ad".equals(answer.get("currently_playing_type"))) {
      return Optional.empty();
    }
    Track track =
        new Track(
            artist(item), name(item), name(item.get("album")), seconds(item.get("duration_ms")));
    return track.title().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Playback(SOURCE, track, seconds(answer.get("progress_ms")), 1, playing, atNanos));
  }

  /// All artists; for an episode the show.
  private static String artist(Map<?, ?> item) {
    List<?> artists = item.get("artists") instanceof List<?> list ? list : List.of();
    String all =
        artists.stream()
            .map(CurrentlyPlaying::name)
            .filter(name -> !name.isBlank())
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? name(item.get("show")) : all;
  }

  private static String name(@Nullable Object object) {
    return object instanceof Map<?, ?> fields && fields.get("name") instanceof String name
        ? name
        : "";
  }

  private static double seconds(@Nullable Object millis) {
    return millis instanceof Number number ? number.doubleValue() / 1000 : 0;
  }
}
