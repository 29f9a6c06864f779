package vj.console;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vj.bus.control.SocketDirectory;
import vj.bus.status.ServiceManager;
import vj.bus.status.Snapshot;
import vj.bus.status.StatusReader;
import vj.bus.status.Systemd;
import vj.bus.status.SystemdHost;
import vj.console.Checkup.Check;
import vj.console.Finding.Verdict;

/// `vj doctor`: looks at everything that workers need, and says what to do about what is wrong.
@Command(
    description = "Checks everything that the workers need, and names the cure for what is wrong.",
    footer = {"", "Exit code 1 if a check failed; warnings alone give 0.", "Example: vj doctor"})
final class DoctorVerb implements Callable<Integer> {

  /// Of all workers' programs together, and then of everything else: on a busy machine six JVMs
  /// need seconds.
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Path PROC = Path.of("/proc");

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private final Shell shell;

  DoctorVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    List<Finding> findings = findings();
    boolean failed = findings.stream().anyMatch(f -> f.verdict() == Verdict.FAIL);
    if (json) {
      shell.json(
          Map.of("healthy", !failed, "findings", findings.stream().map(Finding::plain).toList()));
    } else {
      new DoctorReport(shell.paint(), TerminalSize.of(shell.terminal()).columns())
          .lines(findings)
          .forEach(shell.out()::println);
    }
    return failed ? ExitCodes.FAILED : ExitCodes.DONE;
  }

  /// The sockets first and alone: workers that are asked while six JVMs start look hung.
  private List<Finding> findings() throws InterruptedException {
    ServiceManager services = new Systemd(shell.environment(), System::nanoTime);
    SystemdHost host = new SystemdHost(shell.environment());
    StatusReader reader =
        new StatusReader(SocketDirectory.locate(shell.environment()), services, System::nanoTime);
    Checkup checkup = new Checkup(LIMIT);
    ConfigurationChecks configurations = new ConfigurationChecks(shell);
    Snapshot snapshot = reader.read();
    List<Finding> configured = checkup.findings(configurations.checks());
    Examined examined = new Examined(snapshot, configurations.read());

    ServiceChecks units =
        new ServiceChecks(
            shell.image(), examined, services, host, ServiceChecks.PERSISTENT_JOURNAL);
    ClockChecks clock = new ClockChecks(shell, host, InstantSource.system());
    List<Finding> findings =
        new ArrayList<>(
            checkup.findings(
                List.of(
                    new Check("installation", new ImageChecks(shell, PROC)::findings),
                    new Check("init system", units::findings),
                    new Check("sockets", new SocketChecks(shell, examined)::findings),
                    new Check("sound", new SoundChecks(shell, examined)::findings),
                    new Check("UDP ports", new PortChecks(examined, PROC)::findings),
                    new Check("credentials", new CredentialChecks(shell, examined)::findings),
                    new Check("directories", new DirectoryChecks(shell)::findings),
                    new Check("clock", clock::findings))));
    findings.addAll(configured);
    return findings;
  }
}
