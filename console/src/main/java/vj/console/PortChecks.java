package vj.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.control.UserId;
import vj.bus.control.WorkerName;
import vj.bus.status.Probe.Answering;
import vj.bus.status.TargetReport;
import vj.bus.status.WorkerStatus;
import vj.console.UdpSockets.Listener;
import vj.console.UdpSockets.Owner;

/// The UDP ports: who receives what the workers send, and who has those on which they receive.
///
/// @param proc `/proc`, or one of a test's own
record PortChecks(Examined examined, Path proc) {

  /// What the debugger asks for, so that a burst of a second fits.
  private static final long WANTED_BUFFER = 4 << 20;

  /// A port on which a worker receives.
  ///
  /// @param key of its configuration
  /// @param condition the key that can switch it off; empty if none can
  private record Input(WorkerName worker, String key, String condition) {}

  private static final List<Input> INPUTS =
      List.of(
          new Input(WorkerName.OSC_DEBUGGER, "osc_port", "osc_enabled"),
          new Input(WorkerName.LYRICS, "input_port", ""));

  List<Finding> findings() throws IOException {
    UdpSockets sockets = new UdpSockets(proc);
    List<Listener> listeners = sockets.listeners();
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, Boolean> target : targets().entrySet()) {
      findings.add(target(target.getKey(), target.getValue(), sockets, listeners));
    }
    for (Input input : INPUTS) {
      if (examined.value(input.worker(), input.key()) instanceof Number port
          && port.intValue() > 0
          && !Boolean.FALSE.equals(examined.value(input.worker(), input.condition()))) {
        findings.add(input(input, port.intValue(), sockets, listeners));
      }
    }
    receiveBuffer().ifPresent(findings::add);
    return findings;
  }

  /// Every target that is switched on, and whether a running worker has been refused there.
  private Map<String, Boolean> targets() {
    Map<String, Boolean> targets = new LinkedHashMap<>();
    for (WorkerName name : WorkerName.values()) {
      if (examined.value(name, "targets") instanceof List<?> list) {
        list.stream()
            .map(PortChecks::target)
            .flatMap(Optional::stream)
            .forEach(target -> targets.putIfAbsent(target, false));
      }
    }
    for (WorkerStatus worker : examined.snapshot().workers()) {
      for (TargetReport report : worker.targets()) {
        if (!report.state().equals("off")) {
          targets.merge(report.target(), report.state().equals("refused"), Boolean::logicalOr);
        }
      }
    }
    return targets;
  }

  private static Optional<String> target(Object entry) {
    Map<String, ?> fields = Workers.object(entry);
    return fields.get("host") instanceof String host
            && fields.get("port") instanceof Number port
            && !Boolean.FALSE.equals(fields.get("enabled"))
        ? Optional.of(host + ":" + port.longValue())
        : Optional.empty();
  }

  private Finding target(
      String target, boolean refused, UdpSockets sockets, List<Listener> listeners)
      throws IOException {
    String subject = "target " + target;
    int colon = target.lastIndexOf(':');
    String host = target.substring(0, colon);
    String port = target.substring(colon + 1);
    if (refused) {
      return Finding.warn(
          subject,
          "nobody listens there: the OSC is refused",
          "start the receiver, and let it listen on UDP port " + port);
    }
    if (!host.equals("localhost") && !host.startsWith("127.") && !host.equals("::1")) {
      return Finding.info(subject, "on another machine, which cannot be looked into from here");
    }
    Optional<Listener> listener = listener(listeners, Integer.parseInt(port));
    return listener.isPresent()
        ? Finding.ok(subject, "received by " + owner(sockets, listener.get()))
        : Finding.hint(
            subject,
            "nobody listens there yet",
            "start the receiver, and let it listen on UDP port " + port);
  }

  private Finding input(Input input, int port, UdpSockets sockets, List<Listener> listeners)
      throws IOException {
    String name = input.worker().shortName();
    String subject = "UDP port %d (%s)".formatted(port, name);
    Optional<Answering> running = examined.answering(input.worker());
    Optional<Listener> listener = listener(listeners, port);
    if (listener.isEmpty()) {
      return running.isEmpty()
          ? Finding.ok(subject, "free")
          : Finding.warn(subject, "the worker runs, but does not listen on it", "vj logs " + name);
    }
    Optional<Owner> owner = sockets.owner(listener.get());
    if (running.isPresent()
        && owner.map(Owner::pid).filter(pid -> pid == running.get().pid()).isPresent()) {
      return Finding.ok(subject, "the worker listens on it");
    }
    String free = freePort(listeners, port);
    return Finding.fail(
        subject,
        "taken by " + owner(sockets, listener.get()),
        "end that program, or: vj config set %s %s=%s".formatted(name, input.key(), free));
  }

  /// Somebody types it as it is printed.
  private static String freePort(List<Listener> listeners, int taken) {
    int port = taken + 10;
    while (listener(listeners, port).isPresent()) {
      port++;
    }
    return Integer.toString(port);
  }

  private static Optional<Listener> listener(List<Listener> listeners, int port) {
    return listeners.stream().filter(listener -> listener.port() == port).findFirst();
  }

  private String owner(UdpSockets sockets, Listener listener) throws IOException {
    Optional<Owner> owner = sockets.owner(listener);
    if (owner.isEmpty()) {
      return listener.uid() == UserId.own().value()
          ? "a program that cannot be named"
          : "a program of another user (uid %d)".formatted(listener.uid());
    }
    long pid = owner.get().pid();
    return examined.snapshot().workers().stream()
        .filter(worker -> worker.pid().isPresent() && worker.pid().getAsLong() == pid)
        .findFirst()
        .map(worker -> "%s (pid %d)".formatted(worker.shortName(), pid))
        .orElseGet(() -> "%s (pid %d)".formatted(SafeText.of(owner.get().name()), pid));
  }

  /// Root alone can change it, and without bursts it does no harm.
  private Optional<Finding> receiveBuffer() throws IOException {
    Path limit = proc.resolve("sys/net/core/rmem_max");
    if (Files.notExists(limit)) {
      return Optional.empty();
    }
    // By lines: such a file gives all of it to the first read, and nothing to a second.
    String text = Files.readAllLines(limit).stream().findFirst().orElse("").strip();
    if (!text.matches("\\d{1,15}")) {
      return Optional.empty();
    }
    long granted = Long.parseLong(text);
    return Optional.of(
        granted >= WANTED_BUFFER
            ? Finding.ok("receive buffer", "%d KiB".formatted(granted >> 10))
            : Finding.hint(
                "receive buffer",
                "the kernel grants %d KiB; osc-debugger asks for %d KiB, and loses messages in bursts"
                    .formatted(granted >> 10, WANTED_BUFFER >> 10),
                "sudo sysctl -w net.core.rmem_max=%d".formatted(WANTED_BUFFER)));
  }
}
