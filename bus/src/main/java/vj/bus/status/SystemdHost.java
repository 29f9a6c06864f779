package vj.bus.status;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vj.bus.control.WorkerName;
import vj.bus.status.ServiceManager.UnreachableException;

/// What systemd knows beside the state of the workers' units: who is asking is looking for a fault.
/// Each call is one command, bounded in time; any thread.
public final class SystemdHost {

  private static final Duration ASK_LIMIT = Duration.ofSeconds(2);

  private static final String DROP_INS = "DropInPaths=";
  private static final String ID = "Id=";

  private final Map<String, String> environment;

  /// @param environment whose `PATH` finds the commands and whose `XDG_RUNTIME_DIR` the manager
  public SystemdHost(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /// The files that add to each worker's unit, in the order in which they count. A worker without
  /// any is not in the map.
  public Map<WorkerName, List<Path>> dropIns() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--user", "show"));
    arguments.add("--property=Id,DropInPaths");
    for (WorkerName worker : WorkerName.values()) {
      arguments.add(worker.unit() + ".service");
    }
    Map<WorkerName, List<Path>> found = new HashMap<>();
    for (String block : ask("systemctl", arguments).split("\n\n", -1)) {
      WorkerName.of(value(block, ID))
          .ifPresent(worker -> {
            List<Path> paths = paths(value(block, DROP_INS));
            if (!paths.isEmpty()) {
              found.put(worker, paths);
            }
          });
    }
    return found;
  }

  /// Whether the clock follows a time server; empty where that cannot be told.
  public Optional<Boolean> clockSynchronised() throws IOException {
    String said = ask("timedatectl", List.of("show", "--property=NTPSynchronized"));
    return switch (value(said, "NTPSynchronized=")) {
      case "yes" -> Optional.of(true);
      case "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static String value(String block, String key) {
    return block
        .lines()
        .filter(line -> line.startsWith(key))
        .findFirst()
        .map(line -> line.substring(key.length()).strip())
        .orElse("");
  }

  /// Separated by spaces, which a path may have as well; but each of them begins with a slash.
  private static List<Path> paths(String listed) {
    return Stream.of(listed.split(" (?=/)", -1))
        .filter(path -> path.startsWith("/"))
        .map(Path::of)
        .toList();
  }

  private String ask(String name, List<String> arguments) throws IOException {
    Program program =
        Program.find(name, environment)
            .orElseThrow(() -> new UnreachableException("there is no " + name + " here"));
    Program.Outcome outcome = program.run(ASK_LIMIT, arguments);
    if (outcome.exit() != 0) {
      throw new IOException(
          outcome.err().lines().findFirst().orElse("%s exit %d".formatted(name, outcome.exit())));
    }
    return outcome.out();
  }
}
