package vj.workers.lyrics.input;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscMessage;
import vj.workers.lyrics.input.Heard.Announced;
import vj.workers.lyrics.input.Heard.Position;

/// Reads `/karaoke/track` (issssfi) and `/karaoke/pos` (fi), and the answer to `get_track`. Numbers
/// of any type are taken, missing arguments at the end count as unknown; what is neither is left
/// alone.
final class TrackMessages {

  static final String TRACK = "/karaoke/track";
  static final String POSITION = "/karaoke/pos";

  private final Inlet inlet;

  TrackMessages(Inlet inlet) {
    this.inlet = inlet;
  }

  /// @param receivedNanos on [System#nanoTime]
  void received(OscMessage message, long receivedNanos) {
    List<@Nullable Object> arguments = message.arguments();
    if (message.reaches(TRACK)) {
      track(arguments);
    } else if (message.reaches(POSITION)) {
      position(arguments, receivedNanos);
    }
  }

  private void track(List<@Nullable Object> arguments) {
    Optional<Boolean> active = flag(at(arguments, 0));
    if (active.isEmpty()) {
      return;
    }
    Song song =
        new Song(
            text(at(arguments, 1)),
            text(at(arguments, 2)),
            text(at(arguments, 3)),
            text(at(arguments, 4)),
            number(at(arguments, 5)).orElse(0.0));
    inlet.announced(
        active.get() && song.named()
            ? new Announced.Plays(song, flag(at(arguments, 6)).orElse(false))
            : new Announced.Ended());
  }

  private void position(List<@Nullable Object> arguments, long receivedNanos) {
    Optional<Double> seconds = number(at(arguments, 0));
    Optional<Boolean> playing = flag(at(arguments, 1));
    if (seconds.isPresent() && Double.isFinite(seconds.get())) {
      inlet.at(new Position(seconds.get(), playing.orElse(true), receivedNanos, true));
    }
  }

  /// What a monitor answers to `get_track`; only the one on the air counts.
  ///
  /// @param before [Inlet#announcements] when it was asked
  void answered(long before, Map<String, @Nullable Object> data, long receivedNanos) {
    if (!flag(data.get("on_air")).orElse(false)) {
      return;
    }
    Position position =
        new Position(
            number(data.get("position")).orElse(0.0),
            flag(data.get("playing")).orElse(false),
            receivedNanos,
            true);
    inlet.answered(before, announced(data), position);
  }

  private static Announced announced(Map<String, @Nullable Object> data) {
    if (!(data.get("track") instanceof Map<?, ?> track)) {
      return new Announced.Ended();
    }
    Song song =
        new Song(
            text(data.get("source")),
            text(track.get("artist")),
            text(track.get("title")),
            text(track.get("album")),
            number(track.get("duration")).orElse(0.0));
    return song.named() ? new Announced.Plays(song) : new Announced.Ended();
  }

  private static @Nullable Object at(List<@Nullable Object> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  private static Optional<Double> number(@Nullable Object value) {
    return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
  }

  private static Optional<Boolean> flag(@Nullable Object value) {
    return switch (value) {
      case Boolean flag -> Optional.of(flag);
      case Number number -> Optional.of(number.doubleValue() != 0);
      case null, default -> Optional.empty();
    };
  }
}
