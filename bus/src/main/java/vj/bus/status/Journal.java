package vj.bus.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine.Level;
import vj.bus.status.ServiceManager.LogRequest;

/// The journal of the user's services, read by a `journalctl` that runs as long as it is needed.
///
/// It is read backwards, and only until there are enough lines: a journal of a million lines
/// answers for the latest 50 in 20 ms. What journalctl can select by itself is left to it; it finds
/// a level or a worker by an index, and a plain text seven times faster than it prints lines for us
/// to look at (2 s instead of 15 s for a million, measured).
final class Journal implements LogSource {

  /// The journal's own limit for a line of standard output is 48 KiB, and a byte that is no UTF-8
  /// is printed as up to four. Nothing that our units run writes longer ones.
  private static final int LONGEST_ENTRY = 256 << 10;

  /// What means the same for journalctl, which matches the bytes of a whole message, and for Java,
  /// which matches the characters of each of its lines.
  private static final Pattern PLAIN =
      Pattern.compile("(?:[A-Za-z0-9 _:/,;=@%#'\"<>&!~|-]|\\.\\*)+");

  private final Program journalctl;

  /// Where `follow` goes on; empty when nothing was there.
  private String cursor = "";

  private final Object lock = new Object();

  /// The journalctl that runs. Guarded by `lock`, as is `closed`.
  private @Nullable Process process;

  private boolean closed;

  Journal(Program journalctl) {
    this.journalctl = journalctl;
  }

  @Override
  public List<LogLine> latest(LogRequest request) throws IOException, InterruptedException {
    try {
      return latest(request, plain(request.filter()));
    } catch (NoGrepException _) {
      return latest(request, List.of());
    }
  }

  private List<LogLine> latest(LogRequest request, List<String> grep)
      throws IOException, InterruptedException {
    Latest latest = new Latest(request.lines());
    List<String> arguments = new ArrayList<>(List.of("--reverse"));
    arguments.addAll(grep);
    // Whole seconds, which every version takes; what is too early is left out by the filter.
    request.filter().since().ifPresent(at -> arguments.add("--since=@" + at.getEpochSecond()));
    // The cursor must be that of the newest line, found or not.
    if (request.follow() && !grep.isEmpty()) {
      latest(new LogRequest(request.filter(), 0, true), List.of());
    }
    boolean wantsCursor = request.follow() && grep.isEmpty();
    read(
        arguments,
        request.filter(),
        entry -> {
          if (wantsCursor && cursor.isEmpty()) {
            cursor = entry.cursor();
          }
          for (LogLine line : entry.lines().reversed()) {
            if (request.filter().accepts(line)) {
              latest.add(line);
            }
          }
          return !latest.complete();
        });
    return latest.oldestFirst();
  }

  @Override
  public void follow(LogFilter filter, Sink to) throws IOException, InterruptedException {
    List<String> where =
        cursor.isEmpty() ? List.of("--lines=0") : List.of("--no-tail", "--after-cursor=" + cursor);
    List<String> arguments = new ArrayList<>(List.of("--follow"));
    arguments.addAll(where);
    read(
        arguments,
        filter,
        entry -> {
          for (LogLine line : entry.lines()) {
            if (filter.accepts(line)) {
              to.line(line);
            }
          }
          return true;
        });
    if (!closed()) {
      throw new IOException("journalctl has ended");
    }
  }

  @FunctionalInterface
  private interface Reading {
    /// Whether it wants more.
    boolean entry(JournalEntry entry) throws InterruptedException;
  }

  private void read(List<String> how, LogFilter filter, Reading reading)
      throws IOException, InterruptedException {
    Process running = start(how, filter);
    try {
      ByteLines lines = new ByteLines(running.getInputStream(), LONGEST_ENTRY);
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        Optional<JournalEntry> entry = JournalEntry.parse(line.get());
        if (entry.isPresent() && !reading.entry(entry.get())) {
          return;
        }
      }
      complain(running);
    } catch (IOException e) {
      if (!closed()) {
        throw e; // else its pipes were closed under us
      }
    } finally {
      running.destroy();
    }
  }

  private boolean closed() {
    synchronized (lock) {
      return closed;
    }
  }

  private Process start(List<String> how, LogFilter filter) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--user", "--no-pager", "--output=json", "--all"));
    arguments.add("--output-fields=" + JournalEntry.FIELDS);
    arguments.addAll(how);
    if (filter.least() != Level.DEBUG) {
      arguments.add("--priority=" + priority(filter.least()));
    }
    arguments.addAll(matches(filter.whose()));
    synchronized (lock) {
      if (closed) {
        throw new IOException("closed");
      }
      Process started = journalctl.start(arguments);
      process = started;
      return started;
    }
  }

  /// What the worker says, and what systemd says of it. The last lines of a process that ends at
  /// once come without its unit, so it is known by its name as well, which its unit sets; so are
  /// the lines that the unit's helpers write about it.
  private static List<String> matches(List<WorkerName> workers) {
    String all =
        workers.stream()
            .map(worker ->
                "_SYSTEMD_USER_UNIT=%1$s.service + USER_UNIT=%1$s.service + SYSLOG_IDENTIFIER=%1$s"
                    .formatted(worker.unit()))
            .collect(Collectors.joining(" + "));
    return List.of(all.split(" ", -1));
  }

  private static String priority(Level least) {
    return switch (least) {
      case DEBUG -> "debug";
      case INFO -> "info";
      case WARN -> "warning";
      case ERROR -> "err";
    };
  }

  private static List<String> plain(LogFilter filter) {
    return filter
        .grep()
        .filter(pattern -> PLAIN.matcher(pattern.pattern()).matches())
        .map(pattern ->
            List.of(
                "--grep=" + pattern.pattern(),
                "--case-sensitive="
                    + ((pattern.flags() & Pattern.CASE_INSENSITIVE) == 0 ? "yes" : "no")))
        .orElse(List.of());
  }

  private static void complain(Process ended) throws IOException, InterruptedException {
    // What journalctl has to say against it is a line or two: it fits the pipe, unread till now.
    String said =
        new String(ended.getErrorStream().readNBytes(4096), StandardCharsets.UTF_8).strip();
    boolean failed = ended.waitFor(1, TimeUnit.SECONDS) && ended.exitValue() != 0;
    if (failed && said.contains("pattern matching")) {
      throw new NoGrepException(said);
    }
    if (!said.isEmpty() && (failed || said.contains("No journal files"))) {
      throw new IOException(said.lines().findFirst().orElse(said));
    }
  }

  /// "Compiled without pattern matching support."
  private static final class NoGrepException extends IOException {
    private static final long serialVersionUID = 1L;

    private NoGrepException(String said) {
      super(said);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      Process running = process;
      if (running != null) {
        running.destroy();
      }
    }
  }
}
