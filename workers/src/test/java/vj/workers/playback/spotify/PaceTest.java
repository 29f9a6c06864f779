package vj.workers.playback.spotify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vj.bus.worker.FixedSettings;
import vj.workers.playback.Playback;
import vj.workers.playback.Track;

final class PaceTest {

  private static final long NOW = -1_000_000_000L;

  private final Pace usual = pace(Map.of());

  @Test
  void asksEveryTwoSecondsInTheMiddleOfATrack() {
    assertEquals(Duration.ofSeconds(2), usual.after(at(100, true), NOW));
  }

  @Test
  void countsFromWhereTheTrackIsByNow() {
    assertEquals(Duration.ofMillis(650), usual.after(at(196, true), NOW + 3_500_000_000L));
  }

  @Test
  void asksEachSecondTowardsTheEndAndJustAfterIt() {
    assertEquals(Duration.ofSeconds(1), usual.after(at(197.5, true), NOW));
    assertEquals(Duration.ofMillis(550), usual.after(at(199.6, true), NOW));
    assertEquals(Duration.ofSeconds(1), usual.after(at(200, true), NOW));
  }

  @Test
  void neverSleepsPastTheEnd() {
    Pace lazy = pace(Map.of("poll_interval", 30));

    assertEquals(Duration.ofMillis(20_150), lazy.after(at(180, true), NOW));
    assertEquals(Duration.ofSeconds(30), lazy.after(at(100, true), NOW));
    assertEquals(Duration.ofSeconds(1), lazy.after(at(198, true), NOW));
  }

  @Test
  void anIntervalBelowASecondHoldsToTheEnd() {
    Pace eager = pace(Map.of("poll_interval", 0.5));

    assertEquals(Duration.ofMillis(500), eager.after(at(198, true), NOW));
    assertEquals(Duration.ofMillis(500), eager.after(at(100, true), NOW));
  }

  @Test
  void asksSeldomWhileNothingMoves() {
    assertEquals(Duration.ofSeconds(10), usual.whenIdle());
    assertEquals(Duration.ofSeconds(10), usual.after(at(100, false), NOW));
    assertEquals(Duration.ofSeconds(30), pace(Map.of("poll_interval", 20)).whenIdle());
  }

  @Test
  void aTrackOfUnknownLengthIsAskedForAsUsual() {
    Playback stream = new Playback("spotify", new Track("", "Radio", "", 0), 4000, 1, true, NOW);

    assertEquals(Duration.ofSeconds(2), usual.after(stream, NOW));
  }

  @Test
  void waitsTwiceAsLongAfterEachFailureUpToAMinute() {
    Backoff backoff = new Backoff(Duration.ofSeconds(2), new SplittableRandom(1));

    for (long seconds : new long[] {2, 4, 8, 16, 32, 60, 60}) {
      long millis = backoff.next().toMillis();
      assertTrue(
          millis >= 800 * seconds && millis <= 1200 * seconds, seconds + " s: " + millis + " ms");
    }
    backoff.reset();
    assertTrue(backoff.next().toMillis() <= 2400);
  }

  private static Playback at(double seconds, boolean playing) {
    return new Playback("spotify", new Track("A", "B", "", 200), seconds, 1, playing, NOW);
  }

  private static Pace pace(Map<String, ?> changed) {
    return Pace.of(SpotifyWebSettings.from(FixedSettings.of(SpotifyWebSettings.ALL, changed)));
  }
}
