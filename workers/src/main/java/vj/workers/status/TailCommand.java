package vj.workers.status;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.Message.Command;
import vj.bus.status.History;
import vj.bus.status.ServiceUnit;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;
import vj.workers.status.Board.Edition;

/// The command `tail`: a `response` with `workers` as in `get_state`, all of them first, then those
/// whose state has changed, until the connection ends.
///
/// A slow client misses states in between, never the latest one: what was not sent yet is compared
/// with what is.
final class TailCommand {

  /// A client that waits for a frame no longer than a few seconds is not left in doubt; and one
  /// that has gone is noticed.
  static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);

  private final Board board;

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

  TailCommand(Board board) {
    this.board = board;
  }

  /// Runs until the connection or the worker's block ends.
  Answer answer(Command command, Connection connection) {
    if (command.msgId() == null) {
      // Without one the command holds the connection's reader, which could not notice its end.
      return Answer.refused("tail needs a msg_id");
    }
    var over = new AtomicBoolean();
    connection.attach(
        "tail",
        () -> {
          over.set(true);
          board.wake();
        });
    try {
      follow(command.msgId(), connection, over);
      return Answer.done("the tail has ended");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.refused("the worker is stopping");
    }
  }

  private void follow(@Nullable String msgId, Connection connection, AtomicBoolean over)
      throws InterruptedException {
    Map<String, State> told = new HashMap<>();
    long number = -1;
    long saidAt = System.nanoTime();
    while (true) {
      Optional<Edition> next = board.after(number, AT_LEAST_EVERY, over);
      if (next.isEmpty()) {
        return;
      }
      number = next.get().number();
      Map<String, @Nullable Object> changed = changed(next.get().snapshot(), told);
      boolean due = System.nanoTime() - saidAt >= AT_LEAST_EVERY.toNanos();
      if (!changed.isEmpty() || due) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("workers", changed);
        if (!connection.respond(msgId, data)) {
          return;
        }
        saidAt = System.nanoTime();
      }
    }
  }

  /// @param told brought up to date
  private static Map<String, @Nullable Object> changed(Snapshot snapshot, Map<String, State> told) {
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
}
