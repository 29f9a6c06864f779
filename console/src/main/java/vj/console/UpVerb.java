package vj.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.control.ControlClient;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.LiveFeed;
import vj.bus.status.Program;
import vj.bus.telemetry.OscReceiver;

/// `vj up`: all there is, in this terminal, without an init system.
@Command(
    description = {
      "Runs workers in this terminal and shows what the music does, until Ctrl-C ends all of them.",
      "Workers that die or hang are restarted. What they log is shown, and kept in files."
    },
    footer = {"", "Needs no sound card and no set-up: vj up --demo"})
final class UpVerb implements Callable<Integer> {

  private static final Duration PID_LIMIT = Duration.ofMillis(300);

  private static final List<String> PATTERNS =
      Stream.concat(MusicListener.PATTERNS.stream(), SongListener.PATTERNS.stream()).toList();

  /// Who takes part in the demo, and with which settings: no device, no player, no network.
  private static final Map<WorkerName, List<String>> DEMO =
      new EnumMap<>(
          Map.of(
              WorkerName.AUDIO,
              List.of("source=demo"),
              WorkerName.SPOTIFY,
              List.of("backend=demo", "playback_source=demo"),
              WorkerName.LYRICS,
              List.of("lrclib_url=demo", "llm_provider=none"),
              WorkerName.OSC_DEBUGGER,
              List.of(),
              WorkerName.STATUS,
              List.of()));

  @Option(names = "--demo", description = "Play the built-in demo track instead of listening.")
  private boolean demo;

  @Parameters(arity = "0..*", paramLabel = "WORKER", description = "Which (default: all).")
  private @Nullable List<String> names;

  private final Shell shell;

  UpVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    Workers workers = new Workers(shell);
    List<WorkerName> chosen =
        demo && names == null
            ? List.copyOf(DEMO.keySet())
            : Workers.named(names == null ? List.of() : names);
    Program program = shell.image().worker(shell.environment()).outsideUnits();
    for (WorkerName name : chosen) {
      refuseRunning(workers, name);
    }
    ForegroundWorkers.Plan plan =
        new ForegroundWorkers.Plan(
            program, chosen, demo ? DEMO : Map.of(), WorkerLogs.directory(shell.environment()));
    MusicListener music = new MusicListener();
    SongListener song = new SongListener();
    OscReceiver.Handler both =
        (message, sender, timeTag, nanos) -> {
          music.received(message, sender, timeTag, nanos);
          song.received(message, sender, timeTag, nanos);
        };
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (OscReceiver receiver = new OscReceiver(anyPort, both)) {
      receiver.start();
      LiveFeed.Wish wish = LiveFeed.Wish.osc(receiver.port(), PATTERNS);
      Heartbeats heartbeats = new Heartbeats(System::nanoTime);
      try (UpView view = new UpView(shell, music, song, heartbeats);
          LiveFeed feed = new LiveFeed(workers.directory(), wish, heartbeats);
          ForegroundWorkers children =
              new ForegroundWorkers(plan, heartbeats, System::nanoTime, view::say)) {
        view.start();
        children.start();
        feed.start();
        return watch(children, view);
      }
    } catch (IOException e) {
      throw Failure.failed(FaultText.of(e));
    }
  }

  private static int watch(ForegroundWorkers children, UpView view)
      throws IOException, InterruptedException {
    while (true) {
      children.supervise();
      if (children.allDown()) {
        return children.exitCode();
      }
      view.show();
    }
  }

  /// Two of one worker would send everything twice; the second could not take the socket anyway.
  private static void refuseRunning(Workers workers, WorkerName name) throws Failure {
    Optional<ControlClient> connected = workers.connect(name);
    if (connected.isEmpty()) {
      return;
    }
    try (ControlClient client = connected.get()) {
      throw Failure.notRunning(
          "%s is running already (pid %s); stop it first: vj stop %s, or Ctrl-C in its terminal"
              .formatted(name.shortName(), pid(client, workers, name), name.shortName()));
    }
  }

  private static String pid(ControlClient client, Workers workers, WorkerName name) {
    try {
      Object pid = Workers.data(client.ask("get_state", Map.of(), PID_LIMIT)).get("pid");
      return String.valueOf(pid);
    } catch (IOException _) {
      return lockedBy(workers.directory().path().resolve(name.busName() + ".lock"));
    }
  }

  /// A worker that hangs cannot say its pid; the file that it has locked does.
  private static String lockedBy(Path lock) {
    try {
      return Files.readString(lock).strip();
    } catch (IOException _) {
      return "unknown";
    }
  }
}
