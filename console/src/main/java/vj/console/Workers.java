package vj.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.Program;
import vj.bus.worker.NearestWord;

/// The two ways in which a verb reaches a worker: its control socket while it runs, and its program
/// otherwise.
final class Workers {

  /// `restart` and `set_config` may run a worker's block anew; opening a device takes seconds.
  static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

  /// A JVM start, and a sound server that is asked for its devices.
  private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(20);

  private final Shell shell;
  private final SocketDirectory directory;

  Workers(Shell shell) {
    this.shell = shell;
    this.directory = SocketDirectory.locate(shell.environment());
  }

  SocketDirectory directory() {
    return directory;
  }

  static WorkerName named(String text) throws Failure {
    Optional<WorkerName> name = WorkerName.of(text);
    if (name.isPresent()) {
      return name.get();
    }
    List<String> known = Stream.of(WorkerName.values()).map(WorkerName::shortName).toList();
    throw Failure.usage(
        "there is no worker %s; did you mean %s? There are: %s"
            .formatted(text, NearestWord.to(text, known), String.join(", ", known)));
  }

  /// @param names none, or `all`, for every worker
  static List<WorkerName> named(List<String> names) throws Failure {
    if (names.isEmpty() || names.contains("all")) {
      return List.of(WorkerName.values());
    }
    List<WorkerName> found = new ArrayList<>();
    for (String name : names) {
      found.add(named(name));
    }
    return found.stream().distinct().toList();
  }

  /// Empty when nobody answers at the worker's socket.
  Optional<ControlClient> connect(WorkerName name) throws Failure {
    Path socket;
    try {
      socket = directory.socket(name.busName());
    } catch (IOException e) {
      throw Failure.failed(FaultText.of(e));
    }
    if (!Files.exists(socket)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ControlClient.connect(socket));
    } catch (IOException _) {
      return Optional.empty(); // stale: its worker is gone
    }
  }

  /// Only of a worker that runs.
  ControlClient connected(WorkerName name) throws Failure {
    Optional<ControlClient> client = connect(name);
    if (client.isEmpty()) {
      throw Failure.notRunning(
          "%s does not run; try: vj start %s".formatted(name.shortName(), name.shortName()));
    }
    return client.get();
  }

  /// What only a running worker can do.
  ///
  /// @param limit for the answer
  Ack running(WorkerName name, String command, Map<String, ?> fields, Duration limit)
      throws Failure {
    try (ControlClient client = connected(name)) {
      return client.ask(command, fields, limit);
    } catch (IOException e) {
      throw silent(name, e);
    }
  }

  static Failure silent(WorkerName name, IOException e) {
    return Failure.failed(
        "%s does not answer: %s; try: vj restart %s"
            .formatted(name.shortName(), FaultText.of(e), name.shortName()));
  }

  /// Empty when the worker does not run.
  Optional<Ack> ask(WorkerName name, String command, Map<String, ?> fields) throws Failure {
    Optional<ControlClient> connected = connect(name);
    if (connected.isEmpty()) {
      return Optional.empty();
    }
    try (ControlClient client = connected.get()) {
      return Optional.of(client.ask(command, fields, ANSWER_LIMIT));
    } catch (IOException e) {
      throw silent(name, e);
    }
  }

  /// Runs `vj-worker` to its end.
  Program.Outcome program(List<String> arguments) throws Failure {
    return program(arguments, PROGRAM_LIMIT);
  }

  Program.Outcome program(List<String> arguments, Duration limit) throws Failure {
    try {
      return shell.image().worker(shell.environment()).run(limit, arguments);
    } catch (IOException e) {
      throw Failure.failed(FaultText.of(e));
    }
  }

  /// Runs `vj-worker` for as long as it takes somebody to do what it asks for, and passes on each
  /// line when it comes.
  int follow(List<String> arguments) throws Failure, InterruptedException {
    try {
      int exit =
          shell
              .image()
              .worker(shell.environment())
              .follow(arguments, line -> pass(shell.out(), line), line -> pass(shell.err(), line));
      return ExitCodes.ofWorker(exit);
    } catch (IOException e) {
      throw Failure.failed(FaultText.of(e));
    }
  }

  private static void pass(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }

  /// What `vj-worker` printed goes where its own goes, and its exit code becomes ours.
  int pass(Program.Outcome outcome) {
    shell.out().print(outcome.out());
    shell.err().print(outcome.err());
    return ExitCodes.ofWorker(outcome.exit());
  }

  static Map<String, @Nullable Object> data(Ack ack) {
    Map<String, @Nullable Object> data = ack.data();
    return data == null ? Map.of() : data;
  }

  /// Empty for what is no object.
  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }
}
