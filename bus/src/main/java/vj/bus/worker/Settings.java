package vj.bus.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A worker's effective settings: a valid value and its origin for every key. Immutable.
public final class Settings {

  private final Map<Setting<?>, Value> values;

  /// @param values one entry for each setting, in the order of the worker's list
  Settings(Map<Setting<?>, Value> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /// @throws IllegalArgumentException for a setting that this worker does not have: a bug
  @SuppressWarnings("unchecked") // a Value is only ever made by the Setting that is its key
  public <T> T get(Setting<T> setting) {
    Value value = values.get(setting);
    if (value == null) {
      throw new IllegalArgumentException("no such setting here: " + setting.name());
    }
    return (T) value.parsed();
  }

  /// Every key with its value as the wire has it; aliases as well.
  public Map<String, Object> effective() {
    Map<String, Object> effective = new LinkedHashMap<>();
    values.forEach((setting, value) -> {
      effective.put(setting.name(), value.plain());
      setting.aliases().forEach(alias -> effective.put(alias, value.plain()));
    });
    return effective;
  }

  /// What `--check` prints, in the order of the worker's list.
  public List<Entry> entries() {
    return values.entrySet().stream()
        .map(e -> new Entry(e.getKey().name(), e.getValue().plain(), e.getValue().origin()))
        .toList();
  }

  /// @param key the setting's name
  /// @param value as the wire has it
  public record Entry(String key, Object value, Origin origin) {}

  record Value(Object parsed, Object plain, Origin origin) {}

  /// Where a value came from.
  public sealed interface Origin {

    /// For people: `default`, `--set`, `VJ_AUDIO_SOURCE`, `/home/me/.config/vj/audio.json`.
    String text();

    record Default() implements Origin {
      @Override
      public String text() {
        return "default";
      }
    }

    record CommandLine() implements Origin {
      @Override
      public String text() {
        return "--set";
      }
    }

    record Environment(String text) implements Origin {}

    record ConfigFile(String text) implements Origin {}
  }
}
