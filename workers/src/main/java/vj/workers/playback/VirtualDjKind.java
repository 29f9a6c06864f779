package vj.workers.playback;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.worker.WorkerKind;
import vj.workers.playback.virtualdj.VirtualDjBackend;
import vj.workers.playback.virtualdj.VirtualDjSettings;

/// The line of `vj-virtualdj` in the registry: what VirtualDJ plays.
public final class VirtualDjKind {

  private VirtualDjKind() {}

  /// @param environment says where the sockets and the user's home are
  public static WorkerKind of(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    var players =
        new MonitorWorker.Players(
            VirtualDjSettings.ALL,
            settings ->
                List.of(reports ->
                    VirtualDjBackend.of(VirtualDjSettings.from(settings), home, reports)));
    return new WorkerKind(
        WorkerName.VIRTUALDJ,
        PlaybackMessage.addresses(),
        VirtualDjSettings.ALL,
        List.of(),
        _ -> {},
        () -> new MonitorWorker(players, SocketDirectory.locate(environment).path()));
  }
}
