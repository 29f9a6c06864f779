package vj.bus.status;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import vj.bus.status.ServiceManager.LogRequest;
import vj.bus.status.ServiceManager.UnreachableException;

/// Everything that the workers log on this machine, whoever runs them: the journal of the user's
/// services, the files of `vj up`, and on macOS those of the agents. Immutable; any thread.
public final class AllLogs {

  /// The journal tells its readers of new lines every 250 ms, files are looked at every 100 ms: so
  /// much later may a line arrive than a later one from elsewhere.
  private static final Duration WINDOW = Duration.ofMillis(300);

  private final Map<String, String> environment;
  private final Path state;
  private final InstantSource clock;
  private final Consumer<String> problems;

  /// @param environment whose `PATH` finds journalctl
  /// @param state the bundle's state directory, in which `vj up` keeps its files
  /// @param clock for lines in files that have no time
  /// @param problems is told of a place that cannot be read while another can, in its own words; on
  ///   the thread that reads the lines
  public AllLogs(
      Map<String, String> environment, Path state, InstantSource clock, Consumer<String> problems) {
    this.environment = Map.copyOf(environment);
    this.state = state;
    this.clock = clock;
    this.problems = problems;
  }

  /// The caller closes what it gets. Where nothing can be read, the first `next()` says why.
  ///
  /// @throws UnreachableException when there is neither a journal nor a file
  public LogLines open(LogRequest request) throws IOException {
    List<LogSource> sources = new ArrayList<>();
    Program.find("journalctl", environment).ifPresent(found -> sources.add(new Journal(found)));
    LogFiles files = new LogFiles(directories(), clock);
    if (sources.isEmpty() && !files.present()) {
      throw new UnreachableException("there is no journalctl here");
    }
    sources.add(files);
    return new MergedLogs(sources, request, WINDOW, problems).start();
  }

  private List<Path> directories() {
    List<Path> directories = new ArrayList<>(List.of(state.resolve("logs")));
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
      String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
      directories.add(Path.of(home, "Library", "Logs", "vj"));
    }
    return directories;
  }
}
