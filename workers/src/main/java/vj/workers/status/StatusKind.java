package vj.workers.status;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.status.Systemd;
import vj.bus.worker.Directories;
import vj.bus.worker.WorkerKind;
import vj.workers.status.StatusWorker.Ground;

/// The line of `vj-status` in the registry: how all workers are.
public final class StatusKind {

  private StatusKind() {}

  /// @param environment says where the sockets, the state directory and the init system are
  public static WorkerKind of(Map<String, String> environment) {
    return new WorkerKind(
        WorkerName.STATUS,
        List.of(StatusMessages.ADDRESS),
        StatusSettings.ALL,
        List.of(),
        _ -> {},
        () -> new StatusWorker(ground(environment)));
  }

  private static Ground ground(Map<String, String> environment) {
    return new Ground(
        SocketDirectory.locate(environment),
        Directories.locate(environment).state().resolve("status.json"),
        new Systemd(environment, System::nanoTime),
        System::nanoTime,
        InstantSource.system());
  }
}
