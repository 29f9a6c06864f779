package vj.bus.status;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import vj.bus.control.WorkerName;

/// systemd's user manager, through `systemctl`, `journalctl` and `loginctl`.
///
/// One fork of 20 to 50 ms answers for all units; a D-Bus connection of our own would take ten
/// times that to set up.
public final class Systemd implements ServiceManager {

  /// `show` takes 50 ms; a manager that needs longer than this is not going to answer.
  private static final Duration ASK_LIMIT = Duration.ofSeconds(2);

  /// Longer than `TimeoutStartSec` (45 s) and `TimeoutStopSec` of the units together.
  private static final Duration ACT_LIMIT = Duration.ofSeconds(60);

  private final Map<String, String> environment;
  private final LongSupplier nanos;

  /// @param environment whose `PATH` finds the commands and whose `XDG_RUNTIME_DIR` the manager
  /// @param nanos `System::nanoTime`: on Linux it is the clock that systemd's monotonic time stamps
  ///   are taken from
  public Systemd(Map<String, String> environment, LongSupplier nanos) {
    this.environment = Map.copyOf(environment);
    this.nanos = nanos;
  }

  @Override
  public List<ServiceUnit> list() throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("show");
    arguments.add("--property=" + SystemdUnits.PROPERTIES);
    // By name and not by `vj-*`: the pattern finds only what happens to be loaded.
    for (WorkerName worker : WorkerName.values()) {
      arguments.add(service(worker));
    }
    return SystemdUnits.parse(systemctl(ASK_LIMIT, arguments).out(), nanos.getAsLong() / 1_000);
  }

  @Override
  public void start(WorkerName worker) throws IOException {
    reset(worker);
    systemctl(ACT_LIMIT, List.of("start", service(worker)));
  }

  @Override
  public void stop(WorkerName worker) throws IOException {
    systemctl(ACT_LIMIT, List.of("stop", service(worker)));
  }

  @Override
  public void restart(WorkerName worker) throws IOException {
    reset(worker);
    systemctl(ACT_LIMIT, List.of("restart", service(worker)));
  }

  @Override
  public void stopSoon(WorkerName worker) throws IOException {
    systemctl(ASK_LIMIT, List.of("stop", "--no-block", service(worker)));
  }

  @Override
  public void restartSoon(WorkerName worker) throws IOException {
    reset(worker);
    systemctl(ASK_LIMIT, List.of("restart", "--no-block", service(worker)));
  }

  @Override
  public void reset(WorkerName worker) throws IOException {
    Program.Outcome outcome = ask(ASK_LIMIT, List.of("reset-failed", service(worker)));
    // A unit that was never loaded has nothing to forget; systemctl calls that a failure.
    if (outcome.exit() != 0 && !outcome.err().contains("not loaded")) {
      throw failure(outcome);
    }
  }

  @Override
  public LogLines logs(LogRequest request) throws IOException {
    LogSource journal = new Journal(program("journalctl"));
    return new MergedLogs(List.of(journal), request, Duration.ZERO, _ -> {}).start();
  }

  @Override
  public Facts facts() throws IOException {
    // The version line is "systemd 257 (257.13-1~deb13u1)"; it needs no manager, `show` does.
    String first = systemctl(ASK_LIMIT, List.of("--version")).out().lines().findFirst().orElse("");
    systemctl(ASK_LIMIT, List.of("show", "--property=Version"));
    String[] words = first.split(" ", -1);
    int version = words.length > 1 && words[1].matches("\\d{1,6}") ? Integer.parseInt(words[1]) : 0;
    return new Facts(version == 0 ? "systemd" : "systemd " + version, version, true);
  }

  /// Some systems have systemd and no `loginctl`, or nobody who answers it.
  @Override
  public Optional<Boolean> startsWithoutLogin() {
    List<String> question =
        List.of("show-user", System.getProperty("user.name"), "--property=Linger");
    try {
      return switch (program("loginctl").run(ASK_LIMIT, question).out().strip()) {
        case "Linger=yes" -> Optional.of(true);
        case "Linger=no" -> Optional.of(false);
        default -> Optional.empty();
      };
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private Program.Outcome systemctl(Duration limit, List<String> arguments) throws IOException {
    Program.Outcome outcome = ask(limit, arguments);
    if (outcome.exit() != 0) {
      throw failure(outcome);
    }
    return outcome;
  }

  private Program.Outcome ask(Duration limit, List<String> arguments) throws IOException {
    List<String> all = new ArrayList<>(arguments.size() + 1);
    all.add("--user");
    all.addAll(arguments);
    return program("systemctl").run(limit, all);
  }

  private Program program(String name) throws UnreachableException {
    return Program.find(name, environment)
        .orElseThrow(() -> new UnreachableException("there is no " + name + " here"));
  }

  /// systemctl's first line is the cause; the rest tells people which commands to type.
  private static IOException failure(Program.Outcome outcome) {
    String said = outcome.err().lines().findFirst().orElse("systemctl exit " + outcome.exit());
    String lower = said.toLowerCase(Locale.ROOT);
    boolean unreachable =
        lower.contains("connect to bus")
            || lower.contains("connect to user scope bus")
            || lower.contains("not been booted with systemd");
    return unreachable ? new UnreachableException(said) : new IOException(said);
  }

  private static String service(WorkerName worker) {
    return worker.unit() + ".service";
  }
}
