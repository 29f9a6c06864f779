package vj.console;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.LogText;
import vj.bus.status.Program;
import vj.console.Heartbeats.Heard;

/// Workers as children of this process: started together, restarted when they die or hang, ended
/// together. It keeps the promises of the units as far as a terminal can. One thread.
final class ForegroundWorkers implements AutoCloseable {

  /// As the units: usage, socket taken, configuration. Starting again would not help.
  private static final Set<Integer> FINAL = Set.of(64, 69, 78);

  /// Asked to stop: by its own exit code, or by SIGTERM or SIGINT as the system tells it.
  private static final Set<Integer> STOPPED = Set.of(0, 130, 143);

  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  /// After a run of this length a crash is a first one again.
  private static final Duration HEALTHY_RUN = Duration.ofSeconds(60);

  /// As the units' `TimeoutStopSec`, for all of them together.
  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  /// As the units' `WatchdogSec`: two intervals of heartbeats at their longest, and some more.
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

  /// As the units' `TimeoutStartSec`, until it is heard for the first time.
  private static final Duration START_LIMIT = Duration.ofSeconds(45);

  /// Two looks so far apart: it is us who were stopped (Ctrl-Z), and the workers with us.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /// @param settings for `--set`
  /// @param logs the directory of their log files
  record Plan(
      Program program, List<WorkerName> names, Map<WorkerName, List<String>> settings, Path logs) {}

  private final Plan plan;
  private final Heartbeats heartbeats;
  private final LongSupplier nanos;
  private final Consumer<String> say;
  private final List<Child> children = new ArrayList<>();
  private long lookedNanos;

  private static final class Child {
    private final WorkerName name;
    private final WorkerLogs log;
    private @Nullable Process process;
    private long startedNanos;
    private long dueNanos;

    /// From when its silence counts: the last sign of life.
    private long aliveNanos;

    private boolean heard;
    private int failures;
    private int exitCode = -1;

    private Child(WorkerName name, WorkerLogs log) {
      this.name = name;
      this.log = log;
    }
  }

  /// @param nanos the clock of the heartbeats
  ForegroundWorkers(Plan plan, Heartbeats heartbeats, LongSupplier nanos, Consumer<String> say) {
    this.plan = plan;
    this.heartbeats = heartbeats;
    this.nanos = nanos;
    this.say = say;
  }

  void start() throws IOException {
    lookedNanos = nanos.getAsLong();
    for (WorkerName name : plan.names()) {
      Child child = new Child(name, WorkerLogs.fresh(plan.logs(), name));
      children.add(child);
      start(child);
    }
  }

  private void start(Child child) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(child.name.shortName());
    for (String setting : plan.settings().getOrDefault(child.name, List.of())) {
      arguments.add("--set");
      arguments.add(setting);
    }
    child.process = plan.program().start(arguments, child.log.file());
    child.startedNanos = nanos.getAsLong();
    giveTime(child, child.startedNanos);
  }

  /// Shows what the workers have logged, kills those that hang, and restarts those that died and
  /// are due. Called often.
  void supervise() throws IOException {
    long now = nanos.getAsLong();
    if (now - lookedNanos > PAUSE.toNanos()) {
      children.forEach(child -> giveTime(child, now));
    }
    lookedNanos = now;
    for (Child child : children) {
      Process process = child.process;
      // In this order: once it has ended, all it had to say is in the file.
      boolean alive = process != null && process.isAlive();
      tell(child);
      if (process != null && !alive) {
        child.process = null;
        ended(child, process.exitValue());
      } else if (process != null) {
        killIfHung(child, process, now);
      } else if (child.exitCode < 0 && nanos.getAsLong() - child.dueNanos >= 0) {
        start(child);
      }
    }
  }

  /// As much as a start has.
  private static void giveTime(Child child, long now) {
    child.aliveNanos = now;
    child.heard = false;
  }

  /// The clock runs while there is a connection and nothing comes over it. A worker that has closed
  /// ours may have good reasons; that it lives is then all we know.
  private void killIfHung(Child child, Process process, long now) {
    Optional<Heard> latest = heartbeats.of(child.name);
    if (latest.isPresent() && latest.get().nanos() - child.aliveNanos >= 0) {
      child.aliveNanos = latest.get().nanos();
      child.heard = true;
    } else if (latest.isEmpty() && child.heard) {
      return;
    }
    Duration limit = child.heard ? SILENCE_LIMIT : START_LIMIT;
    if (now - child.aliveNanos > limit.toNanos()) {
      say.accept(
          "vj: %s hangs: silent for %d s; killed"
              .formatted(child.name.shortName(), limit.toSeconds()));
      process.destroyForcibly();
      giveTime(child, now);
    }
  }

  private void tell(Child child) throws IOException {
    for (String line : child.log.newLines()) {
      say.accept(child.name.shortName() + " | " + SafeText.ofLog(brief(line)));
    }
  }

  /// In the file a line has its date as well; whoever watches knows the date.
  private static String brief(String line) {
    return LogText.head(line).map(LogPrinter::brief).orElse(line);
  }

  private void ended(Child child, int exitCode) {
    String name = child.name.shortName();
    if (FINAL.contains(exitCode) || STOPPED.contains(exitCode)) {
      child.exitCode = STOPPED.contains(exitCode) ? ExitCodes.DONE : exitCode;
      say.accept("vj: %s ended with exit code %d and stays down".formatted(name, exitCode));
      return;
    }
    long ran = nanos.getAsLong() - child.startedNanos;
    child.failures = ran >= HEALTHY_RUN.toNanos() ? 1 : child.failures + 1;
    Duration delay = delay(child.failures);
    child.dueNanos = nanos.getAsLong() + delay.toNanos();
    say.accept(
        "vj: %s died (exit code %d); restarting it in %d s"
            .formatted(name, exitCode, delay.toSeconds()));
  }

  /// 1, 2, 4, 8, 16, 30, 30 s.
  static Duration delay(int failures) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
  }

  /// None is left, nor will be.
  boolean allDown() {
    return children.stream().allMatch(child -> child.exitCode >= 0);
  }

  /// The worst of those that stay down.
  int exitCode() {
    return children.stream().mapToInt(child -> child.exitCode).max().orElse(ExitCodes.DONE);
  }

  /// Asks the workers to end in reverse order, each after the one before has; kills what is left
  /// when the time is up.
  @Override
  public void close() {
    long end = System.nanoTime() + STOP_LIMIT.toNanos();
    for (Child child : children.reversed()) {
      Process process = child.process;
      if (process != null) {
        process.destroy();
        await(process, end - System.nanoTime());
        if (process.isAlive()) {
          say.accept("vj: %s does not end; killed".formatted(child.name.shortName()));
          process.destroyForcibly();
        }
        child.process = null;
      }
      try {
        tell(child);
      } catch (IOException e) {
        say.accept("vj: cannot read the log: " + FaultText.of(e));
      }
    }
  }

  private static void await(Process process, long nanos) {
    try {
      process.waitFor(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
