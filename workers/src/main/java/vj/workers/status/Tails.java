package vj.workers.status;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.status.History;
import vj.bus.status.ServiceUnit;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;

/// Clients that want to see each change: a `response` with `workers` as in `get_state`, all of them
/// first, then those whose state has changed. One for each connection at most. The loop turns them;
/// they begin and end on their connections' threads.
final class Tails implements AutoCloseable {

  /// A client that hears nothing does not know whether there is nothing to hear.
  static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

  private static final String KEY = "tail";

  private final Board board;
  private final LongSupplier nanos;
  private final Set<Tail> live = ConcurrentHashMap.newKeySet();

  /// What counts as a change: not ages, loads and counters, which change all the time.
  private record State(
      Health health,
      boolean running,
      boolean enabled,
      long pid,
      Optional<ServiceUnit.Words> words,
      Optional<Integer> restarts,
      Optional<History> history,
      Optional<String> lastError) {

    static State of(WorkerStatus worker) {
      return new State(
          worker.health(),
          worker.running(),
          worker.enabled(),
          worker.pid().orElse(0),
          worker.unit().map(ServiceUnit::words),
          worker.unit().map(ServiceUnit::restarts),
          worker.history(),
          worker.lastError());
    }
  }

  Tails(Board board, LongSupplier nanos) {
    this.board = board;
    this.nanos = nanos;
  }

  /// A second tail of a connection ends its first.
  Answer begin(@Nullable String msgId, Connection connection) {
    var tail = new Tail(msgId, connection, nanos.getAsLong());
    live.add(tail);
    connection.attach(KEY, tail);
    tail.turn(board.snapshot());
    return Answer.LATER;
  }

  Answer stop(Connection connection) {
    connection.attach(KEY, null);
    return Answer.done("Tail stopped");
  }

  void turn() {
    Snapshot snapshot = board.snapshot();
    live.forEach(tail -> tail.turn(snapshot));
  }

  @Override
  public void close() {
    live.forEach(Tail::close);
  }

  /// One client's. Guarded by itself, so that no frame leaves after the final answer.
  private final class Tail implements Connection.Resource {

    private final @Nullable String msgId;
    private final Connection connection;
    private final Map<String, State> told = new HashMap<>();
    private long saidAt;

    private Tail(@Nullable String msgId, Connection connection, long now) {
      this.msgId = msgId;
      this.connection = connection;
      this.saidAt = now;
    }

    /// While a frame still waits for a slow client it is left alone: the next one has all that has
    /// changed since, as it is then.
    private synchronized void turn(Snapshot snapshot) {
      if (!live.contains(this) || connection.waiting() > 0) {
        return;
      }
      Map<String, @Nullable Object> changed = changed(snapshot);
      long now = nanos.getAsLong();
      if (changed.isEmpty() && now - saidAt < SIGN_OF_LIFE.toNanos()) {
        return;
      }
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("workers", changed);
      saidAt = now;
      if (!connection.respond(msgId, data)) {
        live.remove(this);
      }
    }

    private Map<String, @Nullable Object> changed(Snapshot snapshot) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>();
      Map<String, State> now = new HashMap<>();
      for (WorkerStatus worker : snapshot.workers()) {
        State state = State.of(worker);
        now.put(worker.name(), state);
        if (!state.equals(told.get(worker.name()))) {
          changed.put(worker.name(), worker.plain());
        }
      }
      told.keySet().stream()
          .filter(name -> !now.containsKey(name))
          .forEach(name -> changed.put(name, null));
      told.clear();
      told.putAll(now);
      return changed;
    }

    @Override
    public synchronized void close() {
      if (live.remove(this)) {
        connection.complete(msgId, Answer.done("the tail has ended"));
      }
    }
  }
}
