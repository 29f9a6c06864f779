package vj.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vj replay`: has vj-osc-debugger send a take as it was recorded. The worker keeps the time; this
/// process only watches.
@Command(
    description = {
      "Plays a take: every datagram as it was, when it was, until the take ends or Ctrl-C.",
      "The worker does it: with --detach it goes on without this command."
    },
    footer = {
      "",
      "It is sent to what osc-debugger's own targets are, unless --target says where.",
      "TIME is " + TimeText.FORMS + ".",
      "Example: vj replay friday-set --from 12:30 --loop --target localhost:9000"
    })
final class ReplayVerb implements Callable<Integer> {

  private static final double SLOWEST = 0.05;
  private static final double FASTEST = 20;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A take; vj takes lists them.")
  private @Nullable String name;

  @Option(names = "--speed", paramLabel = "X", description = "0.05 to 20; 1 unless given.")
  private @Nullable Double speed;

  @Option(names = "--loop", description = "Begin again when it has ended.")
  private boolean loop;

  @Option(names = "--from", paramLabel = "TIME", description = "Begin there.")
  private @Nullable String from;

  @Option(names = "--target", paramLabel = "HOST:PORT", description = "Send it there.")
  private @Nullable String target;

  @Option(names = "--detach", description = "Return at once; it goes on playing.")
  private boolean detach;

  @Option(names = "--stop", description = "Stop what plays, whoever started it.")
  private boolean stop;

  @Option(names = "--json", description = "One JSON object at the end.")
  private boolean json;

  private final Shell shell;

  ReplayVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure {
    Map<String, Object> wish = wish();
    if (stop && (!wish.isEmpty() || detach)) {
      throw Failure.usage("--stop goes alone: it ends the one replay that runs");
    }
    if (!stop && name == null) {
      throw Failure.usage("which take? vj takes lists them; then: vj replay NAME");
    }
    try (Debugger debugger = Debugger.connect(shell)) {
      if (stop) {
        return stopped(debugger.ask("replay_stop"));
      }
      Fields started = debugger.ask("replay", wish);
      warn(started);
      return detach ? detached(started) : watch(debugger, started);
    }
  }

  private Map<String, Object> wish() throws Failure {
    Map<String, Object> wish = new HashMap<>();
    if (name != null) {
      wish.put("name", name);
    }
    if (speed != null) {
      wish.put("speed", speed(speed));
    }
    if (loop) {
      wish.put("loop", true);
    }
    if (from != null) {
      wish.put("from", seconds(from));
    }
    if (target != null) {
      OscText.target(target); // a slip is a slip before anything plays
      wish.put("target", target);
    }
    return wish;
  }

  /// Written so that it refuses NaN as well.
  private static double speed(double wanted) throws Failure {
    if (!(wanted >= SLOWEST && wanted <= FASTEST)) {
      throw Failure.usage("--speed takes 0.05 to 20, not " + wanted);
    }
    return wanted;
  }

  private static double seconds(String text) throws Failure {
    OptionalDouble seconds = TimeText.seconds(text);
    if (seconds.isEmpty()) {
      throw Failure.usage("--from takes %s, not %s".formatted(TimeText.FORMS, text));
    }
    return seconds.getAsDouble();
  }

  /// A take usually holds what the workers send: of both together a receiver makes nonsense.
  private void warn(Fields started) {
    List<String> targets = started.texts("targets");
    List<String> others = new OtherSenders(new Workers(shell)).to(targets);
    if (!others.isEmpty()) {
      shell
          .err()
          .println(
              "vj: %s %s to %s as well, and both mix there; for the take alone: vj stop %s,"
                      .formatted(
                          String.join(" and ", others),
                          others.size() == 1 ? "sends" : "send",
                          String.join(", ", targets),
                          String.join(" ", others))
                  + " or another --target");
      shell.err().flush();
    }
  }

  private int detached(Fields started) {
    if (json) {
      shell.json(started.map());
    } else {
      shell.out().println(playing(started));
      shell.out().println("stop it with: vj replay --stop");
    }
    return ExitCodes.DONE;
  }

  private static String playing(Fields take) {
    return "playing %s (%s) to %s"
        .formatted(
            take.text("name"),
            TimeText.clock(take.number("seconds")),
            String.join(", ", take.texts("targets")));
  }

  private int watch(Debugger debugger, Fields started) throws Failure {
    if (!json && !shell.terminal().interactive()) {
      shell.out().println(playing(started) + "; Ctrl-C stops it");
      shell.out().flush();
    }
    try {
      follow(debugger, started.text("name"));
    } catch (InterruptedException _) {
      // Refused if it has just ended by itself: then it is the last one all the same. The name
      // spares what somebody else may have begun since.
      debugger.request("replay_stop", Map.of("name", started.text("name")));
    }
    return ended(debugger.ask("get_state").fields("last_replay"));
  }

  private void follow(Debugger debugger, String playing) throws Failure, InterruptedException {
    try (ProgressLine line = new ProgressLine(shell, !json)) {
      line.start();
      Fields replaying = debugger.ask("get_state").fields("replaying");
      while (replaying.text("name").equals(playing)) {
        line.turn(line(replaying));
        replaying = debugger.ask("get_state").fields("replaying");
      }
    }
  }

  /// `playing set 1:23 / 3:25 at 2.0 looped to 127.0.0.1:9000 12,345 sent`.
  private String line(Fields replaying) {
    Paint paint = shell.paint();
    List<String> parts = new ArrayList<>();
    parts.add(paint.good("playing") + " " + paint.strong(replaying.text("name")));
    parts.add(position(replaying));
    if (replaying.number("speed") != 1) {
      parts.add("at %sx".formatted(replaying.text("speed")));
    }
    if (replaying.flag("loop")) {
      parts.add("looped");
    }
    parts.add("to " + String.join(", ", replaying.texts("targets")));
    parts.add(Amounts.count(replaying.whole("sent")) + " sent");
    if (replaying.whole("dropped") > 0) {
      parts.add(paint.bad(Amounts.count(replaying.whole("dropped")) + " dropped"));
    }
    return String.join("  ", parts) + "   " + paint.dim("Ctrl-C stops");
  }

  private static String position(Fields replay) {
    return TimeText.clock(replay.number("position"))
        + " / "
        + TimeText.clock(replay.number("seconds"));
  }

  private int ended(Fields replay) throws Failure {
    if (json) {
      shell.json(replay.map());
    } else {
      shell
          .out()
          .println(
              "played %s: %s, %s to %s"
                  .formatted(
                      replay.text("name"),
                      position(replay),
                      Amounts.datagrams(replay.whole("sent")),
                      String.join(", ", replay.texts("targets"))));
    }
    if (replay.whole("dropped") > 0) {
      shell
          .err()
          .println(
              "vj: %s could not be sent; does anybody listen there?"
                  .formatted(Amounts.datagrams(replay.whole("dropped"))));
    }
    if (!replay.text("ended").isEmpty()) {
      throw Failure.failed("it broke off: " + replay.text("ended"));
    }
    return ExitCodes.DONE;
  }

  private int stopped(Fields replay) {
    if (json) {
      shell.json(replay.map());
    } else {
      shell
          .out()
          .println(
              "stopped %s at %s, %s sent"
                  .formatted(
                      replay.text("name"),
                      TimeText.clock(replay.number("position")),
                      Amounts.datagrams(replay.whole("sent"))));
    }
    return ExitCodes.DONE;
  }
}
