package vj.bus.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending.Cause;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.ServiceUnit.Words;

/// Reads what `systemctl show` prints: `Key=value` lines, a blank line between units. Unknown keys
/// and words are survived: they differ between versions.
final class SystemdUnits {

  static final String PROPERTIES =
      "Id,LoadState,UnitFileState,ActiveState,SubState,MainPID,NRestarts,Result,"
          + "ExecMainCode,ExecMainStatus,ExecMainExitTimestampMonotonic,"
          + "ActiveEnterTimestampMonotonic,FragmentPath,NeedDaemonReload";

  private SystemdUnits() {}

  /// @param nowMicros on the monotonic clock
  static List<ServiceUnit> parse(String shown, long nowMicros) {
    Map<WorkerName, ServiceUnit> found = new HashMap<>();
    for (String block : shown.split("\n\n", -1)) {
      Map<String, String> properties = properties(block);
      WorkerName.of(properties.getOrDefault("Id", ""))
          .ifPresent(worker -> found.put(worker, unit(worker, properties, nowMicros)));
    }
    List<ServiceUnit> units = new ArrayList<>();
    for (WorkerName worker : WorkerName.values()) {
      units.add(found.getOrDefault(worker, unit(worker, Map.of(), nowMicros)));
    }
    return units;
  }

  private static Map<String, String> properties(String block) {
    Map<String, String> properties = new HashMap<>();
    for (String line : block.split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        properties.put(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
    return properties;
  }

  private static ServiceUnit unit(WorkerName worker, Map<String, String> properties, long now) {
    Words words =
        new Words(
            properties.getOrDefault("ActiveState", "unknown"),
            properties.getOrDefault("SubState", "unknown"));
    Phase phase = phase(properties.getOrDefault("LoadState", "not-found"), words);
    long activeSince = number(properties, "ActiveEnterTimestampMonotonic");
    boolean up = phase == Phase.RUNNING && activeSince > 0 && activeSince <= now;
    return new ServiceUnit(
        worker,
        phase,
        properties.getOrDefault("UnitFileState", "").startsWith("enabled"),
        number(properties, "MainPID"),
        up ? Optional.of(Duration.ofNanos((now - activeSince) * 1_000)) : Optional.empty(),
        (int) Math.min(number(properties, "NRestarts"), Integer.MAX_VALUE),
        ending(properties, words),
        number(properties, "ExecMainExitTimestampMonotonic"),
        words,
        properties.getOrDefault("FragmentPath", ""),
        properties.getOrDefault("NeedDaemonReload", "no").equals("yes"));
  }

  private static Phase phase(String loaded, Words words) {
    return switch (loaded) {
      case "loaded" -> active(words);
      case "not-found" -> Phase.ABSENT;
      // Switched off by the operator so that not even a start by hand works.
      case "masked" -> Phase.STOPPED;
      default -> Phase.BROKEN;
    };
  }

  private static Phase active(Words words) {
    return switch (words.state()) {
      case "active", "reloading", "refreshing" -> Phase.RUNNING;
      case "activating" -> activating(words);
      case "deactivating" -> Phase.STOPPING;
      case "failed" -> Phase.FAILED;
      default -> Phase.STOPPED;
    };
  }

  /// Before systemd 254 the backoff is a program that runs before the start and sleeps.
  private static Phase activating(Words words) {
    return words.subState().startsWith("auto-restart") || words.subState().equals("start-pre")
        ? Phase.WAITING
        : Phase.STARTING;
  }

  /// The result says why the init system counts it as a failure, the main process's code and status
  /// how it ended; after giving up the result is still that of the last exit. During the sleep
  /// before a start (systemd older than 254) the result is that of the start, so far a success.
  private static Ending ending(Map<String, String> properties, Words words) {
    int status = (int) number(properties, "ExecMainStatus");
    return switch (properties.getOrDefault("Result", "success")) {
      case "success" ->
          words.subState().equals("start-pre")
              ? ofProcess(number(properties, "ExecMainCode"), status)
              : Ending.NONE;
      case "exit-code" -> new Ending(Cause.EXIT, status);
      case "signal" -> new Ending(Cause.SIGNAL, status);
      case "core-dump" -> new Ending(Cause.CORE_DUMP, status);
      case "watchdog" -> new Ending(Cause.WATCHDOG, status);
      case "oom-kill" -> new Ending(Cause.OUT_OF_MEMORY, 0);
      case "timeout" -> new Ending(Cause.TIMEOUT, 0);
      case "start-limit-hit" -> new Ending(Cause.START_LIMIT, 0);
      default -> new Ending(Cause.OTHER, status);
    };
  }

  /// @param code as `waitid` has it: 1 ended by itself, 2 killed, 3 with a core dump
  private static Ending ofProcess(long code, int status) {
    if (code == 1) {
      return status == 0 ? Ending.NONE : new Ending(Cause.EXIT, status);
    }
    if (code == 2) {
      return new Ending(Cause.SIGNAL, status);
    }
    return code == 3 ? new Ending(Cause.CORE_DUMP, status) : Ending.NONE;
  }

  /// 0 for what is absent or no number of at most 18 digits.
  private static long number(Map<String, String> properties, String key) {
    String text = properties.getOrDefault(key, "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
