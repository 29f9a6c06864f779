package vj.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.status.FaultText;
import vj.bus.status.LiveFeed;
import vj.bus.telemetry.OscFormatException;
import vj.bus.telemetry.OscPattern;
import vj.bus.telemetry.OscReceiver;

/// `vj osc`: sees what is sent, and sends.
@Command(
    description = "Shows OSC as it is sent, and sends some.",
    synopsisSubcommandLabel = "monitor|send|stats|messages",
    footer = {"", "Example: vj osc monitor --pattern '/audio/{beat,bpm}'"})
final class OscVerb {

  private static final String MOST_SEEN = "How many, 1 to 1000 (default ${DEFAULT-VALUE}).";

  private final Shell shell;

  OscVerb(Shell shell) {
    this.shell = shell;
  }

  @Command(
      name = "monitor",
      description = {
        "Prints messages as they come, until Ctrl-C.",
        "Without --port it asks every running worker for a copy of what it sends; workers that come"
            + " back are asked again, and no other receiver notices."
      },
      footer = {"", "Example: vj osc monitor --pattern '/audio/beat' --count 10 --json"})
  int monitor(
      @Option(names = "--pattern", paramLabel = "P", description = "An OSC address pattern.")
          @Nullable String pattern,
      @Option(names = "--port", paramLabel = "N", description = "Listen on this UDP port instead.")
          @Nullable Integer port,
      @Option(names = "--count", paramLabel = "N", description = "End after N messages.")
          @Nullable Long count,
      @Option(names = "--json", description = "One JSON object on each line.") boolean json)
      throws Failure, InterruptedException {
    Predicate<String> wanted = pattern == null ? _ -> true : pattern(pattern)::matches;
    if (count != null && count < 1) {
      throw Failure.usage("--count takes a number from 1, not " + count);
    }
    long most = count == null ? Long.MAX_VALUE : count;
    OscPrinter printer = new OscPrinter(shell, json, new LinkedBlockingQueue<>(OscPrinter.WAITING));
    try (OscReceiver receiver = new OscReceiver(bind(port), printer.matching(wanted))) {
      receiver.start();
      if (port != null) {
        printer.print(most);
        return ExitCodes.DONE;
      }
      LiveFeed.Wish wish =
          LiveFeed.Wish.osc(receiver.port(), pattern == null ? List.of() : List.of(pattern));
      try (LiveFeed feed = new LiveFeed(new Workers(shell).directory(), wish, printer)) {
        feed.start();
        printer.print(most);
        return ExitCodes.DONE;
      }
    } catch (IOException e) {
      throw Failure.failed(FaultText.of(e));
    }
  }

  @Command(
      name = "send",
      description = "Sends one message.",
      footer = {
        "",
        "Arguments are typed by what they look like: 1 is an int32, 1.0 a float32, the rest text;",
        "or by type tags in front of them, one letter of i, f, s for each, as oscsend has it.",
        "Example: vj osc send localhost:9000 /karaoke/track issssfi 1 test Artist Title '' 200 0"
      })
  int send(
      @Parameters(paramLabel = "HOST:PORT") String target,
      @Parameters(paramLabel = "ADDRESS") String address,
      @Parameters(arity = "0..*", paramLabel = "[TYPES] ARG") @Nullable List<String> arguments)
      throws Failure {
    OscText.send(target, address, arguments == null ? List.of() : arguments);
    return ExitCodes.DONE;
  }

  @Command(
      name = "stats",
      description =
          "Shows each address that vj-osc-debugger has seen: rate, count, values, sender.",
      footer = {"", "Example: vj osc stats --pattern '/audio/*' --watch"})
  int stats(
      @Option(names = "--pattern", paramLabel = "P", description = "An OSC address pattern.")
          @Nullable String pattern,
      @Option(names = "--watch", description = "Again every second, until Ctrl-C.") boolean watch,
      @Option(names = "--json", description = "One JSON object instead of a table.") boolean json)
      throws Failure, InterruptedException {
    Map<String, String> wish = wanted(pattern);
    try (Debugger debugger = Debugger.connect(shell)) {
      if (watch && !json && shell.terminal().interactive()) {
        watch(debugger, wish);
      }
      show(debugger.ask("get_stats", wish), json);
      while (watch && !shell.out().checkError()) {
        TimeUnit.SECONDS.sleep(1);
        show(debugger.ask("get_stats", wish), json);
      }
    }
    return ExitCodes.DONE;
  }

  /// On the terminal's other screen, until an interrupt.
  private void watch(Debugger debugger, Map<String, String> wish)
      throws Failure, InterruptedException {
    SeenStats text = new SeenStats(shell.paint());
    try (WholeScreen screen = new WholeScreen(shell.out())) {
      screen.start();
      while (!shell.out().checkError()) {
        Fields stats = debugger.ask("get_stats", wish);
        screen.draw(text.lines(stats), TerminalSize.of(shell.terminal()));
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private void show(Fields stats, boolean json) {
    if (json) {
      shell.json(stats.map());
    } else {
      new SeenStats(shell.paint()).lines(stats).forEach(shell.out()::println);
    }
  }

  @Command(
      name = "messages",
      description = "Prints the latest messages that vj-osc-debugger has seen.",
      footer = {"", "Example: vj osc messages -n 10 --pattern '/karaoke/*'"})
  int messages(
      @Option(names = "-n", paramLabel = "N", defaultValue = "50", description = MOST_SEEN)
          int count,
      @Option(names = "--pattern", paramLabel = "P", description = "An OSC address pattern.")
          @Nullable String pattern,
      @Option(names = "--json", description = "One JSON object.") boolean json)
      throws Failure {
    if (count < 1 || count > 1_000) {
      throw Failure.usage("-n takes a number from 1 to 1000, not " + count);
    }
    Map<String, Object> wish = new HashMap<>(wanted(pattern));
    wish.put("count", count);
    try (Debugger debugger = Debugger.connect(shell)) {
      Fields seen = debugger.ask("get_messages", wish);
      if (json) {
        shell.json(seen.map());
      } else {
        new SeenMessages(shell).print(seen);
      }
    }
    return ExitCodes.DONE;
  }

  /// Checked here as well: a slip in a pattern is a slip.
  private static Map<String, String> wanted(@Nullable String pattern) throws Failure {
    return pattern == null ? Map.of() : Map.of("pattern", pattern(pattern).text());
  }

  private static OscPattern pattern(String text) throws Failure {
    try {
      return OscPattern.parse(text);
    } catch (OscFormatException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  /// A port that is named is for senders anywhere; our own is for the workers here.
  private static InetSocketAddress bind(@Nullable Integer port) throws Failure {
    if (port == null) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
    if (port < 1 || port > 65_535) {
      throw Failure.usage("--port takes 1 to 65535, not " + port);
    }
    return new InetSocketAddress(port);
  }
}
