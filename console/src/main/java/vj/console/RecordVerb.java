package vj.console;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.control.Message.Ack;

/// `vj record`: has vj-osc-debugger keep every datagram from now on. The recording is the worker's;
/// this process only watches it.
@Command(
    description = {
      "Records all OSC as a take, until Ctrl-C, to be played again with vj replay.",
      "The worker does it: if this command dies, the recording goes on (vj record --stop ends it),"
          + " and of a crash of the worker at most the last second is lost."
    },
    footer = {
      "",
      "Nothing is ever overwritten. Without NAME it is date and time.",
      "DURATION is " + TimeText.FORMS + ".",
      "Example: vj record friday-set --for 1h30m"
    })
final class RecordVerb implements Callable<Integer> {

  private static final DateTimeFormatter NAMED = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss");

  /// A recording that is so much shorter than it should be was not ended by its time.
  private static final double SLACK_SECONDS = 0.5;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Letters, digits, dot, _ and -.")
  private @Nullable String name;

  @Option(names = "--for", paramLabel = "DURATION", description = "Stop by itself after so long.")
  private @Nullable String duration;

  @Option(names = "--detach", description = "Return at once; the recording goes on.")
  private boolean detach;

  @Option(names = "--stop", description = "Stop the recording that runs, whoever started it.")
  private boolean stop;

  @Option(names = "--json", description = "One JSON object at the end.")
  private boolean json;

  private final Shell shell;

  RecordVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure {
    if (stop && (name != null || duration != null || detach)) {
      throw Failure.usage("--stop goes alone: it ends the one recording that runs");
    }
    Map<String, Object> wish = new HashMap<>();
    wish.put("name", name == null ? LocalDateTime.now(ZoneId.systemDefault()).format(NAMED) : name);
    if (duration != null) {
      wish.put("seconds", seconds(duration));
    }
    try (Debugger debugger = Debugger.connect(shell)) {
      if (stop) {
        return show(debugger.ask("record_stop"));
      }
      Fields started = start(debugger, wish);
      return detach ? detached(started) : watch(debugger, started);
    }
  }

  private static double seconds(String text) throws Failure {
    OptionalDouble seconds = TimeText.seconds(text);
    if (seconds.isEmpty() || seconds.getAsDouble() == 0) {
      throw Failure.usage("--for takes %s, not %s".formatted(TimeText.FORMS, text));
    }
    return seconds.getAsDouble();
  }

  private static Fields start(Debugger debugger, Map<String, Object> wish) throws Failure {
    Ack answer = debugger.request("record_start", wish);
    return answer.success() ? Debugger.accepted(answer) : refused(debugger, answer, wish);
  }

  /// The worker says why; what to do instead depends on what there is.
  private static Fields refused(Debugger debugger, Ack answer, Map<String, Object> wish)
      throws Failure {
    if (!debugger.ask("get_state").fields("recording").none()) {
      throw Failure.failed(answer.message() + "; to end that one: vj record --stop");
    }
    String wanted = String.valueOf(wish.get("name"));
    Set<String> taken = new HashSet<>();
    Fields known = new Fields(Workers.data(debugger.listTakes()));
    known.each("takes").forEach(take -> taken.add(take.text("name")));
    if (taken.contains(wanted)) {
      throw Failure.failed(
          "%s; try: vj record %s".formatted(answer.message(), next(wanted, taken)));
    }
    throw Debugger.refused(answer);
  }

  private static String next(String wanted, Set<String> taken) {
    int number = 2;
    while (taken.contains(wanted + "-" + number)) {
      number++;
    }
    return wanted + "-" + number;
  }

  private int detached(Fields started) {
    if (json) {
      shell.json(started.map());
    } else {
      shell.out().println("recording " + place(started));
      shell.out().println("stop it with: vj record --stop");
    }
    return ExitCodes.DONE;
  }

  private static String place(Fields take) {
    return "%s to %s".formatted(take.text("name"), take.text("file"));
  }

  private int watch(Debugger debugger, Fields started) throws Failure {
    if (!json && !shell.terminal().interactive()) {
      shell.out().println("recording %s; Ctrl-C stops it".formatted(place(started)));
      shell.out().flush();
    }
    try {
      follow(debugger, started.text("name"));
    } catch (InterruptedException _) {
      // Refused if it has just ended by itself: then it is the last one all the same. The name
      // spares what somebody else may have begun since.
      debugger.request("record_stop", Map.of("name", started.text("name")));
    } catch (Failure gone) {
      if (gone.exitCode() == ExitCodes.NOT_RUNNING) {
        throw Failure.notRunning(
            "%s; what was recorded is kept in %s".formatted(gone.text(), started.text("file")));
      }
      throw gone;
    }
    Fields take = debugger.ask("get_state").fields("last_recording");
    show(take);
    if (!json) {
      shell.out().println(started.text("file"));
      shell.out().println("play it with: vj replay " + started.text("name"));
    }
    if (tooShort(take)) {
      throw Failure.failed("it has ended by itself: " + take.text("ended"));
    }
    return ExitCodes.DONE;
  }

  /// It ends by itself when its time is up, and that is well; or when the disk is full.
  private boolean tooShort(Fields take) throws Failure {
    return !take.text("ended").isEmpty()
        && (duration == null || take.number("seconds") < seconds(duration) - SLACK_SECONDS);
  }

  /// Until it has ended by itself: its time was up, somebody stopped it, the disk is full.
  private void follow(Debugger debugger, String taken) throws Failure, InterruptedException {
    RecordingLine text = new RecordingLine(shell.paint());
    try (ProgressLine line = new ProgressLine(shell, !json)) {
      line.start();
      Fields recording = debugger.ask("get_state").fields("recording");
      while (recording.text("name").equals(taken)) {
        line.turn(text.of(recording));
        recording = debugger.ask("get_state").fields("recording");
      }
    }
  }

  private int show(Fields take) {
    if (json) {
      shell.json(take.map());
      return ExitCodes.DONE;
    }
    shell
        .out()
        .println(
            "recorded %s: %s, %s, %s"
                .formatted(
                    take.text("name"),
                    TimeText.clock(take.number("seconds")),
                    Amounts.datagrams(take.whole("datagrams")),
                    Amounts.bytes(take.whole("bytes"))));
    if (take.whole("datagrams") == 0) {
      shell.err().println("vj: nothing has arrived; does any worker send? see: vj status");
    }
    if (take.whole("missed") > 0) {
      shell.err().println("vj: %s missed".formatted(Amounts.datagrams(take.whole("missed"))));
    }
    return ExitCodes.DONE;
  }
}
