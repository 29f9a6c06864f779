package vj.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.control.Message.Ack;
import vj.bus.control.WorkerName;
import vj.bus.status.Program;
import vj.bus.worker.Directories;

/// `vj config`: a worker's configuration. A running worker is asked and told over its socket; one
/// that is down is run for the question alone, and only the worker itself ever writes its file.
@Command(
    description = "Reads and changes a worker's configuration, whether it runs or not.",
    synopsisSubcommandLabel = "get|set|check|path",
    footer = {"", "Example: vj config set audio source=demo"})
final class ConfigVerb {

  private final Shell shell;

  ConfigVerb(Shell shell) {
    this.shell = shell;
  }

  @Command(
      name = "get",
      description = "Prints the effective values: all, or those of the keys given.",
      footer = {"", "Example: vj config get audio source frame_rate"})
  int get(
      @Parameters(paramLabel = "WORKER") String worker,
      @Parameters(arity = "0..*", paramLabel = "KEY") @Nullable List<String> keys,
      @Option(names = "--json", description = "One JSON object.") boolean json)
      throws Failure {
    WorkerName name = Workers.named(worker);
    Map<String, @Nullable Object> chosen = chosen(effective(name), keys, name);
    if (json) {
      shell.json(chosen);
    } else {
      Columns table = new Columns();
      chosen.forEach((key, value) -> table.row(List.of(key, SettingText.print(value))));
      table.lines().forEach(shell.out()::println);
    }
    return ExitCodes.DONE;
  }

  @Command(
      name = "set",
      description = "Changes values for good: now, if the worker runs, and for its next start.",
      footer = {
        "",
        "All or nothing: one wrong value and none is taken.",
        "Example: vj config set audio source=device:Scarlett enable_pitch=false"
      })
  int set(
      @Parameters(paramLabel = "WORKER") String worker,
      @Parameters(arity = "1..*", paramLabel = "KEY=VALUE") List<String> pairs,
      @Option(names = "--json", description = "The effective configuration afterwards.")
          boolean json)
      throws Failure {
    WorkerName name = Workers.named(worker);
    Map<String, Object> fields = SettingText.fields(pairs);
    Optional<Ack> answer = new Workers(shell).ask(name, "set_config", fields);
    if (answer.isEmpty()) {
      return store(name, pairs, json);
    }
    if (!answer.get().success()) {
      throw Failure.configuration(String.valueOf(answer.get().message()));
    }
    if (json) {
      shell.json(config(answer.get()));
    } else {
      shell.out().println("set in the running worker and in its file");
    }
    return ExitCodes.DONE;
  }

  @Command(
      name = "check",
      description = "Prints every value with its origin, and everything that is wrong.",
      footer = {"", "Example: vj config check audio"})
  int check(
      @Parameters(paramLabel = "WORKER") String worker,
      @Option(names = "--json", description = "One JSON object.") boolean json)
      throws Failure {
    Workers workers = new Workers(shell);
    List<String> arguments = new ArrayList<>(List.of(Workers.named(worker).shortName(), "--check"));
    if (json) {
      arguments.add("--json");
    }
    return workers.pass(workers.program(arguments));
  }

  @Command(
      name = "path",
      description = "Prints where the worker's own file is, or would be.",
      footer = {"", "Example: less \"$(vj config path audio)\""})
  int path(@Parameters(paramLabel = "WORKER") String worker) throws Failure {
    WorkerName name = Workers.named(worker);
    Path directory = Directories.locate(shell.environment()).config();
    shell.out().println(directory.resolve(name.shortName() + ".json"));
    return ExitCodes.DONE;
  }

  private int store(WorkerName name, List<String> pairs, boolean json) throws Failure {
    Workers workers = new Workers(shell);
    Program.Outcome stored = workers.store(name, pairs);
    if (!json || stored.exit() != ExitCodes.DONE) {
      return workers.pass(stored);
    }
    // Not the worker's own words, which are no JSON.
    shell.json(effective(name));
    return ExitCodes.DONE;
  }

  private Map<String, @Nullable Object> effective(WorkerName name) throws Failure {
    Workers workers = new Workers(shell);
    Optional<Ack> answer = workers.ask(name, "get_state", Map.of());
    return answer.isPresent() ? config(answer.get()) : WorkerCheck.values(workers, name);
  }

  private static Map<String, @Nullable Object> config(Ack answer) {
    return Workers.object(Workers.data(answer).get("config"));
  }

  private static Map<String, @Nullable Object> chosen(
      Map<String, @Nullable Object> all, @Nullable List<String> keys, WorkerName name)
      throws Failure {
    if (keys == null || keys.isEmpty()) {
      return all;
    }
    Map<String, @Nullable Object> chosen = new LinkedHashMap<>();
    for (String key : keys) {
      if (!all.containsKey(key)) {
        throw Failure.usage(
            "%s has no key %s; it has: %s"
                .formatted(name.shortName(), key, String.join(", ", all.keySet())));
      }
      chosen.put(key, all.get(key));
    }
    return chosen;
  }
}
