package vj.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.control.Message.Ack;
import vj.bus.control.WorkerName;
import vj.bus.status.Program;

/// `vj source`: which player may speak, at all monitors together.
@Command(
    description = {
      "Shows what plays and who says so, or chooses who may.",
      "auto: whoever begins to play while nobody else does."
    },
    footer = {
      "",
      "SOURCE is auto, spotify, virtualdj, music or mpris:PLAYER.",
      "Example: vj source mpris:vlc"
    })
final class SourceVerb implements Callable<Integer> {

  static final List<WorkerName> MONITORS = List.of(WorkerName.SPOTIFY, WorkerName.VIRTUALDJ);

  private static final String KEY = "playback_source";

  @Parameters(arity = "0..1", paramLabel = "SOURCE")
  private @Nullable String source;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private final Shell shell;

  SourceVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure {
    if (source != null) {
      choose(source);
    }
    show();
    return ExitCodes.DONE;
  }

  /// Running monitors are told, the files of the others are changed.
  private void choose(String wanted) throws Failure {
    Workers workers = new Workers(shell);
    for (WorkerName monitor : MONITORS) {
      Optional<Ack> answer = workers.ask(monitor, "set_config", Map.of(KEY, wanted));
      if (answer.isPresent()) {
        if (!answer.get().success()) {
          throw Failure.configuration(String.valueOf(answer.get().message()));
        }
        continue;
      }
      Program.Outcome stored = workers.store(monitor, List.of(KEY + "=" + wanted));
      if (stored.exit() != ExitCodes.DONE) {
        throw Failure.configuration(stored.err().strip());
      }
    }
  }

  private void show() throws Failure {
    Workers workers = new Workers(shell);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (WorkerName monitor : MONITORS) {
      Optional<Ack> answer = workers.ask(monitor, "get_state", Map.of());
      all.put(monitor.shortName(), answer.map(SourceVerb::monitor).orElse(null));
    }
    if (json) {
      shell.json(all);
      return;
    }
    Columns table = new Columns();
    all.forEach((name, state) -> table.row(row(name, Workers.object(state))));
    table.lines().forEach(shell.out()::println);
  }

  private static Map<String, @Nullable Object> monitor(Ack answer) {
    Map<String, @Nullable Object> state = Workers.data(answer);
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put(KEY, Workers.object(state.get("config")).get(KEY));
    for (String key :
        List.of("on_air", "air_holder", "source", "playing", "position", "track", "last_error")) {
      shown.put(key, state.get(key));
    }
    return shown;
  }

  /// `spotify auto on the air mpris:mpv Nils - Says`.
  private static List<String> row(String name, Map<String, @Nullable Object> state) {
    if (state.isEmpty()) {
      return List.of(name, "", "does not run", "", "");
    }
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(SafeText.of(String.valueOf(state.get(KEY))));
    row.add(air(state));
    row.add(SafeText.of(String.valueOf(state.get("source"))));
    row.add(what(state));
    return row;
  }

  private static String air(Map<String, @Nullable Object> state) {
    if (Boolean.TRUE.equals(state.get("on_air"))) {
      return Boolean.TRUE.equals(state.get("playing")) ? "on the air" : "on the air, paused";
    }
    return Boolean.TRUE.equals(state.get("playing")) ? "waits for the air" : "silent";
  }

  private static String what(Map<String, @Nullable Object> state) {
    Map<String, @Nullable Object> track = Workers.object(state.get("track"));
    if (!track.isEmpty()) {
      return SafeText.of("%s - %s".formatted(track.get("artist"), track.get("title")));
    }
    Object error = state.get("last_error");
    return error == null ? "nothing plays" : SafeText.of(error.toString());
  }
}
