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
/// Policy: what is over the [LineBudget] is dropped and counted, and the count is logged once a
/// second. A queue of 1 024 records, of which the last ones are kept for warnings and errors as
/// well; what does not fit is counted the same way.
public final class LineHandler extends Handler implements AutoCloseable {

  static final int QUEUE = 1024;

  /// Places in the queue that information leaves to warnings, and warnings to errors: a journal
  /// that reads slowly must not cost us these.
  private static final int QUEUE_STEP = 64;

  /// Of a stack trace. An endless recursion has a thousand, more than may ever be written at once.
  static final int MAX_LINES = 200;

  private static final long REPORT_NANOS = 1_000_000_000;

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
  private final AtomicLong warnings = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final Thread writer;

  // Confined to the writer thread.
  private final LineBudget budget;
  private boolean losing;
  private long losingSince;

  /// @param journal whether lines go to the journal: priorities instead of times
  LineHandler(PrintStream out, boolean journal, LongSupplier nanos) {
    this.out = out;
    this.journal = journal;
    this.nanos = nanos;
    this.writer = Thread.ofPlatform().name("log").daemon().unstarted(this::write);
    this.budget = new LineBudget(nanos.getAsLong());
  }

  void start() {
    writer.start();
  }

  @Override
  public void publish(@Nullable LogRecord entry) {
    if (entry == null || !isLoggable(entry)) {
      return;
    }
    count(entry.getLevel());
    if (queue.remainingCapacity() <= left(entry.getLevel()) || !queue.offer(entry)) {
      suppressed.incrementAndGet();
    }
  }

  private void count(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      errors.incrementAndGet();
    } else if (level.intValue() >= Level.WARNING.intValue()) {
      warnings.incrementAndGet();
    }
  }

  /// What was logged so far, printed or not.
  Logged logged() {
    return new Logged(warnings.get(), errors.get());
  }

  record Logged(long warnings, long errors) {}

  private static int left(Level level) {
    int value = level.intValue();
    return (value < Level.SEVERE.intValue() ? QUEUE_STEP : 0)
        + (value < Level.WARNING.intValue() ? QUEUE_STEP : 0);
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
      long count = suppressed.getAndSet(0);
      if (count > 0) {
        tellSuppressed(count); // worth a line at the end, whatever the budget is
      }
      out.flush();
    }
  }

  private void print(LogRecord entry) {
    String[] lines = text(entry).split("\n", -1);
    int granted =
        budget.take(Math.min(lines.length, MAX_LINES), entry.getLevel(), nanos.getAsLong());
    if (granted == 0) {
      suppressed.incrementAndGet();
      return;
    }
    String lead = lead(entry.getLevel(), entry.getInstant());
    // Of a trace too long the middle goes: the fault is at its begin, the first cause at its end.
    int after = granted < lines.length ? granted / 3 : 0;
    int before = granted - after;
    for (int i = 0; i < before; i++) {
      boolean cut = i == before - 1 && granted < lines.length;
      write(lead, lines[i] + (cut ? " (" + (lines.length - granted) + " lines left out)" : ""));
    }
    for (int i = lines.length - after; i < lines.length; i++) {
      write(lead, lines[i]);
    }
  }

  private void write(String lead, String line) {
    out.print(lead + (line.length() > MAX_LINE ? line.substring(0, MAX_LINE) + "…" : line) + "\n");
  }

  /// One line each second that says how many were lost, as a warning: it gets through.
  private void reportSuppressed() {
    if (suppressed.get() == 0) {
      losing = false;
      return;
    }
    long now = nanos.getAsLong();
    if (!losing) {
      losing = true;
      losingSince = now;
    }
    if (now - losingSince >= REPORT_NANOS && budget.take(1, Level.WARNING, now) == 1) {
      tellSuppressed(suppressed.getAndSet(0));
      losing = false;
    }
  }

  private void tellSuppressed(long count) {
    write(lead(Level.WARNING, Instant.now()), count + " messages suppressed");
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
