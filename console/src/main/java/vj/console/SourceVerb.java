package vj.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    List<String> untold = source == null ? List.of() : choose(source);
    show();
    if (!untold.isEmpty()) {
      throw Failure.failed(String.join("; ", untold));
    }
    return ExitCodes.DONE;
  }

  /// Running monitors are told, the files of the others are changed. One that hangs must not keep
  /// the others from being told.
  ///
  /// @return who could not be told, and why
  private List<String> choose(String wanted) throws Failure {
    List<String> untold = new ArrayList<>();
    for (WorkerName monitor : MONITORS) {
      try {
        tell(monitor, wanted).ifPresent(why -> untold.add(monitor.shortName() + ": " + why));
      } catch (Failure silent) {
        untold.add(String.valueOf(silent.getMessage()));
      }
    }
    if (untold.size() == MONITORS.size()) {
      throw Failure.configuration(String.join("; ", untold));
    }
    return untold;
  }

  private Optional<String> tell(WorkerName monitor, String wanted) throws Failure {
    Workers workers = new Workers(shell);
    Optional<Ack> answer = workers.ask(monitor, "set_config", Map.of(KEY, wanted));
    if (answer.isPresent()) {
      return answer.get().success()
          ? Optional.empty()
          : Optional.of(String.valueOf(answer.get().message()));
    }
    Program.Outcome stored = workers.store(monitor, List.of(KEY + "=" + wanted));
    return stored.exit() == ExitCodes.DONE ? Optional.empty() : Optional.of(stored.err().strip());
  }

  private void show() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    MONITORS.forEach(monitor -> all.put(monitor.shortName(), state(monitor)));
    if (json) {
      shell.json(all);
      return;
    }
    Columns table = new Columns();
    all.forEach((name, state) -> table.row(row(name, Workers.object(state))));
    table.lines().forEach(shell.out()::println);
  }

  /// `null` for one that does not run.
  private @Nullable Map<String, @Nullable Object> state(WorkerName monitor) {
    try {
      return new Workers(shell)
          .ask(monitor, "get_state", Map.of())
          .map(SourceVerb::monitor)
          .orElse(null);
    } catch (Failure silent) {
      Map<String, @Nullable Object> state = new LinkedHashMap<>();
      state.put("last_error", silent.getMessage());
      return state;
    }
  }

  private static Map<String, @Nullable Object> monitor(Ack answer) {
    Map<String, @Nullable Object> state = Workers.data(answer);
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put(KEY, Workers.object(state.get("config")).get(KEY));
    for (String key :
        List.of("on_air", "air_holder", "source", "playing", "position", "track", "last_error")) {
      shown.put(key, state.get(key));
    }
    shown.put("sources", sources(state.get("backends")));
    return shown;
  }

  /// Everything that could be chosen now.
  private static List<String> sources(@Nullable Object backends) {
    if (!(backends instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .map(backend -> Workers.object(backend).get("sources"))
        .flatMap(sources -> sources instanceof List<?> names ? names.stream() : Stream.empty())
        .map(String::valueOf)
        .distinct()
        .toList();
  }

  /// `spotify auto on the air mpris:mpv Nils - Says (also: mpris:vlc)`.
  private static List<String> row(String name, Map<String, @Nullable Object> state) {
    if (!state.containsKey(KEY)) {
      String why = state.isEmpty() ? "does not run" : "does not answer";
      return List.of(name, "", why, "", "", "");
    }
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(SafeText.of(String.valueOf(state.get(KEY))));
    row.add(air(state));
    row.add(SafeText.of(String.valueOf(state.get("source"))));
    row.add(what(state));
    row.add(others(state));
    return row;
  }

  private static String others(Map<String, @Nullable Object> state) {
    if (!(state.get("sources") instanceof List<?> sources)) {
      return "";
    }
    List<String> others =
        sources.stream()
            .map(String::valueOf)
            .filter(each -> !each.equals(state.get("source")))
            .toList();
    return others.isEmpty() ? "" : SafeText.of("(also: %s)".formatted(String.join(", ", others)));
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
