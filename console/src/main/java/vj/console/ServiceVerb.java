package vj.console;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.ServiceManager;
import vj.bus.status.ServiceManager.UnreachableException;
import vj.bus.status.ServiceUnit;
import vj.bus.status.Systemd;

/// `vj start`, `stop` and `restart`: the init system does it, this says how it went.
@Command
final class ServiceVerb implements Callable<Integer> {

  /// What is asked of the init system.
  enum Action {
    START("started", "Starts workers, those that gave up as well, and waits until they are ready."),
    STOP("stopped", "Stops workers. A stopped worker stays stopped."),
    RESTART("restarted", "Restarts workers and waits until they are ready.");

    private final String done;
    private final String description;

    Action(String done, String description) {
      this.done = done;
      this.description = description;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      arity = "1..*",
      paramLabel = "WORKER",
      description = "Short name, bus name or unit; or all.")
  private List<String> names = List.of();

  private final Shell shell;
  private final Action action;

  private ServiceVerb(Shell shell, Action action) {
    this.shell = shell;
    this.action = action;
  }

  static CommandLine command(Shell shell, Action action) {
    CommandLine command = new CommandLine(new ServiceVerb(shell, action));
    command
        .getCommandSpec()
        .usageMessage()
        .description(action.description)
        .footer("", "Example: vj %s audio".formatted(action.word()));
    return command;
  }

  @Override
  public Integer call() throws Failure {
    List<WorkerName> workers = Workers.named(names);
    ServiceManager services = new Systemd(shell.environment(), System::nanoTime);
    try {
      List<ServiceUnit> units = services.list();
      int exitCode = ExitCodes.DONE;
      for (WorkerName worker : workers) {
        exitCode = Math.max(exitCode, one(services, worker, unit(units, worker)));
      }
      return exitCode;
    } catch (UnreachableException e) {
      throw Failure.failed(
          "cannot %s: %s; without an init system workers run under: vj up"
              .formatted(action.word(), FaultText.of(e)));
    } catch (IOException e) {
      throw Failure.failed(FaultText.of(e));
    }
  }

  private int one(ServiceManager services, WorkerName worker, ServiceUnit unit)
      throws UnreachableException {
    String name = worker.shortName();
    if (!unit.installed()) {
      shell.err().println("vj: %s is not installed; run install/install.sh".formatted(name));
      return ExitCodes.FAILED;
    }
    try {
      switch (action) {
        case START -> services.start(worker);
        case STOP -> services.stop(worker);
        case RESTART -> services.restart(worker);
      }
      shell.out().println(name + " " + action.done);
      return ExitCodes.DONE;
    } catch (UnreachableException e) {
      throw e;
    } catch (IOException e) {
      shell
          .err()
          .println(
              "vj: cannot %s %s: %s; see: vj logs %s"
                  .formatted(action.word(), name, FaultText.of(e), name));
      return ExitCodes.FAILED;
    }
  }

  private static ServiceUnit unit(List<ServiceUnit> units, WorkerName worker) {
    return units.stream().filter(unit -> unit.worker() == worker).findFirst().orElseThrow();
  }
}
