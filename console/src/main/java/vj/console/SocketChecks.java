package vj.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import vj.bus.status.Snapshot;
import vj.bus.status.StatusReader;
import vj.bus.status.Systemd;
import vj.bus.status.WorkerStatus;

/// The control sockets, and who receives the OSC.
record SocketChecks(Shell shell) {

  private static final String DIRECTORY = "socket directory";
  private static final int OSC_PORT = 9000;

  List<Finding> findings() throws InterruptedException {
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
    StatusReader reader =
        new StatusReader(
            directory, new Systemd(shell.environment(), System::nanoTime), System::nanoTime);
    Snapshot snapshot = reader.read();
    for (WorkerStatus worker : snapshot.workers()) {
      findings.add(socket(worker));
    }
    findings.add(receiver());
    return findings;
  }

  private static Finding socket(WorkerStatus worker) {
    String subject = "socket " + worker.name();
    String name = worker.shortName();
    return switch (worker.probe()) {
      case Answering _, Beating _ -> answering(subject, worker);
      case Silent silent -> Finding.fail(subject, silent.why(), "vj restart " + name);
      case Stale _ ->
          Finding.warn(subject, "left behind by a worker that is gone", "vj start " + name);
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

  /// Nobody has to listen on this machine: receivers may be elsewhere.
  private Finding receiver() {
    String subject = "UDP port " + OSC_PORT;
    try {
      boolean taken =
          UdpPorts.listening(Path.of("/proc/net/udp")).contains(OSC_PORT)
              || UdpPorts.listening(Path.of("/proc/net/udp6")).contains(OSC_PORT);
      return Finding.info(
          subject, taken ? "somebody listens on it" : "nobody listens on it on this machine");
    } catch (IOException e) {
      return Finding.info(subject, "cannot tell who listens: " + FaultText.of(e));
    }
  }
}
