package vj.bus.worker;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
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
  void writesTimesAndWordsThatTheReaderOfFilesUnderstands() {
    try (LineHandler handler = handler(false)) {
      handler.publish(new LogRecord(Level.WARNING, "quiet"));
    }

    LogText.Head head = LogText.head(written().stripTrailing()).orElseThrow();
    assertEquals(LogLine.Level.WARN, head.level());
    assertEquals("quiet", head.text());
    assertTrue(Duration.between(head.time(), Instant.now()).toSeconds() < 20, written());
  }

  @Test
  void letsABurstThroughThenFiftyASecondAndCountsTheRest() {
    try (LineHandler handler = handler(true)) {
      flood(handler, 600);
      await().until(() -> lines() >= LineHandler.BURST);
      now.addAndGet(2_000_000_000L);
      flood(handler, 200);
      await().until(() -> written().contains("suppressed"));
    }

    assertTrue(lines() <= LineHandler.BURST + 2 * LineHandler.LINES_PER_SECOND + 2, written());
    assertTrue(written().contains("<4>100 messages suppressed"), written());
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

    flood(handler, 10 * LineHandler.QUEUE);
    handler.close();

    assertFalse(Thread.currentThread().isInterrupted());
  }

  private static void flood(LineHandler handler, int count) {
    for (int i = 0; i < count; i++) {
      handler.publish(new LogRecord(Level.INFO, "line " + i));
    }
  }

  private long lines() {
    return written().lines().count();
  }
}
