package vj.workers.playback;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides from what the backends report who speaks, and says it: `/karaoke/track` on change,
/// `/karaoke/pos` twice a second and at once on pause, resume and seek.
///
/// Confined to the worker's main thread, but for [#shown].
final class NowPlaying {

  private static final long POSITION_NANOS = 500_000_000L;

  /// A position that is off by more than this has been moved by somebody.
  private static final double SEEK_SECONDS = 0.5;

  /// Some players say the title first and the artist a moment later.
  private static final long ARTIST_GRACE_NANOS = 100_000_000L;

  /// How soon a right to speak that became free is taken.
  private static final long AIR_NANOS = 200_000_000L;

  /// A monitor that was killed is back sooner, and its player is found.
  private static final long ABANDONED_NANOS = 5_000_000_000L;

  /// However due something is, the thread rests.
  private static final long LEAST_PAUSE_NANOS = 1_000_000L;

  /// What is to be shown of it.
  ///
  /// @param choice what this monitor speaks for, or would
  /// @param holder source and pid of the process that speaks; empty if none does, or unknown
  record Shown(Optional<Playback> choice, boolean onAir, String holder) {}

  private final Air air;
  private final PlaybackSender sender;
  private final Choice choice = new Choice();

  /// What receivers have been told; `null` if nothing, or the end.
  private @Nullable Playback said;

  private long positionDue;

  /// When to look next whether the right to speak is free, or wanted by others.
  private long airDue;

  private String holder = "";

  /// Whether positions are being said.
  private boolean saying;

  /// Why the lock file could not be used at the last try.
  private @Nullable IOException fault;

  /// When to look next whether somebody died on the air.
  private long abandonedDue;

  /// A track without an artist that is not said yet, and since when it is known.
  private @Nullable Track incomplete;

  private long incompleteNanos;

  private volatile Shown shown = new Shown(Optional.empty(), false, "");

  NowPlaying(Air air, PlaybackSender sender) {
    this.air = air;
    this.sender = sender;
  }

  Shown shown() {
    return shown;
  }

  /// Says what there is to say now.
  ///
  /// @param sources each source once
  /// @param wanted the setting `playback_source`
  /// @throws IOException while the lock file cannot be used
  void turn(List<Playback> sources, String wanted, long now) throws IOException {
    Optional<Playback> chosen = choice.of(sources, wanted, now);
    try {
      if (chosen.isPresent()) {
        speak(chosen.get(), now);
      } else {
        end(now);
      }
    } finally {
      shown = new Shown(chosen, air.held(), holder);
    }
  }

  /// How long until there may be something to say although nobody reports anything.
  long pauseNanos(long now) {
    long due = saying ? positionDue : now + AIR_NANOS;
    if (incomplete != null) {
      due = incompleteNanos + ARTIST_GRACE_NANOS;
    }
    return Math.clamp(due - now, LEAST_PAUSE_NANOS, AIR_NANOS);
  }

  private void speak(Playback playback, long now) throws IOException {
    if (!air.stillThere()) {
      said = null;
    }
    saying = air.held() || take(playback, now);
    if (!saying) {
      return;
    }
    say(playback, now);
    if (!choice.patient(playback, now) && now >= airDue) {
      airDue = now + AIR_NANOS;
      if (air.wanted()) {
        release(); // who takes over says its own track: no end is announced between the two
      }
    }
  }

  private boolean take(Playback playback, long now) throws IOException {
    if (!playback.playing()) {
      air.release(); // nobody begins with a pause, nor waits in one
      airDue = now;
      holder = "";
      return false;
    }
    if (now >= airDue) {
      airDue = now + AIR_NANOS;
      tryTo(playback.source());
    }
    if (fault != null) {
      throw fault;
    }
    return air.held();
  }

  private void tryTo(String source) {
    try {
      air.take(source);
      holder = air.holder();
      fault = null;
    } catch (IOException e) {
      fault = e;
    }
  }

  private void say(Playback playback, long now) throws IOException {
    if (awaitsArtist(playback.track(), now)) {
      return;
    }
    Playback before = said;
    said = playback;
    sender.greet(playback, now);
    if (before == null
        || !before.source().equals(playback.source())
        || !before.track().equals(playback.track())) {
      sender.track(playback);
      position(playback, now);
      air.take(playback.source());
      holder = air.holder();
    } else if (before.playing() != playback.playing()
        || Math.abs(before.positionAt(now) - playback.positionAt(now)) > SEEK_SECONDS) {
      position(playback, now);
    } else if (now >= positionDue) {
      sender.position(playback, now);
      boolean late = now - positionDue >= POSITION_NANOS;
      positionDue = (late ? now : positionDue) + POSITION_NANOS;
    }
  }

  private void position(Playback playback, long now) {
    sender.position(playback, now);
    positionDue = now + POSITION_NANOS;
  }

  private boolean awaitsArtist(Track track, long now) {
    if (!track.artist().isEmpty() || (said != null && said.track().equals(track))) {
      incomplete = null;
      return false;
    }
    if (!track.equals(incomplete)) {
      incomplete = track;
      incompleteNanos = now;
    }
    if (now - incompleteNanos < ARTIST_GRACE_NANOS) {
      return true;
    }
    incomplete = null;
    return false;
  }

  private void end(long now) throws IOException {
    incomplete = null;
    saying = false;
    if (air.held()) {
      if (!choice.awaitsReturn(now)) {
        stop();
      }
      return;
    }
    release();
    if (abandonedDue == 0) {
      abandonedDue = now + ABANDONED_NANOS;
    } else if (now >= abandonedDue) {
      abandonedDue = now + ABANDONED_NANOS;
      endAbandoned();
    }
  }

  /// A monitor that was killed could not say that it ends. If it has come back and plays, it has
  /// the air again by now.
  private void endAbandoned() throws IOException {
    if (air.abandoned() && air.take("nobody")) {
      sender.noTrack();
      air.release();
    }
  }

  /// Says that nothing plays any more, if anything else was said last, and lets others speak.
  void stop() {
    if (air.held() && said != null) {
      sender.noTrack();
    }
    release();
  }

  private void release() {
    said = null;
    saying = false;
    airDue = 0;
    holder = "";
    air.release();
  }
}
