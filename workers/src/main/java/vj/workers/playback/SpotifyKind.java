package vj.workers.playback;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.worker.Configuration;
import vj.bus.worker.Directories;
import vj.bus.worker.Setting;
import vj.bus.worker.Settings;
import vj.bus.worker.SettingsException;
import vj.bus.worker.WorkerKind;
import vj.workers.playback.applescript.AppleScriptBackend;
import vj.workers.playback.mpris.MprisBackend;
import vj.workers.playback.spotify.SpotifyTools;
import vj.workers.playback.spotify.SpotifyWebSettings;
import vj.workers.playback.spotify.TokenFile;
import vj.workers.playback.spotify.WebBackend;

/// The line of `vj-spotify` in the registry: what Spotify, or any other player on this machine,
/// plays.
public final class SpotifyKind {

  static final Setting<String> BACKEND =
      Setting.choice("backend", "auto", "auto", "mpris", "applescript", "web", "demo");

  private static final List<Setting<?>> SETTINGS =
      Stream.concat(Stream.of(BACKEND), SpotifyWebSettings.ALL.stream()).toList();

  private static final Path OSASCRIPT = Path.of("/usr/bin/osascript");

  private final Map<String, String> environment;
  private final TokenFile tokens;

  private SpotifyKind(Map<String, String> environment) {
    this.environment = environment;
    this.tokens = TokenFile.in(Directories.locate(environment));
  }

  /// @param environment says where the session bus, the sockets and the login are
  public static WorkerKind of(Map<String, String> environment) {
    return new SpotifyKind(environment).line();
  }

  private WorkerKind line() {
    var players = new MonitorWorker.Players(SETTINGS, this::backends);
    return new WorkerKind(
        WorkerName.SPOTIFY,
        PlaybackMessage.addresses(),
        SETTINGS,
        SpotifyTools.all(tokens, environment, this::webSettings),
        _ -> {},
        () -> new MonitorWorker(players, SocketDirectory.locate(environment).path()));
  }

  /// `auto`: the players of this machine first, because they say at once what the account says when
  /// it is asked.
  private List<Function<Backend.Reports, Backend>> backends(Settings settings) {
    return switch (settings.get(BACKEND)) {
      case "mpris" -> List.of(this::mpris);
      case "applescript" -> List.of(this::appleScript);
      case "web" -> List.of(reports -> web(settings, reports));
      case "demo" -> List.of(DemoBackend::new);
      default ->
          List.of(onMac() ? this::appleScript : this::mpris, reports -> web(settings, reports));
    };
  }

  private Backend mpris(Backend.Reports reports) {
    return new MprisBackend(environment, reports, System::nanoTime);
  }

  private Backend appleScript(Backend.Reports reports) {
    return new AppleScriptBackend(OSASCRIPT, reports, System::nanoTime);
  }

  private Backend web(Settings settings, Backend.Reports reports) {
    return new WebBackend(
        SpotifyWebSettings.from(settings), tokens, reports, () -> reports.knownBefore("spotify"));
  }

  private SpotifyWebSettings webSettings() throws SettingsException {
    return SpotifyWebSettings.from(
        new Configuration(of(environment), environment, Map.of()).load());
  }

  private static boolean onMac() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
  }
}
