package vj.console;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vj.bus.control.SocketDirectory;
import vj.bus.status.FaultText;
import vj.bus.status.Probe.Absent;
import vj.bus.status.Probe.Answering;
import vj.bus.status.Probe.Beating;
import vj.bus.status.Probe.Silent;
import vj.bus.status.Probe.Stale;
import vj.bus.status.WorkerStatus;

/// The control sockets.
record SocketChecks(Shell shell, Examined examined) {

  private static final String DIRECTORY = "socket directory";

  List<Finding> findings() {
    SocketDirectory directory = SocketDirectory.locate(shell.environment());
    List<Finding> findings = new ArrayList<>();
    try {
      directory.sockets();
      findings.add(
          Files.exists(directory.path())
              ? Finding.ok(DIRECTORY, directory.path() + ", ours alone")
              : Finding.info(DIRECTORY, directory.path() + " will be made by the first worker"));
    } catch (IOException e) {
      findings.add(
          Finding.fail(
              DIRECTORY,
              "refused: " + FaultText.of(e),
              "chmod 0700 %s; if it is not yours, remove it".formatted(directory.path())));
      return findings;
    }
    for (WorkerStatus worker : examined.snapshot().workers()) {
      findings.add(socket(directory, worker));
    }
    return findings;
  }

  private static Finding socket(SocketDirectory directory, WorkerStatus worker) {
    String subject = "socket " + SafeText.of(worker.name());
    String name = worker.shortName();
    return switch (worker.probe()) {
      case Answering _, Beating _ -> answering(subject, worker);
      case Silent silent -> Finding.fail(subject, silent.why(), "vj restart " + name);
      case Stale _ ->
          Finding.warn(
              subject,
              "left behind by a worker that is gone",
              worker.known().isPresent()
                  ? "vj start " + name
                  : "rm %s/%s.sock".formatted(directory.path(), SafeText.of(worker.name())));
      case Absent _ -> Finding.info(subject, "none: the worker does not run");
    };
  }

  private static Finding answering(String subject, WorkerStatus worker) {
    String state = worker.health().name().toLowerCase(Locale.ROOT);
    return worker
        .lastError()
        .map(error -> Finding.warn(subject, state + ": " + error, "vj logs " + worker.shortName()))
        .orElseGet(() -> Finding.ok(subject, "answers: " + state));
  }
}
