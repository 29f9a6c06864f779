package vj.workers.playback.mpris;

import org.jspecify.annotations.Nullable;

/// Where a player is in its track, between the rare times when it says so.
///
/// The position flows from what is certain: a track's start, a pause, a seek. What a player answers
/// when asked is believed only if it moves as music does: there are players that always say 0, say
/// where they were minutes ago, or count whole seconds. All times are those of one monotonic clock.
final class PositionClock {

  /// A position that has moved as much as this off what it should have, has not moved by itself. A
  /// tenth of the time is for players that are read late.
  private static final double JUMP_SECONDS = 0.25;

  private static final double JUMP_SHARE = 0.1;

  /// So near to what is expected, a first answer is believed without a second.
  private static final double NEAR_SECONDS = 2;

  /// Between questions while playing; and where an answer needs another to be believed.
  private static final long RARELY_NANOS = 5_000_000_000L;

  private static final long SOON_NANOS = 1_000_000_000L;

  private double seconds; // at sinceNanos
  private long sinceNanos;
  private double rate = 1;
  private boolean playing;
  private boolean known;
  private @Nullable Sample last; // since the last change of track, speed or place
  private @Nullable Sample earlier; // the last one before that change
  private boolean doubted; // a first answer, so that a second one is wanted
  private long nextQuestionNanos;

  private record Sample(double seconds, long nanos) {}

  /// Another track, from its beginning.
  void restart(long now) {
    place(0, now);
  }

  /// The player says that it has moved there.
  void jump(double to, long now) {
    place(Math.max(0, to), now);
  }

  private void place(double to, long now) {
    anchor(to, now);
    known = true;
    askAnew(now);
  }

  /// Nothing is known, as in the beginning: whatever the player answers next is believed.
  void forget(long now) {
    place(0, now);
    known = false;
  }

  /// Paused, resumed, or at another speed.
  void flow(boolean nowPlaying, double nowRate, long now) {
    anchor(at(now), now);
    playing = nowPlaying;
    rate = nowRate > 0 ? nowRate : 1; // 0 is not allowed, and sent
    askAnew(now);
  }

  private void anchor(double to, long now) {
    seconds = to;
    sinceNanos = now;
  }

  private void askAnew(long now) {
    earlier = last == null ? earlier : last;
    last = null;
    doubted = false;
    nextQuestionNanos = now;
  }

  /// Seconds.
  double at(long now) {
    return playing ? seconds + elapsed(sinceNanos, now) : seconds;
  }

  boolean playing() {
    return playing;
  }

  double rate() {
    return rate;
  }

  /// Whether it is time to ask the player. While it is paused, an answer that is believed is
  /// enough, and so are two that are not.
  boolean wantsAnswer(long now) {
    return (playing || last == null || doubted) && now - nextQuestionNanos >= 0;
  }

  /// What is asked next does not come sooner than this.
  long nextQuestionNanos() {
    return nextQuestionNanos;
  }

  /// A question is on its way: the next follows an answer, or comes when there is none.
  void asked(long now) {
    nextQuestionNanos = now + RARELY_NANOS;
  }

  /// What the player has answered.
  ///
  /// @param at when it was so
  void answer(double said, long at) {
    Sample before = last;
    last = new Sample(said, at);
    boolean believed = said >= 0 && believable(said, at, before);
    if (believed) {
      anchor(known ? fine(said, at(at)) : said, at);
      known = true;
    }
    doubted = before == null && !believed;
    boolean stuck = before != null && before.seconds == said;
    nextQuestionNanos = at + (believed || stuck ? RARELY_NANOS : SOON_NANOS);
  }

  private boolean believable(double said, long at, @Nullable Sample before) {
    if (!known) {
      return true;
    }
    if (before == null || !playing) {
      return Math.abs(said - at(at)) <= NEAR_SECONDS || (before != null && rests(said, before));
    }
    double due = elapsed(before.nanos, at);
    return due > 0
        && said != before.seconds
        && Math.abs(said - before.seconds - due) <= allowance(said, before) + JUMP_SHARE * due;
  }

  /// Whether a paused player says a place twice that is not the one it has always said.
  private boolean rests(double said, Sample before) {
    return said == before.seconds && said > 0 && (earlier == null || earlier.seconds != said);
  }

  private static double allowance(double said, Sample before) {
    return whole(said) && whole(before.seconds) ? 1 : JUMP_SECONDS;
  }

  /// A whole number of seconds stands for all of that second.
  private static double fine(double said, double expected) {
    return whole(said) && expected >= said && expected < said + 1 ? expected : said;
  }

  private static boolean whole(double value) {
    return value == Math.rint(value);
  }

  private double elapsed(long from, long to) {
    return rate * (to - from) / 1e9;
  }
}
