package vj.console;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vj.bus.status.FaultText;
import vj.bus.status.Systemd;
import vj.bus.worker.Version;

/// `vj version`: what to put into a report.
@Command(
    description = "Shows the versions of the bundle, its runtime and the init system.",
    footer = {"", "Example: vj version --json"})
final class VersionVerb implements Callable<Integer> {

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private final Shell shell;

  VersionVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("vj", Version.current());
    versions.put("runtime", "Java " + Runtime.version());
    versions.put("init_system", initSystem());
    versions.put("image", shell.image().home().toString());
    if (json) {
      shell.json(versions);
    } else {
      Columns table = new Columns();
      versions.forEach((what, version) -> table.row(List.of(what, version)));
      table.lines().forEach(shell.out()::println);
    }
    return ExitCodes.DONE;
  }

  private String initSystem() {
    try {
      return new Systemd(shell.environment(), System::nanoTime).facts().name();
    } catch (IOException e) {
      return "none reachable: " + FaultText.of(e);
    }
  }
}
