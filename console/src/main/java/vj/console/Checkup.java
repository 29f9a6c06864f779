package vj.console;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vj.bus.status.FaultText;

/// Runs checks side by side and waits for all of them together. A check that fails or does not end
/// is a finding itself: a doctor that dies of the patient helps nobody. One thread.
final class Checkup {

  /// @param subject what it looks at, for people
  record Check(String subject, Callable<List<Finding>> work) {}

  private record Begun(String subject, FutureTask<List<Finding>> findings) {}

  private final Duration limit;

  /// @param limit for all of them together
  Checkup(Duration limit) {
    this.limit = limit;
  }

  /// In the order of the checks.
  List<Finding> findings(List<Check> checks) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    List<Begun> begun = checks.stream().map(Checkup::begin).toList();
    List<Finding> findings = new ArrayList<>();
    for (Begun check : begun) {
      try {
        long left = Math.max(0, end - System.nanoTime());
        findings.addAll(check.findings().get(left, TimeUnit.NANOSECONDS));
      } catch (TimeoutException _) {
        findings.add(
            Finding.warn(
                check.subject(),
                "not known: the check did not end within %d s".formatted(limit.toSeconds()),
                "is the machine overloaded, or a disk or server hung? Then again: vj doctor"));
      } catch (ExecutionException e) {
        findings.add(Finding.warn(check.subject(), "not known: " + why(e), ""));
      }
    }
    return findings;
  }

  /// A thread each: a check may hang in a file system, and is then left behind.
  private static Begun begin(Check check) {
    FutureTask<List<Finding>> task = new FutureTask<>(check.work());
    Thread.ofPlatform().daemon().name("check " + check.subject()).start(task);
    return new Begun(check.subject(), task);
  }

  private static String why(ExecutionException failed) {
    return switch (failed.getCause()) {
      case Failure failure -> failure.text();
      case IOException fault -> FaultText.of(fault);
      case null -> "the check failed";
      case Throwable fault -> "a fault of ours in the check: " + fault;
    };
  }
}
