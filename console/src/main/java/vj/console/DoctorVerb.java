package vj.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vj.bus.status.ServiceManager;
import vj.bus.status.Systemd;
import vj.console.Finding.Verdict;

/// `vj doctor`: looks at everything that workers need, and says what to do about what is wrong.
@Command(
    description = "Checks everything that the workers need, and names the cure for what is wrong.",
    footer = {"", "Exit code 1 if a check failed; warnings alone give 0.", "Example: vj doctor"})
final class DoctorVerb implements Callable<Integer> {

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private final Shell shell;

  DoctorVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServiceManager services = new Systemd(shell.environment(), System::nanoTime);
    List<Finding> findings = new ArrayList<>();
    findings.addAll(new ServiceChecks(shell, services).findings());
    findings.addAll(new SocketChecks(shell).findings());
    findings.addAll(new WorkerChecks(shell).findings());
    findings.addAll(new DiskChecks(shell).findings());
    boolean failed = findings.stream().anyMatch(f -> f.verdict() == Verdict.FAIL);
    if (json) {
      shell.json(
          Map.of("healthy", !failed, "findings", findings.stream().map(Finding::plain).toList()));
    } else {
      print(findings);
    }
    return failed ? ExitCodes.FAILED : ExitCodes.DONE;
  }

  private void print(List<Finding> findings) {
    int width = findings.stream().mapToInt(f -> f.subject().length()).max().orElse(0);
    for (Finding finding : findings) {
      String subject = finding.subject() + " ".repeat(width - finding.subject().length());
      shell.out().println(mark(finding.verdict()) + "  " + subject + "  " + finding.found());
      if (!finding.cure().isEmpty()) {
        shell.out().println(" ".repeat(width + 8) + shell.paint().strong("-> " + finding.cure()));
      }
    }
  }

  private String mark(Verdict verdict) {
    return switch (verdict) {
      case OK -> shell.paint().good("ok  ");
      case INFO -> shell.paint().dim("info");
      case WARN -> shell.paint().warning("warn");
      case FAIL -> shell.paint().bad("FAIL");
    };
  }
}
