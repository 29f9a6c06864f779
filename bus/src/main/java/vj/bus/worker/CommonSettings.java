package vj.bus.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;
import vj.bus.telemetry.OscFormatException;
import vj.bus.telemetry.OscPattern;
import vj.bus.telemetry.Target;
import vj.bus.worker.Setting.Refusal;

/// The keys that every worker has. They may stand in `bundle.json`, for all workers, or in a
/// worker's own file, which then wins.
public final class CommonSettings {

  /// More receivers than a stage has; each costs a socket and a datagram for every message.
  static final int MAX_TARGETS = 16;

  private static final String SOURCES = "auto, spotify, virtualdj, music, demo or mpris:PLAYER";

  private static final Pattern SOURCE =
      Pattern.compile("auto|spotify|virtualdj|music|demo|mpris:\\S.{0,99}");

  public static final Setting<List<Target>> TARGETS =
      Setting.of(
          "targets",
          List.of(Target.of("127.0.0.1", 9000)),
          "a list of at most %d objects with host, port and, if wanted, patterns, prefix, max_rate, bundle, enabled"
              .formatted(MAX_TARGETS),
          CommonSettings::targets,
          targets -> targets.stream().map(CommonSettings::plain).toList());

  /// Seconds.
  public static final Setting<Double> HEARTBEAT_INTERVAL =
      Setting.decimal("heartbeat_interval", 5.0, 0.2, 5);

  public static final Setting<String> LOG_LEVEL =
      Setting.choice("log_level", "info", "error", "warn", "info", "debug");

  /// Which player may speak; only the playback monitors act on it.
  public static final Setting<String> PLAYBACK_SOURCE =
      Setting.of(
          "playback_source", "auto", SOURCES, CommonSettings::playbackSource, source -> source);

  static final List<Setting<?>> ALL =
      List.of(TARGETS, HEARTBEAT_INTERVAL, LOG_LEVEL, PLAYBACK_SOURCE);

  private static final Set<String> TARGET_KEYS =
      Set.of("host", "port", "patterns", "prefix", "max_rate", "bundle", "enabled");

  private CommonSettings() {}

  /// A slip of the pen would silence every monitor.
  private static String playbackSource(Object value) throws Refusal {
    String source = Setting.text(value, SOURCES).strip();
    String name = source.toLowerCase(Locale.ROOT);
    if (!SOURCE.matcher(name).matches()) {
      throw new Refusal(SOURCES);
    }
    return name;
  }

  private static List<Target> targets(Object value) throws Refusal {
    Object list = value instanceof String text ? parsed(text) : value;
    if (!(list instanceof List<?> entries) || entries.size() > MAX_TARGETS) {
      throw new Refusal(TARGETS.accepts());
    }
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      try {
        targets.add(target(entries.get(i)));
      } catch (Refusal refusal) {
        throw new Refusal("%s; entry %d: %s".formatted(TARGETS.accepts(), i, refusal.takes()));
      }
    }
    return List.copyOf(targets);
  }

  /// A list written as JSON text, as it comes from `--set` and the environment.
  private static @Nullable Object parsed(String text) throws Refusal {
    try {
      return Json.object("{\"targets\":" + text + "}", "targets").get("targets");
    } catch (ProtocolException e) {
      throw new Refusal(TARGETS.accepts() + "; as JSON: " + e.getMessage());
    }
  }

  private static Target target(@Nullable Object entry) throws Refusal {
    if (!(entry instanceof Map<?, ?> map)) {
      throw new Refusal("is not an object");
    }
    for (Object key : map.keySet()) {
      if (!TARGET_KEYS.contains(key)) {
        throw new Refusal("unknown key \"%s\"".formatted(key));
      }
    }
    String host = field(map, Setting.text("host", "", "a host's name or address"));
    String prefix = field(map, Setting.text("prefix", "", "an OSC address"));
    if (host.isBlank()) {
      throw new Refusal("host is missing");
    }
    int port = field(map, Setting.integer("port", 9000, 1, 65535));
    List<OscPattern> patterns = patterns(map.get("patterns"));
    double maxRate = field(map, Setting.decimal("max_rate", 0, 0, 1000));
    boolean bundle = field(map, Setting.flag("bundle", false));
    boolean enabled = field(map, Setting.flag("enabled", true));
    try {
      return new Target(host, port, patterns, prefix, maxRate, bundle, enabled);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static <T> T field(Map<?, ?> map, Setting<T> setting) throws Refusal {
    Object value = map.get(setting.name());
    if (value == null) {
      return setting.fallback();
    }
    try {
      return setting.parse(value);
    } catch (Refusal refusal) {
      throw new Refusal(
          "%s is %s, but takes %s"
              .formatted(setting.name(), Configuration.shown(value), refusal.takes()));
    }
  }

  private static List<OscPattern> patterns(@Nullable Object value) throws Refusal {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> texts)) {
      throw new Refusal("patterns is not a list of OSC address patterns");
    }
    try {
      return OscPattern.parseAll(texts);
    } catch (OscFormatException e) {
      throw new Refusal("patterns: " + e.getMessage());
    }
  }

  private static Map<String, Object> plain(Target target) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("host", target.host());
    plain.put("port", (long) target.port());
    plain.put("patterns", target.patterns().stream().map(OscPattern::text).toList());
    plain.put("prefix", target.prefix());
    plain.put("max_rate", target.maxRate());
    plain.put("bundle", target.bundle());
    plain.put("enabled", target.enabled());
    return plain;
  }
}
