package vj.workers.status;

import java.util.List;
import java.util.Map;
import vj.bus.control.WorkerName;
import vj.bus.worker.WorkerKind;

/// The line of `vj-status` in the registry: how all workers are.
public final class StatusKind {

  private StatusKind() {}

  /// @param environment says where the sockets, the state directory and the init system are
  public static WorkerKind of(Map<String, String> environment) {
    return new WorkerKind(
        WorkerName.STATUS,
        List.of("/vj/worker/status"),
        StatusSettings.ALL,
        List.of(),
        _ -> {},
        () -> new StatusWorker(environment));
  }
}
