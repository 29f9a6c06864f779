package vj.workers.playback.virtualdj;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import vj.bus.worker.Setting;
import vj.bus.worker.Settings;

/// Where VirtualDJ is found.
///
/// @param filePath a file or folder; `auto`: wherever VirtualDJ may put them
/// @param oscHost where VirtualDJ runs: a name or an address
/// @param oscPort of VirtualDJ, its `oscPort`
/// @param oscPortBack of ours, its `oscPortBack`
public record VirtualDjSettings(
    String filePath, boolean oscEnabled, String oscHost, int oscPort, int oscPortBack) {

  private static final String TAKES_PATH = "auto, or the path of a file or folder";
  private static final String TAKES_HOST = "a host name or an address";

  public static final Setting<String> FILE_PATH =
      Setting.of("file_path", Locations.AUTO, TAKES_PATH, VirtualDjSettings::path, path -> path);

  public static final Setting<Boolean> OSC_ENABLED = Setting.flag("osc_enabled", true);

  public static final Setting<String> OSC_HOST =
      Setting.of("osc_host", "127.0.0.1", TAKES_HOST, VirtualDjSettings::host, host -> host);

  public static final Setting<Integer> OSC_PORT = Setting.integer("osc_port", 9009, 1, 65_535);

  public static final Setting<Integer> OSC_PORT_BACK =
      Setting.integer("osc_port_back", 9999, 1, 65_535);

  public static final List<Setting<?>> ALL =
      List.of(FILE_PATH, OSC_ENABLED, OSC_HOST, OSC_PORT, OSC_PORT_BACK);

  public static VirtualDjSettings from(Settings settings) {
    return new VirtualDjSettings(
        settings.get(FILE_PATH),
        settings.get(OSC_ENABLED),
        settings.get(OSC_HOST),
        settings.get(OSC_PORT),
        settings.get(OSC_PORT_BACK));
  }

  private static String path(Object value) throws Setting.Refusal {
    String path = Setting.text(value, TAKES_PATH).strip();
    try {
      return path.isEmpty() ? Locations.AUTO : Path.of(path).toString();
    } catch (InvalidPathException _) {
      throw new Setting.Refusal(TAKES_PATH);
    }
  }

  private static String host(Object value) throws Setting.Refusal {
    String host = Setting.text(value, TAKES_HOST).strip();
    if (host.isEmpty()) {
      throw new Setting.Refusal(TAKES_HOST);
    }
    return host;
  }

  /// Where answers arrive: not open to the network unless VirtualDJ is on another machine.
  InetSocketAddress answersTo() {
    boolean here = oscHost.equals("localhost") || oscHost.startsWith("127.");
    return here
        ? new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), oscPortBack)
        : new InetSocketAddress(oscPortBack);
  }
}
