package vj.workers.oscdebugger;

import java.util.Optional;
import vj.bus.telemetry.OscFormatException;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscPattern;

/// Which messages somebody wants to see.
///
/// @param pattern empty for all
record Filter(Optional<OscPattern> pattern) {

  /// @throws OscFormatException saying what is wrong with the pattern
  static Filter of(String pattern) throws OscFormatException {
    return new Filter(Optional.of(OscPattern.parse(pattern)));
  }

  /// What is sent to a pattern is also found by an address that the pattern reaches.
  boolean takes(OscMessage message) {
    return pattern.isEmpty()
        || pattern.get().matches(message.address())
        || message.reaches(pattern.get().text());
  }
}
