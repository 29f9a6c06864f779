package vj.workers.audio.analysis;

/// The beat as it goes out: a count that runs on at the tempo and is drawn to the phase that is
/// read, without ever ticking twice for one beat. It can say when the next beat falls before it
/// does.
final class BeatClock {

  /// Part of a difference taken over per reading.
  private static final double PULL = 0.12;

  /// How fast a difference that stays is taken for the tempo's, per beat and reading.
  private static final double LEARN = 0.06;

  /// The tempo read is never further from the one at which beats come.
  private static final double MOST_OFF = 0.03;

  /// Beyond this the reading means another beat, not a correction; obeyed when it stays.
  private static final double JUMP_BEATS = 0.2;

  private static final double JUMP_AFTER_SECONDS = 0.3;

  /// A beat is announced this long before it falls: a sound server's longest usual quantum, 2048
  /// samples, so that a beat within a burst is known before the burst has come.
  static final double ANNOUNCE_SECONDS = 0.045;

  private static final double BAR_MEMORY_BEATS = 4;

  private final double hopSeconds;
  private final float[] barVotes = new float[BarPointer.BEATS];
  private double beats;
  private long lastBeat;
  private double apartSeconds;
  private int barStart;

  /// Of the tempo read: beats come at it times one and this.
  private double off;

  BeatClock(double hopSeconds) {
    this.hopSeconds = hopSeconds;
  }

  /// Time passes by one hop.
  void advance(double bpm) {
    beats += hopSeconds * bpm * (1 + off) / 60;
  }

  /// @param seconds since the last reading
  void correct(BeatReading reading, double seconds) {
    double apart = reading.phase() - (beats - Math.floor(beats));
    apart -= Math.rint(apart);
    if (Math.abs(apart) < JUMP_BEATS) {
      apartSeconds = 0;
      beats += PULL * apart;
      off = Math.clamp(off + LEARN * apart, -MOST_OFF, MOST_OFF);
    } else {
      apartSeconds += seconds;
      if (apartSeconds > JUMP_AFTER_SECONDS) {
        apartSeconds = 0;
        beats += apart;
        lastBeat = Math.min(lastBeat, (long) Math.floor(beats));
      }
    }
    vote(reading, seconds * reading.bpm() / 60 / BAR_MEMORY_BEATS);
  }

  private void vote(BeatReading reading, double part) {
    int count = (int) Math.floorMod(Math.round(beats - reading.phase()), (long) BarPointer.BEATS);
    int best = barStart;
    for (int b = 0; b < BarPointer.BEATS; b++) {
      int start = Math.floorMod(count - b, BarPointer.BEATS);
      barVotes[start] += (float) (part * (reading.beat(b) - barVotes[start]));
    }
    for (int s = 0; s < BarPointer.BEATS; s++) {
      best = barVotes[s] > barVotes[best] * 1.2f ? s : best;
    }
    barStart = best;
  }

  /// Whether a beat falls within [#ANNOUNCE_SECONDS]; true once per beat.
  boolean beatAhead(double bpm) {
    long beat = (long) Math.floor(beats + ANNOUNCE_SECONDS * bpm / 60);
    if (beat <= lastBeat) {
      return false;
    }
    lastBeat = beat;
    return true;
  }

  /// Hops from now to the beat just announced; negative when a correction has carried the clock
  /// past it.
  double hopsToBeat(double bpm) {
    return (lastBeat - beats) / (hopSeconds * bpm / 60);
  }

  /// 0..3, of the beat last announced.
  int announcedInBar() {
    return inBar(lastBeat);
  }

  /// 0..3, of the beat the clock is in.
  int inBar() {
    return inBar((long) Math.floor(beats));
  }

  private int inBar(long beat) {
    return (int) Math.floorMod(beat - barStart, (long) BarPointer.BEATS);
  }

  /// At which beats come, for a tempo read.
  double bpm(double read) {
    return read * (1 + off);
  }

  double beats() {
    return beats;
  }
}
