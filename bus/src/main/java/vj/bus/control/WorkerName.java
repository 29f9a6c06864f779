package vj.bus.control;

import java.util.Optional;

/// The two names of each worker. Whatever takes a worker's name accepts both.
///
/// The short name is what people type: the unit `vj-SHORT`, `vj-worker SHORT`, `SHORT.json`,
/// `VJ_SHORT_KEY`. The bus name is what programs say: the socket's stem and `worker` in messages.
public enum WorkerName {
  AUDIO("audio", "audio_analyzer"),
  SPOTIFY("spotify", "spotify_monitor"),
  VIRTUALDJ("virtualdj", "virtualdj_monitor"),
  LYRICS("lyrics", "lyrics_fetcher"),
  OSC_DEBUGGER("osc-debugger", "osc_debugger"),
  STATUS("status", "process_manager");

  private final String shortName;
  private final String busName;

  WorkerName(String shortName, String busName) {
    this.shortName = shortName;
    this.busName = busName;
  }

  public String shortName() {
    return shortName;
  }

  public String busName() {
    return busName;
  }

  /// The unit under systemd, without `.service`; on launchd the end of the label.
  public String unit() {
    return "vj-" + shortName;
  }

  /// @param either a short name, a bus name or a unit's name
  public static Optional<WorkerName> of(String either) {
    for (WorkerName name : values()) {
      if (either.equals(name.shortName)
          || either.equals(name.busName)
          || either.equals(name.unit())
          || either.equals(name.unit() + ".service")) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
