package vj.workers.oscdebugger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vj.bus.control.WorkerName;
import vj.bus.worker.Directories;
import vj.bus.worker.WorkerKind;
import vj.workers.oscdebugger.flight.DumpTool;
import vj.workers.oscdebugger.take.ExportTool;

/// The line of `vj-osc-debugger` in the registry: all OSC, seen and kept.
public final class OscDebuggerKind {

  private OscDebuggerKind() {}

  /// @param environment says where the sockets and the state directory are
  public static WorkerKind of(Map<String, String> environment) {
    Path takes = Directories.locate(environment).state().resolve("takes");
    return new WorkerKind(
        WorkerName.OSC_DEBUGGER,
        List.of(),
        OscDebuggerSettings.ALL,
        List.of(ExportTool.of(takes), DumpTool.of(environment)),
        _ -> {},
        () -> new OscDebuggerWorker(environment));
  }
}
