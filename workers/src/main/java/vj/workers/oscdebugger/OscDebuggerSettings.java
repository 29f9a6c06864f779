package vj.workers.oscdebugger;

import java.util.List;
import vj.bus.worker.Setting;
import vj.bus.worker.Settings;

/// The worker's own settings.
///
/// @param oscPort where anybody may send OSC to be seen
/// @param oscEnabled whether that port is open
/// @param loggingEnabled whether log lines are collected
/// @param capacity datagrams that are kept in memory
record OscDebuggerSettings(int oscPort, boolean oscEnabled, boolean loggingEnabled, int capacity) {

  static final Setting<Integer> OSC_PORT = Setting.integer("osc_port", 9001, 1, 65_535);
  static final Setting<Boolean> OSC_ENABLED = Setting.flag("osc_enabled", true);
  static final Setting<Boolean> LOGGING_ENABLED = Setting.flag("logging_enabled", true);

  /// 64 MB at most: while it is changed there are two rings, and both fit the direct memory of
  /// `install/launch.sh`, 160 MiB.
  static final Setting<Integer> CAPACITY = Setting.integer("capacity", 100_000, 1_000, 500_000);

  static final List<Setting<?>> ALL = List.of(OSC_PORT, OSC_ENABLED, LOGGING_ENABLED, CAPACITY);

  static OscDebuggerSettings from(Settings settings) {
    return new OscDebuggerSettings(
        settings.get(OSC_PORT),
        settings.get(OSC_ENABLED),
        settings.get(LOGGING_ENABLED),
        settings.get(CAPACITY));
  }
}
