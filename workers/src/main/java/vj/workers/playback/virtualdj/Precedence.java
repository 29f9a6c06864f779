package vj.workers.playback.virtualdj;

import org.jspecify.annotations.Nullable;
import vj.workers.playback.Backend.Reports;
import vj.workers.playback.Playback;

/// Two voices about one player: once the first has said something it alone counts, until it is in
/// trouble or absent; then the second does. Safe from any thread.
///
/// A first that falls silent in the middle of a song leaves the second to say what goes on. One
/// that had said that nothing plays is believed, until the second says something new.
final class Precedence {

  private final String source;
  private final Reports reports;

  /// Guards what the voices said, and that reports leave in order.
  private final Object lock = new Object();

  private final Voice first = new Voice();
  private final Voice second = new Voice();

  Precedence(String source, Reports reports) {
    this.source = source;
    this.reports = reports;
  }

  Reports first() {
    return first;
  }

  Reports second() {
    return second;
  }

  private Voice speaker() {
    return first.speaks ? first : second;
  }

  private void lost(Voice voice, String why, boolean absent) {
    boolean wentOn = voice.speaks && voice.playback != null && voice.playback.playing();
    boolean spoke = voice.speaks;
    voice.speaks = false;
    voice.lack = why;
    voice.absent = absent;
    if (voice == second) {
      if (!first.speaks) {
        nobodySpeaks();
      }
    } else if (!second.lack.isEmpty()) {
      nobodySpeaks();
    } else if (spoke) {
      takeOver(wentOn);
    }
  }

  /// A player that is in none of the ways there is only not there.
  private void nobodySpeaks() {
    String lacks = first.lack.isEmpty() ? second.lack : second.lack + "; " + first.lack;
    if (second.absent && (first.absent || first.lack.isEmpty())) {
      reports.absent(lacks);
    } else {
      reports.trouble(lacks);
    }
  }

  private void takeOver(boolean goesOn) {
    Playback playback = second.playback;
    if (goesOn && playback != null) {
      reports.plays(playback);
    } else {
      reports.stopped(source);
    }
  }

  private final class Voice implements Reports {

    private boolean speaks;
    private @Nullable Playback playback;

    /// Why it cannot say anything; empty if it can.
    private String lack = "";

    /// That only its player is not there.
    private boolean absent;

    @Override
    public void plays(Playback now) {
      say(now);
    }

    @Override
    public void stopped(String source) {
      say(null);
    }

    private void say(@Nullable Playback now) {
      synchronized (lock) {
        boolean before = speaks;
        speaks = true;
        lack = "";
        playback = now;
        if (speaker() != this) {
          return;
        }
        if (!before) {
          reports.well();
        }
        if (now == null) {
          reports.stopped(source);
        } else {
          reports.plays(now);
        }
      }
    }

    @Override
    public void well() {
      synchronized (lock) {
        lack = "";
      }
    }

    @Override
    public void trouble(String why) {
      synchronized (lock) {
        lost(this, why, false);
      }
    }

    @Override
    public void absent(String what) {
      synchronized (lock) {
        lost(this, what, true);
      }
    }
  }
}
