package vj.console;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.control.ControlClient;
import vj.bus.control.WorkerName;
import vj.bus.status.TargetReport;

/// Which workers send to a target too. Those that make the show, that is: what the others send is
/// in nobody's way.
///
/// @param workers how they are reached
record OtherSenders(Workers workers) {

  private static final List<WorkerName> SHOW =
      List.of(WorkerName.AUDIO, WorkerName.SPOTIFY, WorkerName.VIRTUALDJ, WorkerName.LYRICS);

  /// One that hangs sends nothing, and must not hold up a warning.
  private static final Duration LIMIT = Duration.ofMillis(300);

  /// Their short names.
  ///
  /// @param targets `host:port` each
  List<String> to(List<String> targets) {
    List<String> senders = new ArrayList<>();
    for (WorkerName name : SHOW) {
      boolean same =
          reports(name).stream()
              .filter(report -> !report.state().equals("off"))
              .anyMatch(report -> targets.stream().anyMatch(each -> same(each, report.target())));
      if (same) {
        senders.add(name.shortName());
      }
    }
    return senders;
  }

  /// Empty for one that does not run or does not answer.
  private List<TargetReport> reports(WorkerName name) {
    try {
      Optional<ControlClient> connected = workers.connect(name);
      if (connected.isEmpty()) {
        return List.of();
      }
      try (ControlClient client = connected.get()) {
        return TargetReport.of(Workers.data(client.ask("get_state", Map.of(), LIMIT)));
      }
    } catch (IOException | Failure _) {
      return List.of();
    }
  }

  /// Without looking names up: offline that takes seconds.
  static boolean same(String one, String other) {
    return canonical(one).equalsIgnoreCase(canonical(other));
  }

  private static String canonical(String target) {
    int colon = target.lastIndexOf(':');
    String host = target.substring(0, Math.max(0, colon));
    boolean here =
        host.equals("localhost")
            || host.matches("127(\\.\\d{1,3}){3}")
            || host.equals("[::1]")
            || host.equals("::1");
    return (here ? "localhost" : host) + target.substring(Math.max(0, colon));
  }
}
