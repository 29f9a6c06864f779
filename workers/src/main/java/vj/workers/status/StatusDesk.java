package vj.workers.status;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Register;
import vj.bus.control.WorkerName;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;
import vj.bus.worker.WorkerCommand;
import vj.bus.worker.WorkerContext.WorkerDesk;

/// The status layer's own commands, state and gauges, all from the picture on the board.
final class StatusDesk implements WorkerDesk {

  private final Board board;
  private final Runnable look;
  private final List<WorkerCommand> commands;

  /// @param look called when a worker says that it is there
  StatusDesk(Board board, Orders orders, Tails tails, Runnable look) {
    this.board = board;
    this.look = look;
    this.commands =
        List.of(
            WorkerCommand.slow("start_worker", (command, _) -> orders.start(command)),
            WorkerCommand.slow("stop_worker", (command, _) -> orders.stop(command)),
            WorkerCommand.slow("restart_worker", (command, _) -> orders.restart(command)),
            WorkerCommand.quick(
                "tail", (command, connection) -> tails.begin(command.msgId(), connection)),
            WorkerCommand.quick("tail_stop", (_, connection) -> tails.stop(connection)));
  }

  @Override
  public List<WorkerCommand> commands() {
    return commands;
  }

  /// Its socket is found by itself; what the init system thinks of it is worth a look, if it is one
  /// of ours.
  @Override
  public boolean register(Register message) {
    if (WorkerName.of(message.worker()).isPresent()) {
      look.run();
    }
    return true;
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    Snapshot snapshot = board.snapshot();
    data.putAll(snapshot.plain());
    gauges(data);
  }

  @Override
  public void gauges(Map<String, @Nullable Object> stats) {
    Snapshot snapshot = board.snapshot();
    stats.put(
        "total_workers",
        count(snapshot, worker -> worker.installed() || worker.enabled() || worker.running()));
    stats.put("enabled_workers", count(snapshot, WorkerStatus::enabled));
    stats.put("running_workers", count(snapshot, WorkerStatus::running));
    stats.put("healthy_workers", count(snapshot, worker -> worker.health() == Health.HEALTHY));
  }

  private static long count(Snapshot snapshot, Predicate<WorkerStatus> which) {
    return snapshot.workers().stream().filter(which).count();
  }
}
