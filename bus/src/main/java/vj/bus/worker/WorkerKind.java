package vj.bus.worker;

import java.util.List;
import java.util.function.Supplier;
import vj.bus.control.WorkerName;

/// One line of the registry of workers: everything the host must know before it runs one.
///
/// @param oscAddresses what it sends, for `register` and `get_state`
/// @param settings its own keys; the common ones are the host's
/// @param tools what `vj-worker NAME --OPTION` does instead of working
/// @param check makes the worker's settings record, which validates what single keys cannot
public record WorkerKind(
    WorkerName name,
    List<String> oscAddresses,
    List<Setting<?>> settings,
    List<WorkerTool> tools,
    Check check,
    Supplier<Worker> create) {

  public WorkerKind {
    oscAddresses = List.copyOf(oscAddresses);
    settings = List.copyOf(settings);
    tools = List.copyOf(tools);
  }

  /// Throws what is wrong with settings that are valid one by one.
  @FunctionalInterface
  public interface Check {
    void check(Settings settings) throws SettingsException;
  }
}
