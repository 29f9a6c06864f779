package vj.bus.worker;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import vj.bus.status.LogLine;
import vj.bus.status.LogText;

/// Writes log lines from a thread of its own, so that a journal that has stopped reading blocks
/// nobody, and at a bounded rate, because journald's own budget is one for all units of a user: a
/// worker that floods it silences the others.
///
/// Policy: 50 lines/s with bursts of 500; what is over is dropped and counted, and the count is
/// logged. A queue of 1 024 records; what does not fit is counted the same way.
public final class LineHandler extends Handler implements AutoCloseable {

  static final int LINES_PER_SECOND = 50;
  static final int BURST = 500;
  static final int QUEUE = 1024;

  /// Longer lines are cut: journald would split them.
  static final int MAX_LINE = 16 * 1024;

  /// How long an ending process waits for a reader that may be gone.
  private static final long CLOSE_WAIT_MILLIS = 500;

  private final PrintStream out;
  private final boolean journal;
  private final LongSupplier nanos;
  private final SimpleFormatter formatter = new SimpleFormatter();
  private final BlockingQueue<LogRecord> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicLong suppressed = new AtomicLong();
  private final Thread writer;

  // Confined to the writer thread.
  private double tokens = BURST;
  private long refilledAt;

  /// @param journal whether lines go to the journal: priorities instead of times
  LineHandler(PrintStream out, boolean journal, LongSupplier nanos) {
    this.out = out;
    this.journal = journal;
    this.nanos = nanos;
    this.writer = Thread.ofPlatform().name("log").daemon().unstarted(this::write);
    this.refilledAt = nanos.getAsLong();
  }

  void start() {
    writer.start();
  }

  @Override
  public void publish(@Nullable LogRecord entry) {
    if (entry == null || !isLoggable(entry)) {
      return;
    }
    if (!queue.offer(entry)) {
      suppressed.incrementAndGet();
    }
  }

  private void write() {
    try {
      while (true) {
        LogRecord entry = queue.poll(1, TimeUnit.SECONDS);
        if (entry != null) {
          print(entry);
        }
        reportSuppressed();
        if (queue.isEmpty()) {
          out.flush();
        }
      }
    } catch (InterruptedException _) {
      for (LogRecord entry = queue.poll(); entry != null; entry = queue.poll()) {
        print(entry);
      }
      tokens = 1; // the count of what was lost is worth a line at the end
      reportSuppressed();
      out.flush();
    }
  }

  private void print(LogRecord entry) {
    String[] lines = text(entry).split("\n", -1);
    refill();
    if (tokens < lines.length) {
      suppressed.incrementAndGet();
      return;
    }
    tokens -= lines.length;
    String lead = lead(entry.getLevel(), entry.getInstant());
    for (String line : lines) {
      out.print(
          lead + (line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line) + "\n");
    }
  }

  /// One line that says how many were lost, once there is room for lines again.
  private void reportSuppressed() {
    if (suppressed.get() == 0) {
      return;
    }
    refill();
    if (tokens >= 1) {
      tokens -= 1;
      long count = suppressed.getAndSet(0);
      out.print(lead(Level.WARNING, Instant.now()) + count + " messages suppressed\n");
    }
  }

  private void refill() {
    long now = nanos.getAsLong();
    tokens = Math.min(BURST, tokens + (now - refilledAt) / 1e9 * LINES_PER_SECOND);
    refilledAt = now;
  }

  private String lead(Level level, Instant time) {
    if (journal) {
      return "<" + priority(level) + ">";
    }
    LogLine.Level word =
        switch (priority(level)) {
          case 3 -> LogLine.Level.ERROR;
          case 4 -> LogLine.Level.WARN;
          case 7 -> LogLine.Level.DEBUG;
          default -> LogLine.Level.INFO;
        };
    return LogText.lead(time, word, ZoneId.systemDefault());
  }

  /// syslog(3): 3 error, 4 warning, 6 informational, 7 debug.
  private static int priority(Level level) {
    int value = level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return 3;
    }
    if (value >= Level.WARNING.intValue()) {
      return 4;
    }
    return value >= Level.CONFIG.intValue() ? 6 : 7;
  }

  private String text(LogRecord entry) {
    String message = formatter.formatMessage(entry);
    Throwable thrown = entry.getThrown();
    if (thrown == null) {
      return message;
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return message + "\n" + trace.toString().stripTrailing();
  }

  @Override
  public void flush() {
    // The writer flushes whenever it has caught up; nobody may wait for it here.
  }

  /// Writes what is queued, waiting no longer than half a second for a reader that has stopped.
  @Override
  public void close() {
    writer.interrupt();
    try {
      writer.join(CLOSE_WAIT_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
