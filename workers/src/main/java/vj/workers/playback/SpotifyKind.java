package vj.workers.playback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.worker.Setting;
import vj.bus.worker.Settings;
import vj.bus.worker.WorkerKind;

/// The line of `vj-spotify` in the registry: what Spotify, or any other player on this machine,
/// plays.
public final class SpotifyKind {

  static final Setting<String> BACKEND =
      Setting.choice("backend", "auto", "auto", "mpris", "applescript", "web", "demo");

  private static final List<Setting<?>> SETTINGS = List.of(BACKEND);

  private SpotifyKind() {}

  /// @param environment says where the session bus, the sockets and the tokens are
  public static WorkerKind of(Map<String, String> environment) {
    var players = new MonitorWorker.Players(SETTINGS, SpotifyKind::backends);
    return new WorkerKind(
        WorkerName.SPOTIFY,
        PlaybackMessage.addresses(),
        SETTINGS,
        List.of(),
        _ -> {},
        () -> new MonitorWorker(players, SocketDirectory.locate(environment).path()));
  }

  private static List<Function<Backend.Reports, Backend>> backends(Settings settings) {
    List<Function<Backend.Reports, Backend>> backends = new ArrayList<>();
    if (settings.get(BACKEND).equals("demo")) {
      backends.add(DemoBackend::new);
    }
    return backends;
  }
}
