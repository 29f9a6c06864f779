package vj.workers.oscdebugger;

import java.util.List;
import java.util.Map;
import vj.bus.control.WorkerName;
import vj.bus.worker.WorkerKind;

/// The line of `vj-osc-debugger` in the registry: all OSC, seen and kept.
public final class OscDebuggerKind {

  private OscDebuggerKind() {}

  /// @param environment says where the sockets and the state directory are
  public static WorkerKind of(Map<String, String> environment) {
    return new WorkerKind(
        WorkerName.OSC_DEBUGGER,
        List.of(),
        OscDebuggerSettings.ALL,
        List.of(),
        _ -> {},
        () -> new OscDebuggerWorker(environment));
  }
}
