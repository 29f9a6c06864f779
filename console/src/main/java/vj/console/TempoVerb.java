package vj.console;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.control.Message.Ack;
import vj.bus.control.WorkerName;

/// `vj tempo`: puts right what is heard.
@Command(
    description = "Changes the tempo that goes out.",
    footer = {
      "",
      "double, halve   as many beats, relative to what is heard; each undoes the other",
      "freeze          tempo and beat run on unchanged, whatever is heard",
      "release         follows the music again",
      "Example: vj tempo double"
    })
final class TempoVerb implements Callable<Integer> {

  /// What can be done about it, by the word that is typed.
  enum Action {
    DOUBLE("tempo_double"),
    HALVE("tempo_halve"),
    FREEZE("tempo_freeze"),
    RELEASE("tempo_freeze");

    private final String command;

    Action(String command) {
      this.command = command;
    }

    private Map<String, ?> fields() {
      return switch (this) {
        case DOUBLE, HALVE -> Map.of();
        case FREEZE -> Map.of("on", true);
        case RELEASE -> Map.of("on", false);
      };
    }
  }

  @Parameters(paramLabel = "double|halve|freeze|release")
  private String action = "";

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  private final Shell shell;

  TempoVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure {
    Action wanted = action();
    Workers workers = new Workers(shell);
    Ack answer =
        workers.running(WorkerName.AUDIO, wanted.command, wanted.fields(), Workers.ANSWER_LIMIT);
    if (!answer.success()) {
      throw Failure.failed(String.valueOf(answer.message()));
    }
    if (json) {
      shell.json(Workers.data(answer));
    } else {
      shell.out().println(text(answer));
    }
    return ExitCodes.DONE;
  }

  private Action action() throws Failure {
    for (Action candidate : Action.values()) {
      if (candidate.name().equalsIgnoreCase(action)) {
        return candidate;
      }
    }
    throw Failure.usage("vj tempo takes double, halve, freeze or release, not " + action);
  }

  /// One line: `174.0 BPM, twice what is heard`.
  static String text(Ack answer) {
    double bpm = number(Workers.data(answer).get("bpm"));
    double factor = number(Workers.data(answer).get("tempo_factor"));
    String text = bpm == 0 ? "no tempo yet" : "%.1f BPM".formatted(bpm);
    text += factor == 2 ? ", twice what is heard" : factor == 0.5 ? ", half of what is heard" : "";
    String note = answer.message();
    return note == null || note.isEmpty() ? text : text + ", " + SafeText.of(note);
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
