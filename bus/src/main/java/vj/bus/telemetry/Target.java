package vj.bus.telemetry;

import java.util.List;

/// One receiver from the configuration's `targets`.
///
/// @param host a name or an address; resolved off the sending path and again after failures
/// @param port UDP, 1..65535
/// @param patterns which addresses it gets; empty = all
/// @param prefix put before every address after the patterns matched; empty or `/…`
/// @param maxRate messages/s for each address, the latest value wins; 0 = no limit
/// @param bundle one bundle (time tag 1, immediately) for each frame instead of separate messages
public record Target(
    String host,
    int port,
    List<OscPattern> patterns,
    String prefix,
    double maxRate,
    boolean bundle,
    boolean enabled) {

  public Target {
    patterns = List.copyOf(patterns);
  }
}
