package vj.workers.oscdebugger;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.worker.WorkerCommand;
import vj.bus.worker.WorkerContext.WorkerDesk;

/// The worker's own commands, state and gauges: what its parts have.
final class OscDebuggerDesk implements WorkerDesk {

  private final DeskPart parts;
  private final List<WorkerCommand> commands;

  OscDebuggerDesk(DeskPart parts) {
    this.parts = parts;
    this.commands =
        Stream.concat(
                parts.commands().stream(),
                Stream.of(WorkerCommand.quick("clear", (_, _) -> clear())))
            .toList();
  }

  @Override
  public List<WorkerCommand> commands() {
    return commands;
  }

  /// The words of the system before this one.
  private Answer clear() {
    parts.clear();
    return Answer.done("Cleared all captured data");
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    gauges(data);
    parts.state(data);
  }

  @Override
  public void gauges(Map<String, @Nullable Object> stats) {
    stats.put("running", true);
    parts.gauges(stats);
  }
}
