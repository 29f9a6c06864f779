package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.Probe.Absent;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;
import vj.workers.status.Bookkeeper.Books;
import vj.workers.status.Observer.View;
import vj.workers.status.UnitWatch.Look;

/// Heartbeats and looks on a clock that the test moves: the times are the real ones, 15 and 30 s.
class ObserverTest {

  private static final String AUDIO = "audio_analyzer";

  private final ManualNanos nanos = new ManualNanos();
  private final AwakeTime awake = new AwakeTime(nanos);
  private final Ears ears = new Ears(awake, () -> Instant.ofEpochSecond(1_000), _ -> {});
  private final Observer observer = new Observer();
  private StatusSettings settings =
      new StatusSettings(0, Duration.ofSeconds(15), Duration.ofSeconds(30));
  private Books books = new Books(Look.NONE, Map.of(), Optional.empty());

  private void beat(Map<String, @Nullable Object> stats) {
    ears.heard(new Heartbeat(AUDIO, 4711, 10, stats));
  }

  private void beats(int count, Duration every) {
    for (int beat = 0; beat < count; beat++) {
      beat(Map.of("status", "running"));
      pass(every);
    }
  }

  /// As the loop does, which looks four times a second.
  private void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= 250) {
      nanos.advance(Duration.ofMillis(Math.min(250, left)));
      audio();
    }
  }

  private WorkerStatus audio() {
    View view = new View(ears.contacts(), books, settings, awake.getAsLong());
    return observer.snapshot(view, Optional.empty()).workers().getFirst();
  }

  /// @return how long until the worker is shown so
  private Duration until(Health health) {
    long began = nanos.getAsLong();
    while (audio().health() != health) {
      nanos.advance(Duration.ofMillis(50));
      assertTrue(nanos.getAsLong() - began < Duration.ofMinutes(2).toNanos(), "never " + health);
    }
    return Duration.ofNanos(nanos.getAsLong() - began);
  }

  private static void within(int least, int most, Duration shown) {
    assertTrue(
        shown.toMillis() >= least * 1_000L && shown.toMillis() <= most * 1_000L + 100,
        () -> "shown after " + shown);
  }

  /// @param phase when it is stopped, in milliseconds after a heartbeat
  @ParameterizedTest
  @ValueSource(ints = {0, 500, 950})
  void showsAWorkerThatWasStoppedAsUnhealthyAfterFifteenSeconds(int phase) {
    beats(5, Duration.ofSeconds(1));
    beat(Map.of());
    pass(Duration.ofMillis(phase));

    within(15, 16, until(Health.UNHEALTHY));
    within(14, 15, until(Health.SILENT));
  }

  /// Such a worker does not know that a faster pace can be asked for.
  @ParameterizedTest
  @ValueSource(ints = {0, 2_500, 4_950})
  void givesAnOlderWorkerItsOwnPace(int phase) {
    beats(3, Duration.ofSeconds(5));
    beat(Map.of());
    pass(Duration.ofMillis(phase));

    within(15, 20, until(Health.UNHEALTHY));
  }

  @Test
  void isHealthyAgainAtTheFirstHeartbeat() {
    beats(5, Duration.ofSeconds(1));
    until(Health.UNHEALTHY);

    beat(Map.of("status", "running"));

    assertEquals(Health.HEALTHY, audio().health());
    assertEquals(Optional.of(Duration.ZERO), audio().heartbeatAge());
    assertEquals(Optional.of(Instant.ofEpochSecond(1_000)), audio().hearing().last());
  }

  @Test
  void blamesNobodyForTheTimeInWhichItWasStoppedItself() {
    beats(5, Duration.ofSeconds(1));

    nanos.advance(Duration.ofMinutes(10));

    assertEquals(Health.HEALTHY, audio().health());
    within(15, 16, until(Health.UNHEALTHY));
  }

  @Test
  void takesOtherLimitsAtOnce() {
    beats(5, Duration.ofSeconds(1));
    pass(Duration.ofSeconds(4));
    Health before = audio().health();

    settings = new StatusSettings(0, Duration.ofSeconds(2), Duration.ofSeconds(3));

    assertEquals(Health.HEALTHY, before);
    assertEquals(Health.SILENT, audio().health());
  }

  @Test
  void countsTheSilenceOfOneThatNeverLetItselfBeHeard() {
    ears.refused(AUDIO, "no answer to subscribe within 500 ms");

    assertEquals(Health.UNANSWERED, audio().health());
    within(15, 15, until(Health.UNHEALTHY));
    assertEquals(Optional.of("no answer to subscribe within 500 ms"), audio().lastError());
  }

  @Test
  void forgetsTheSilenceOfAStrangerThatIsGone() {
    ears.refused("stranger", "no answer");
    pass(Duration.ofSeconds(20));
    Health before = stranger().health();
    ears.gone("stranger", "it ended");
    pass(Duration.ofSeconds(20));

    ears.refused("stranger", "no answer");

    assertEquals(Health.UNHEALTHY, before);
    assertEquals(Health.UNANSWERED, stranger().health());
  }

  private WorkerStatus stranger() {
    View view = new View(ears.contacts(), books, settings, awake.getAsLong());
    return observer.snapshot(view, Optional.empty()).workers().getLast();
  }

  @Test
  void countsTheSilenceOfAUnitThatRunsWithoutASocket() {
    books =
        new Books(
            new Look(
                List.of(ScriptedServices.unit(WorkerName.AUDIO, Phase.RUNNING, 0, Ending.NONE)),
                Optional.empty(),
                false,
                true),
            Map.of(),
            Optional.empty());

    assertEquals(Health.UNANSWERED, audio().health());
    within(30, 30, until(Health.SILENT));
  }

  @Test
  void knowsOneThatEndedAsStopped() {
    beats(3, Duration.ofSeconds(1));

    ears.gone(AUDIO, "it ended");

    assertEquals(new Absent(), audio().probe());
    assertEquals(Health.STOPPED, audio().health());
    assertEquals(Optional.of(Duration.ofSeconds(1)), audio().heartbeatAge());
  }

  @Test
  void isNotDisturbedByNonsenseInStats() {
    Map<String, @Nullable Object> nonsense = new HashMap<>();
    nonsense.put("status", 5L);
    nonsense.put("rss_bytes", "many");
    nonsense.put("cpu_seconds", Double.POSITIVE_INFINITY);
    nonsense.put("osc_sent", Map.of());
    nonsense.put("doing", null);

    ears.heard(new Heartbeat(AUDIO, -1, Double.MAX_VALUE, nonsense));

    assertEquals(Health.HEALTHY, audio().health());
    assertTrue(audio().rssBytes().isEmpty());
    assertEquals(0.0, audio().plain().get("cpu_percent"));
  }

  @Test
  void keepsWhatAWorkerSaysSmall() {
    Map<String, @Nullable Object> much = new LinkedHashMap<>();
    much.put("status", "running");
    much.put("text", "x".repeat(100_000));
    for (int key = 0; key < 10_000; key++) {
      much.put("key" + key, List.of(1L, List.of(2L, Map.of("a", "b"))));
    }

    beat(much);

    Map<String, @Nullable Object> stats = audio().stats();
    assertTrue(stats.size() <= Stats.MOST_VALUES, () -> stats.size() + " values");
    assertEquals("x".repeat(Stats.MOST_CHARACTERS), stats.get("text"));
    assertEquals("running", stats.get("status"));
  }

  @Test
  void hearsNoMoreThanSixteenStrangers() {
    for (int stranger = 0; stranger < 16; stranger++) {
      ears.heard(new Heartbeat("stranger" + stranger, 1, 1, Map.of()));
    }

    assertEquals(Optional.empty(), ears.wish("stranger16"));
    assertTrue(ears.wish(AUDIO).isPresent());

    ears.gone("stranger3", "it ended");

    assertTrue(ears.wish("stranger16").isPresent());
  }
}
