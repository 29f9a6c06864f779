package vj.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.control.Json;
import vj.bus.status.Snapshot;

/// What tests of `vj doctor` share.
final class Doctor {

  /// Nothing runs, and nothing is configured.
  static final Examined NOTHING =
      new Examined(new Snapshot(Optional.empty(), Optional.empty(), List.of()), Map.of());

  private Doctor() {}

  /// The body of a `vj-worker` whose workers all have these values.
  ///
  /// @param config the members of a JSON object, without its braces
  static String worker(String config) {
    return """
    case "$*" in
      *--check*) echo '{"config":{%s},"problems":[]}' ;;
      *) echo '{"devices":[{"name":"mic"}]}' ;;
    esac
    """
        .formatted(config);
  }

  /// The first finding about `subject` of a run with `--json`.
  static Map<String, ?> finding(Stage.Outcome outcome, String subject) throws Exception {
    if (Json.object(outcome.out().strip(), "out").get("findings") instanceof List<?> findings) {
      return findings.stream()
          .map(Workers::object)
          .filter(finding -> subject.equals(finding.get("subject")))
          .findFirst()
          .orElseThrow(() -> new AssertionError(subject + " not in " + outcome.out()));
    }
    throw new AssertionError("no findings in " + outcome.out());
  }
}
