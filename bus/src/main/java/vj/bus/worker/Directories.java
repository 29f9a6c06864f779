package vj.bus.worker;

import java.nio.file.Path;
import java.util.Map;

/// Where the bundle keeps files: `VJ_CONFIG_DIR`, `VJ_STATE_DIR`, `VJ_CACHE_DIR` if set, else the
/// XDG base directories' `vj`.
///
/// @param config `SHORTNAME.json`, `bundle.json`
/// @param state takes, tokens, the flight recorder
/// @param cache what can be fetched or computed again
public record Directories(Path config, Path state, Path cache) {

  public static Directories locate(Map<String, String> environment) {
    return new Directories(
        one(environment, "VJ_CONFIG_DIR", "XDG_CONFIG_HOME", ".config"),
        one(environment, "VJ_STATE_DIR", "XDG_STATE_HOME", ".local/state"),
        one(environment, "VJ_CACHE_DIR", "XDG_CACHE_HOME", ".cache"));
  }

  private static Path one(Map<String, String> environment, String own, String xdg, String home) {
    String moved = environment.getOrDefault(own, "");
    if (!moved.isEmpty()) {
      return Path.of(moved);
    }
    String base = environment.getOrDefault(xdg, "");
    // The XDG specification: a relative path in these variables is invalid and to be ignored.
    if (base.startsWith("/")) {
      return Path.of(base, "vj");
    }
    String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return Path.of(user, home, "vj");
  }
}
