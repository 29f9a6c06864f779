package vj.workers.oscdebugger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.worker.WorkerCommand;
import vj.bus.worker.WorkerContext.WorkerDesk;

/// The worker's own commands, state and gauges: what its parts have.
final class OscDebuggerDesk implements WorkerDesk {

  private final DeskPart parts;

  OscDebuggerDesk(DeskPart parts) {
    this.parts = parts;
  }

  @Override
  public List<WorkerCommand> commands() {
    return parts.commands();
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
