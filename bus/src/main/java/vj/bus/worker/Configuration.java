package vj.bus.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;
import vj.bus.worker.Setting.Refusal;
import vj.bus.worker.Settings.Origin;
import vj.bus.worker.Settings.Value;
import vj.bus.worker.SettingsException.Problem;

/// Where one worker's settings come from, highest first: `--set`, environment `VJ_<NAME>_<KEY>`,
/// the worker's own file, `bundle.json`, defaults. Reads them, checks them as a whole, and writes
/// changes to the worker's file.
public final class Configuration {

  /// A configuration is a few hundred bytes; more than this is not one.
  static final long MAX_FILE_BYTES = 1 << 20;

  private static final int MAX_SHOWN = 60;

  private final WorkerKind kind;
  private final List<Setting<?>> all;
  private final Path ownFile;
  private final Path bundleFile;
  private final Map<String, String> environment;
  private final Map<String, String> sets;

  /// @param sets the command line's `--set KEY=VALUE`
  public Configuration(WorkerKind kind, Map<String, String> environment, Map<String, String> sets) {
    Path directory = Directories.locate(environment).config();
    this.kind = kind;
    this.all = new ArrayList<>(kind.settings());
    this.all.addAll(CommonSettings.ALL);
    this.ownFile = directory.resolve(kind.name().shortName() + ".json");
    this.bundleFile = directory.resolve("bundle.json");
    this.environment = environment;
    this.sets = sets;
  }

  /// The file that [#change] writes.
  public Path ownFile() {
    return ownFile;
  }

  /// Reads every layer.
  ///
  /// @throws SettingsException with everything that is wrong, in any layer
  public Settings load() throws SettingsException {
    List<Problem> problems = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    layers.add(fileLayer(bundleFile, CommonSettings.ALL, problems));
    layers.add(fileLayer(ownFile, all, problems));
    layers.addAll(fixedLayers());
    return resolve(layers, problems);
  }

  /// Checks `changes` together with everything else, then replaces the worker's file. All or
  /// nothing.
  ///
  /// @param origin who asks, for the problems' text: `set_config`, `--store`
  /// @return the settings as they are from now on
  /// @throws SettingsException with every reason against it; nothing was changed
  /// @throws IOException when the file cannot be written; nothing was changed
  public Settings change(Map<String, ? extends @Nullable Object> changes, String origin)
      throws SettingsException, IOException {
    List<Problem> problems = new ArrayList<>();
    Map<String, @Nullable Object> content = new LinkedHashMap<>(readFile(ownFile, problems));
    changes.forEach((key, value) -> {
      if (value == null) {
        return; // absent and null mean the same
      }
      Optional<Setting<?>> setting = find(key, all);
      if (setting.isEmpty()) {
        problems.add(unknown(origin, key, all));
      } else if (fixedBy(setting.get()).isPresent()) {
        problems.add(
            new Problem(
                origin,
                key,
                "is fixed by %s and cannot be changed while that is there"
                    .formatted(fixedBy(setting.get()).get().text())));
      } else {
        parse(setting.get(), key, value, new Origin.ConfigFile(origin), problems)
            .ifPresent(parsed -> content.put(setting.get().name(), parsed.plain()));
        setting.get().aliases().forEach(content::remove);
      }
    });
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    List<Layer> layers = new ArrayList<>();
    layers.add(fileLayer(bundleFile, CommonSettings.ALL, problems));
    layers.add(new Layer(_ -> new Origin.ConfigFile(ownFile.toString()), content, all));
    layers.addAll(fixedLayers());
    Settings settings = resolve(layers, problems);
    AtomicFile.write(ownFile, Json.bytes(content));
    return settings;
  }

  private Settings resolve(List<Layer> layers, List<Problem> problems) throws SettingsException {
    Map<Setting<?>, Value> values = new LinkedHashMap<>();
    all.forEach(setting -> values.put(setting, fallback(setting)));
    for (Layer layer : layers) {
      layer.content.forEach((key, value) -> {
        if (value == null) {
          return;
        }
        Origin origin = layer.origin.of(key);
        Optional<Setting<?>> setting = find(key, layer.allowed);
        if (setting.isEmpty()) {
          problems.add(unknown(origin.text(), key, layer.allowed));
        } else {
          parse(setting.get(), key, value, origin, problems)
              .ifPresent(parsed -> values.put(setting.get(), parsed));
        }
      });
    }
    Settings settings = new Settings(values);
    if (problems.isEmpty()) {
      kind.check().check(settings);
      return settings;
    }
    throw new SettingsException(problems);
  }

  /// What `set_config` cannot change.
  private List<Layer> fixedLayers() {
    return List.of(environmentLayer(), new Layer(_ -> new Origin.CommandLine(), sets, all));
  }

  /// Where a setting's value is fixed, if it is.
  private Optional<Origin> fixedBy(Setting<?> setting) {
    return fixedLayers().reversed().stream()
        .flatMap(layer ->
            layer.content.keySet().stream().filter(setting::answersTo).map(layer.origin::of))
        .findFirst();
  }

  private Layer environmentLayer() {
    String prefix =
        "VJ_" + kind.name().shortName().toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    Map<String, String> content = new LinkedHashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        content.put(name.substring(prefix.length()).toLowerCase(Locale.ROOT), value);
      }
    });
    return new Layer(
        key -> new Origin.Environment(prefix + key.toUpperCase(Locale.ROOT)), content, all);
  }

  private static Layer fileLayer(Path file, List<Setting<?>> allowed, List<Problem> problems) {
    return new Layer(
        _ -> new Origin.ConfigFile(file.toString()), readFile(file, problems), allowed);
  }

  private static Map<String, @Nullable Object> readFile(Path file, List<Problem> problems) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        problems.add(
            new Problem(
                file.toString(),
                "",
                "is %d bytes, limit %d".formatted(Files.size(file), MAX_FILE_BYTES)));
        return Map.of();
      }
      return Json.object(Files.readString(file, StandardCharsets.UTF_8), file.toString());
    } catch (NoSuchFileException _) {
      return Map.of();
    } catch (ProtocolException e) {
      problems.add(new Problem(file.toString(), "", String.valueOf(e.getMessage())));
    } catch (IOException e) {
      problems.add(new Problem(file.toString(), "", "cannot be read: " + e));
    }
    return Map.of();
  }

  private static <T> Value fallback(Setting<T> setting) {
    return new Value(setting.fallback(), setting.plain(setting.fallback()), new Origin.Default());
  }

  private static <T> Optional<Value> parse(
      Setting<T> setting, String key, Object value, Origin origin, List<Problem> problems) {
    try {
      T parsed = setting.parse(value);
      return Optional.of(new Value(parsed, setting.plain(parsed), origin));
    } catch (Refusal refusal) {
      problems.add(
          new Problem(
              origin.text(), key, "is %s, but takes %s".formatted(shown(value), refusal.takes())));
      return Optional.empty();
    }
  }

  private static Optional<Setting<?>> find(String key, List<Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      if (setting.answersTo(key)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }

  private static Problem unknown(String origin, String key, List<Setting<?>> settings) {
    return new Problem(
        origin, key, "is not a key here; the nearest is " + NearestWord.to(key, names(settings)));
  }

  private static List<String> names(List<Setting<?>> settings) {
    return settings.stream().<String>map(Setting::name).toList();
  }

  /// A value as an error message shows it: as JSON, cut where it is long.
  static String shown(Object value) {
    String json = new String(Json.bytes(Map.of("v", value)), StandardCharsets.UTF_8);
    String text = json.substring(json.indexOf(':') + 1, json.length() - 1).strip();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }

  /// @param content raw values by key, as the layer has them
  private record Layer(
      OriginOf origin, Map<String, ? extends @Nullable Object> content, List<Setting<?>> allowed) {}

  @FunctionalInterface
  private interface OriginOf {
    Origin of(String key);
  }
}
