package vj.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vj.bus.control.WorkerName;

/// Each worker's configuration, and what it needs from the machine.
record WorkerChecks(Shell shell) {

  List<Finding> findings() {
    Workers workers = new Workers(shell);
    List<Finding> findings = new ArrayList<>();
    for (WorkerName name : WorkerName.values()) {
      findings.add(configuration(workers, name));
    }
    findings.add(devices(workers));
    return findings;
  }

  private static Finding configuration(Workers workers, WorkerName name) {
    String subject = "configuration " + name.shortName();
    try {
      WorkerCheck check = WorkerCheck.of(workers, name);
      return check.problems().isEmpty()
          ? Finding.ok(subject, check.values().size() + " values, all valid")
          : Finding.fail(
              subject,
              String.join("; ", check.problems()),
              "edit the file that is named; then vj start " + name.shortName());
    } catch (Failure failure) {
      return Finding.fail(subject, failure.text(), "install/install.sh");
    }
  }

  private static Finding devices(Workers workers) {
    try {
      Map<String, ?> answer = DevicesVerb.ask(workers);
      int count = answer.get("devices") instanceof List<?> devices ? devices.size() : 0;
      return count > 0
          ? Finding.ok("audio devices", "%d, see: vj devices".formatted(count))
          : none("none found");
    } catch (Failure failure) {
      return none(failure.text());
    }
  }

  private static Finding none(String why) {
    return Finding.warn(
        "audio devices",
        why,
        "start the sound server: systemctl --user start pipewire-pulse; without a sound card:"
            + " vj config set audio source=demo");
  }
}
