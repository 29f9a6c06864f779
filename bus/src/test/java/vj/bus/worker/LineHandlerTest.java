package vj.bus.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.status.LogLine;
import vj.bus.status.LogText;

@Timeout(20)
class LineHandlerTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong();

  private LineHandler handler(boolean journal) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    LineHandler handler = new LineHandler(out, journal, now::get);
    handler.start();
    return handler;
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void givesEveryLineForTheJournalItsPriority() {
    LogRecord failed = new LogRecord(Level.SEVERE, "no device");
    failed.setThrown(new IllegalStateException("why"));

    try (LineHandler handler = handler(true)) {
      handler.publish(new LogRecord(Level.INFO, "started"));
      handler.publish(new LogRecord(Level.WARNING, "quiet"));
      handler.publish(failed);
    }

    String[] lines = written().split("\n", 0);
    assertEquals("<6>started", lines[0]);
    assertEquals("<4>quiet", lines[1]);
    assertEquals("<3>no device", lines[2]);
    assertEquals("<3>java.lang.IllegalStateException: why", lines[3]);
    assertTrue(lines.length > 5);
    assertTrue(lines[lines.length - 1].startsWith("<3>\tat "), lines[lines.length - 1]);
  }

  @Test
  void countsWhatIsSeriousAlsoWhereItIsNotPrinted() {
    LineHandler.Logged logged;
    try (LineHandler handler = handler(true)) {
      for (int i = 0; i < 3 * LineHandler.QUEUE; i++) {
        handler.publish(new LogRecord(Level.INFO, "nothing"));
        handler.publish(new LogRecord(Level.WARNING, "quiet"));
      }
      handler.publish(new LogRecord(Level.SEVERE, "no device"));
      logged = handler.logged();
    }

    assertEquals(new LineHandler.Logged(3 * LineHandler.QUEUE, 1), logged);
  }

  @Test
  void writesTimesAndWordsThatTheReaderOfFilesUnderstands() {
    try (LineHandler handler = handler(false)) {
      handler.publish(new LogRecord(Level.WARNING, "quiet"));
    }

    LogText.Head head = LogText.head(written().stripTrailing()).orElseThrow();
    assertEquals(LogLine.Level.WARN, head.level());
    assertEquals("quiet", head.text());
    assertTrue(Duration.between(head.time(), Instant.now()).toSeconds() < 20, written());
  }

  /// What is left of the burst when the last lines are kept for warnings and errors.
  private static final int CALM = LineBudget.BURST - LineBudget.FOR_WARNINGS;

  @Test
  void letsABurstThroughThenFiftyASecondAndCountsTheRest() throws Exception {
    try (LineHandler handler = handler(true)) {
      floodAndWait(handler, 600);
      now.addAndGet(2_000_000_000L);
      await().until(() -> written().contains(" messages suppressed"));
      flood(handler, 200);
    }

    long lost =
        written()
            .lines()
            .filter(line -> line.endsWith(" messages suppressed"))
            .mapToLong(line -> Long.parseLong(line.substring(3, line.indexOf(' '))))
            .sum();
    long told = written().lines().filter(line -> line.startsWith("<6>")).count();
    assertEquals(800, told + lost, written());
    assertTrue(told >= CALM, written());
    assertTrue(told <= CALM + 2 * LineBudget.LINES_PER_SECOND, written());
  }

  /// Ten thousand lines a second for ten seconds.
  @Test
  void printsNoMoreInAFloodThanItMay() throws Exception {
    int seconds = 10;
    try (LineHandler handler = handler(true)) {
      for (int i = 0; i < seconds * 20; i++) {
        floodAndWait(handler, 500);
        now.addAndGet(50_000_000);
      }
    }

    int most = LineBudget.BURST + seconds * LineBudget.LINES_PER_SECOND + 1;
    assertTrue(lines() <= most, () -> lines() + " lines");
    assertTrue(
        lines() >= most - LineBudget.FOR_WARNINGS - LineBudget.LINES_PER_SECOND,
        () -> lines() + " lines");
    long reports = written().lines().filter(line -> line.contains("suppressed")).count();
    assertTrue(reports <= seconds + 1, () -> reports + " reports");
  }

  @Test
  void letsErrorsThroughAFloodOfInformation() {
    LogRecord failed = new LogRecord(Level.SEVERE, "the cause of it all");
    failed.setThrown(new IllegalStateException("why"));
    try (LineHandler handler = handler(true)) {
      flood(handler, 900);
      handler.publish(new LogRecord(Level.WARNING, "a warning, too"));
      handler.publish(failed);
      flood(handler, 50);
    }

    assertTrue(written().contains("<3>the cause of it all\n"), written());
    assertTrue(written().contains("<3>java.lang.IllegalStateException: why\n"), written());
    assertTrue(written().contains("<4>a warning, too\n"), written());
  }

  @Test
  void keepsPlacesInTheQueueForErrorsWhileTheJournalDoesNotRead() throws Exception {
    CountDownLatch reads = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] some, int from, int length) throws IOException {
            try {
              reads.await();
            } catch (InterruptedException e) {
              throw new InterruptedIOException(e.getMessage());
            }
            bytes.write(some, from, length);
          }
        };
    PrintStream out = new PrintStream(slow, true, StandardCharsets.UTF_8);
    try (LineHandler handler = new LineHandler(out, true, now::get)) {
      handler.start();
      flood(handler, 2 * LineHandler.QUEUE);
      handler.publish(new LogRecord(Level.SEVERE, "the cause of it all"));
      reads.countDown();
      await().until(() -> written().contains("<3>the cause of it all"));
    }
  }

  /// More lines than may ever be written at once.
  @Test
  void showsBeginAndEndOfAnEndlessRecursion() {
    StackOverflowError deep = new StackOverflowError();
    StackTraceElement[] frames = new StackTraceElement[1_024];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new StackTraceElement("vj.Deep", "call" + i, "Deep.java", i);
    }
    deep.setStackTrace(frames);
    IllegalStateException cause = new IllegalStateException("the first cause");
    cause.setStackTrace(new StackTraceElement[] {frames[0]});
    deep.initCause(cause);
    LogRecord failed = new LogRecord(Level.SEVERE, "too deep");
    failed.setThrown(deep);

    try (LineHandler handler = handler(true)) {
      handler.publish(failed);
    }

    assertTrue(written().startsWith("<3>too deep\n<3>java.lang.StackOverflowError\n"), written());
    assertTrue(written().contains("lines left out)\n"), written());
    assertTrue(written().contains("Caused by: java.lang.IllegalStateException: the first cause"));
    assertEquals(LineHandler.MAX_LINES, lines());
  }

  @Test
  void aReaderThatHasStoppedBlocksNobody() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    PrintStream stuck =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) {
                try {
                  never.await();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              }
            });
    LineHandler handler = new LineHandler(stuck, true, now::get);
    handler.start();

    long began = System.nanoTime();
    flood(handler, 100_000);
    long tookMillis = (System.nanoTime() - began) / 1_000_000;
    handler.close();

    assertTrue(tookMillis < 5_000, () -> "100 000 lines took their writer " + tookMillis + " ms");

    assertFalse(Thread.currentThread().isInterrupted());
  }

  private static void flood(LineHandler handler, int count) {
    for (int i = 0; i < count; i++) {
      handler.publish(new LogRecord(Level.INFO, "line " + i));
    }
  }

  /// Until the last one has been looked at.
  private static void floodAndWait(LineHandler handler, int count) throws InterruptedException {
    CountDownLatch looked = new CountDownLatch(1);
    flood(handler, count - 1);
    handler.publish(
        new LogRecord(Level.INFO, "") {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            looked.countDown();
            return "the last one";
          }
        });
    assertTrue(looked.await(10, TimeUnit.SECONDS));
  }

  private long lines() {
    return written().lines().count();
  }
}
