package vj.bus.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.worker.Setting.Refusal;
import vj.bus.worker.Settings.Origin;
import vj.bus.worker.Settings.Value;

/// Settings for the tests of workers, without files or environment.
public final class FixedSettings {

  private FixedSettings() {}

  /// The defaults of `settings`, but for what `changed` says.
  public static Settings of(List<Setting<?>> settings, Map<String, ?> changed) {
    Map<Setting<?>, Value> values = new LinkedHashMap<>();
    for (Setting<?> setting : settings) {
      values.put(setting, value(setting, changed.get(setting.name())));
    }
    return new Settings(values);
  }

  private static <T> Value value(Setting<T> setting, @Nullable Object wanted) {
    try {
      T parsed = wanted == null ? setting.fallback() : setting.parse(wanted);
      return new Value(parsed, setting.plain(parsed), new Origin.Default());
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(setting.name() + " takes " + refusal.takes(), refusal);
    }
  }
}
