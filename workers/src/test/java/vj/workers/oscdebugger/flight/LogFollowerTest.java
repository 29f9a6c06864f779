package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.status.LogLine;

@Timeout(20)
class LogFollowerTest {

  /// One after another: what a log does when it is opened.
  private final BlockingQueue<ScriptedLog> openings = new LinkedBlockingQueue<>();

  private final LogMemory memory = new LogMemory();
  private final BlockingQueue<LogLine> passedOn = new LinkedBlockingQueue<>();
  private final ManualTime time = new ManualTime();
  private final LogFollower follower =
      new LogFollower(_ -> nextOpening(), memory, passedOn::add, time);

  @AfterEach
  void close() {
    follower.close();
  }

  @Test
  void linesGoToTheMemoryAndOn() throws Exception {
    openings.add(new ScriptedLog(line(1, "a"), line(2, "b")).andWaits());
    follower.start();

    assertEquals("a", next());
    assertEquals("b", next());
    assertEquals(2, memory.size());
    assertEquals(Optional.empty(), follower.problem());
    assertEquals("test log", follower.source());
  }

  @Test
  void aLogThatCannotBeReadIsTriedAgainLaterAndLater() throws Exception {
    for (int i = 0; i < 9; i++) {
      openings.add(new ScriptedLog().andFails("there is no journalctl here"));
    }
    openings.add(new ScriptedLog(line(1, "at last")).andWaits());
    follower.start();

    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      seconds.add(time.nextPause().toSeconds());
    }

    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L), seconds);
    assertEquals("at last", next());
    assertEquals(
        Optional.of("there is no journalctl here"), follower.problem(), "until it proves well");
    time.pass(Duration.ofSeconds(3));
    assertEquals(Optional.empty(), follower.problem());
  }

  @Test
  void aLogThatWasReadForLongIsOpenedAgainSoon() throws Exception {
    openings.add(new ScriptedLog().andFails("a"));
    openings.add(new ScriptedLog().andFails("b"));
    ScriptedLog lasting = new ScriptedLog(line(1, "reads")).andWaits();
    openings.add(lasting);
    follower.start();
    time.nextPause();
    time.nextPause();
    next();

    time.pass(Duration.ofMinutes(2));
    lasting.end();

    assertEquals(Duration.ofSeconds(1), time.nextPause());
    assertEquals(Optional.of("test log has ended"), follower.problem());
  }

  @Test
  void whatWasReadBeforeIsNotTakenTwice() throws Exception {
    openings.add(new ScriptedLog(line(1, "a"), line(2, "b"), line(2, "c")));
    openings.add(
        new ScriptedLog(line(1, "a"), line(2, "b"), line(2, "d"), line(3, "e")).andWaits());
    follower.start();

    List<String> texts = List.of(next(), next(), next(), next(), next());

    assertEquals(List.of("a", "b", "c", "d", "e"), texts);
  }

  @Test
  void aClockThatIsSetBackHidesOnlyThePast() throws Exception {
    openings.add(new ScriptedLog(line(1_000_000, "before")));
    LogLine[] later = new LogLine[LogFollower.LATEST + 1];
    for (int i = 0; i < later.length; i++) {
      later[i] = line(i, "later " + i);
    }
    openings.add(new ScriptedLog(later).andWaits());
    follower.start();

    assertEquals("before", next());
    assertEquals("later " + LogFollower.LATEST, next());
  }

  @Test
  void longLinesAreCut() throws Exception {
    openings.add(new ScriptedLog(line(1, "x".repeat(20_000))).andWaits());
    follower.start();

    assertEquals(LogFollower.LONGEST_TEXT, next().length());
  }

  @Test
  void saysTheSameCauseOnceAndNothingAboutLines() throws Exception {
    try (Said said = new Said()) {
      for (int i = 0; i < 50; i++) {
        openings.add(
            new ScriptedLog(line(2L * i, "a line"), line(2L * i + 1, "another"))
                .andFails("it broke"));
      }
      follower.start();

      for (int i = 0; i < 50; i++) {
        time.nextPause();
      }

      assertEquals(List.of("no log lines: it broke; trying again"), said.lines);
    }
  }

  @Test
  void closingEndsTheReading() throws Exception {
    ScriptedLog open = new ScriptedLog(line(1, "a")).andWaits();
    openings.add(open);
    follower.start();
    next();

    follower.close();

    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> open.closed);
    assertFalse(threads().contains("logs"));
  }

  private ScriptedLog nextOpening() {
    ScriptedLog next = openings.poll();
    return next == null ? new ScriptedLog().andWaits() : next;
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }

  private String next() throws InterruptedException {
    LogLine line = passedOn.poll(10, TimeUnit.SECONDS);
    assertTrue(line != null, "a line");
    return line == null ? "" : line.text();
  }

  private static LogLine line(long second, String text) {
    return new LogLine(Instant.ofEpochSecond(second), LogLine.Level.INFO, "audio", text);
  }

  /// Time that passes with pauses, and when told to.
  private static final class ManualTime implements LogFollower.Clock {

    private final AtomicLong nanos = new AtomicLong();
    private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();

    Duration nextPause() throws InterruptedException {
      Duration pause = pauses.poll(10, TimeUnit.SECONDS);
      assertTrue(pause != null, "a pause");
      return pause == null ? Duration.ZERO : pause;
    }

    void pass(Duration time) {
      nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanos() {
      return nanos.get();
    }

    @Override
    public void pause(Duration length) {
      pass(length);
      pauses.add(length);
    }
  }

  /// What the follower logs while this is open.
  private static final class Said extends Handler implements AutoCloseable {

    final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger(LogFollower.class.getName());

    Said() {
      logger.addHandler(this);
      logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord entry) {
      lines.add(new java.util.logging.SimpleFormatter().formatMessage(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
    }
  }
}
