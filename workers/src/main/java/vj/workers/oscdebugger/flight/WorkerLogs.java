package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vj.bus.status.AllLogs;
import vj.bus.status.LogLine;
import vj.bus.status.LogLines;
import vj.bus.status.ServiceManager.LogRequest;

/// The logs of all workers, wherever they are kept: the journal, and the files of `vj up`. Where
/// one of the two cannot be read the other still is, and all is opened anew a minute later.
public final class WorkerLogs implements LogFeed {

  private static final Duration PARTIAL = Duration.ofMinutes(1);

  private final Map<String, String> environment;
  private final Path state;

  /// @param environment whose `PATH` finds journalctl
  /// @param state the bundle's state directory
  public WorkerLogs(Map<String, String> environment, Path state) {
    this.environment = Map.copyOf(environment);
    this.state = state;
  }

  @Override
  public Following follow(int latest) throws IOException {
    var part = new Part();
    var all = new AllLogs(environment, state, InstantSource.system(), part::cannotBeRead);
    part.lines = Optional.of(all.open(new LogRequest(List.of(), latest, true)));
    return part;
  }

  /// One reading.
  private static final class Part implements Following {

    private final long openedNanos = System.nanoTime();
    private Optional<LogLines> lines = Optional.empty();
    private Optional<Thread> timer = Optional.empty();
    private volatile String trouble = "";

    /// Called on the thread that reads.
    private void cannotBeRead(String why) {
      trouble = why;
      if (timer.isEmpty()) {
        boolean worked = System.nanoTime() - openedNanos >= LogFollower.STEADY.toNanos();
        Duration wait = worked ? Duration.ZERO : PARTIAL;
        timer = Optional.of(Thread.ofVirtual().name("logs-again").start(() -> endAfter(wait)));
      }
    }

    private void endAfter(Duration wait) {
      try {
        TimeUnit.MILLISECONDS.sleep(wait.toMillis());
        lines.ifPresent(LogLines::close);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public String source() {
      return "journal, files";
    }

    @Override
    public Optional<String> trouble() {
      return Optional.of(trouble).filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<LogLine> next() throws IOException, InterruptedException {
      Optional<LogLine> line = lines.orElseThrow().next();
      if (line.isEmpty() && !trouble.isEmpty()) {
        throw new IOException(trouble);
      }
      return line;
    }

    @Override
    public void close() {
      timer.ifPresent(Thread::interrupt);
      lines.ifPresent(LogLines::close);
    }
  }
}
