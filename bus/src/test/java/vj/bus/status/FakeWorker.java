package vj.bus.status;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.ControlServer;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.SocketClaim;
import vj.bus.control.SocketDirectory;

/// A real control server that answers as a worker does, and remembers what it was told.
public final class FakeWorker implements AutoCloseable {

  private final String name;
  private final ControlServer server;
  private final SocketClaim claim;
  private final List<Command> commands = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Command, Answer>> answers = new ConcurrentHashMap<>();
  private final AtomicLong oscSent = new AtomicLong(14_400);
  private volatile List<Map<String, Object>> targets = List.of();
  private volatile @Nullable String fault;

  private FakeWorker(SocketDirectory directory, String name) throws IOException {
    this.name = name;
    this.claim = directory.claim(name);
    this.server = new ControlServer(claim, this::handle, this::heartbeat);
  }

  public static FakeWorker start(SocketDirectory directory, String name) throws IOException {
    FakeWorker worker = new FakeWorker(directory, name);
    worker.server.start();
    return worker;
  }

  public FakeWorker answering(String command, Function<Command, Answer> answer) {
    answers.put(command, answer);
    return this;
  }

  public void degrade(String why) {
    fault = why;
  }

  /// It has sent so many messages more.
  public void send(long messages) {
    oscSent.addAndGet(messages);
  }

  /// @param reports entries of `targets` in `get_state`
  public void targets(List<Map<String, Object>> reports) {
    targets = List.copyOf(reports);
  }

  /// The names of the commands received so far.
  public List<@Nullable String> commands() {
    return commands.stream().<@Nullable String>map(Command::cmd).toList();
  }

  public Command last(String name) {
    return commands.stream()
        .filter(command -> name.equals(command.cmd()))
        .reduce((_, second) -> second)
        .orElseThrow();
  }

  private Answer handle(Command command, Connection connection) {
    commands.add(command);
    Function<Command, Answer> answer = answers.get(String.valueOf(command.cmd()));
    if (answer != null) {
      return answer.apply(command);
    }
    return switch (String.valueOf(command.cmd())) {
      case "get_state" -> Answer.of(state());
      case "subscribe" -> Answer.of(beat());
      default -> Answer.refused("Unknown command: " + command.cmd());
    };
  }

  private Heartbeat heartbeat() {
    Map<String, @Nullable Object> stats = new LinkedHashMap<>();
    stats.put("status", fault == null ? "running" : "degraded");
    stats.put("last_error", fault);
    stats.put("doing", "plays a fake");
    stats.put("rss_bytes", 42L << 20);
    stats.put("cpu_seconds", 1.5);
    stats.put("osc_sent", oscSent.get());
    return new Heartbeat(name, ProcessHandle.current().pid(), 30.0, stats);
  }

  private Map<String, @Nullable Object> beat() {
    Heartbeat heartbeat = heartbeat();
    Map<String, @Nullable Object> beat = new LinkedHashMap<>();
    beat.put("worker", name);
    beat.put("pid", heartbeat.pid());
    beat.put("uptime_sec", heartbeat.uptimeSec());
    beat.put("stats", heartbeat.stats());
    return beat;
  }

  private Map<String, @Nullable Object> state() {
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    state.putAll(heartbeat().stats());
    state.put("worker", name);
    state.put("pid", ProcessHandle.current().pid());
    state.put("targets", targets);
    state.put("config", Map.of("source", "device", "frame_rate", 60L));
    return state;
  }

  @Override
  public void close() {
    server.close();
    claim.close();
  }
}
