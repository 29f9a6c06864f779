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

  /// All addresses, unprefixed and unlimited, one datagram for each message.
  public static Target of(String host, int port) {
    return of(host, port, List.of());
  }

  /// What matches `patterns`, unprefixed and unlimited, one datagram for each message.
  public static Target of(String host, int port, List<OscPattern> patterns) {
    return new Target(host, port, patterns, "", 0, false, true);
  }

  public Target {
    patterns = List.copyOf(patterns);
    if (host.isBlank()) {
      throw new IllegalArgumentException("target without a host");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("target port " + port + ", not 1..65535");
    }
    if (!prefix.isEmpty()) {
      OscAddress.check(prefix);
    }
    if (!(maxRate >= 0 && maxRate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("target max_rate " + maxRate + ", not 0 or more");
    }
  }

  boolean wants(String address) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(address));
  }
}
