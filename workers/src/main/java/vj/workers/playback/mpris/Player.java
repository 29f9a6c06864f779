package vj.workers.playback.mpris;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vj.workers.playback.Backend.Reports;
import vj.workers.playback.Playback;

/// One player on the bus, as far as it has told about itself.
///
/// A connection is a player, whatever names it has: some take two.
final class Player {

  private static final double MICROSECONDS = 1e6;

  /// Less is not worth a report: an answer takes as long.
  private static final double SAME_SECONDS = 0.02;

  private final String owner;
  private final String source;
  private final Set<String> names = new LinkedHashSet<>();
  private final PositionClock clock = new PositionClock();

  private Status status = Status.STOPPED;
  private Metadata metadata = Metadata.NONE;
  private double rate = 1;
  private boolean heard;
  private @Nullable Playback told; // null: nothing, or that it has stopped

  private enum Status {
    PLAYING,
    PAUSED,
    STOPPED
  }

  /// @param owner the connection's unique name
  /// @param source as in `/karaoke/track`
  Player(String owner, String source) {
    this.owner = owner;
    this.source = source;
  }

  String owner() {
    return owner;
  }

  String source() {
    return source;
  }

  Set<String> names() {
    return names;
  }

  PositionClock clock() {
    return clock;
  }

  /// Some or all properties, new or not.
  void hear(PropertyMap said, long now) {
    said.map("Metadata").ifPresent(metadata -> play(Metadata.of(metadata), now));
    heard = true;
    Status before = status;
    double rateBefore = rate;
    status = said.has("PlaybackStatus") ? status(said.text("PlaybackStatus")) : status;
    rate = said.number("Rate").orElse(rate);
    if (status != before || rate != rateBefore) {
      clock.flow(status == Status.PLAYING, rate, now);
    }
    if (status == Status.STOPPED && before != Status.STOPPED) {
      clock.forget(now);
    }
    said.number("Position").ifPresent(position -> clock.answer(position / MICROSECONDS, now));
  }

  private Status status(String said) {
    return switch (said) {
      case "Playing" -> Status.PLAYING;
      case "Paused" -> Status.PAUSED;
      case "Stopped" -> Status.STOPPED;
      default -> status; // no such status
    };
  }

  private void play(Metadata next, long now) {
    if (!metadata.goesOnAs(next)) {
      clock.restart(now);
    }
    metadata = next;
  }

  /// Whether it plays something that it has not named: some answer before they are ready.
  boolean owesNames() {
    return status != Status.STOPPED && metadata.nameless();
  }

  /// The player has moved within its track.
  void seeked(double microseconds, long now) {
    clock.jump(microseconds / MICROSECONDS, now);
  }

  private Optional<Playback> playback(long now) {
    if (status == Status.STOPPED || metadata.nameless()) {
      return Optional.empty();
    }
    return Optional.of(
        new Playback(source, metadata.track(), clock.at(now), clock.rate(), clock.playing(), now));
  }

  /// Reports what is new, if anything is.
  void tell(Reports reports, long now) {
    Playback current = playback(now).orElse(null);
    if (current == null) {
      tellStopped(reports);
    } else if (told == null || differs(told, current)) {
      reports.plays(current);
      told = current;
    }
  }

  /// The player has gone, or has nothing.
  void tellStopped(Reports reports) {
    if (told != null) {
      reports.stopped(source);
      told = null;
    }
  }

  private static boolean differs(Playback before, Playback current) {
    return !before.track().equals(current.track())
        || before.playing() != current.playing()
        || before.rate() != current.rate()
        || Math.abs(before.positionAt(current.atNanos()) - current.positionSeconds())
            > SAME_SECONDS;
  }

  /// For `get_state`.
  Map<String, @Nullable Object> state() {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.put("player", String.join(" ", names));
    state.put("source", source);
    state.put("status", heard ? status.name().toLowerCase(Locale.ROOT) : "silent");
    return state;
  }
}
