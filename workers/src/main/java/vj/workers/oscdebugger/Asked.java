package vj.workers.oscdebugger;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Command;
import vj.bus.telemetry.OscFormatException;

/// The fields of a command about what was captured, read or refused.
record Asked(Command command) {

  /// The caller's fault, in words for the caller.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    private Refused(String why) {
      super(why, null, false, false);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  private @Nullable Object field(String name) {
    return command.fields().get(name);
  }

  Filter filter() throws Refused {
    Object pattern = field("pattern");
    if (pattern == null) {
      return new Filter(Optional.empty());
    }
    if (!(pattern instanceof String text)) {
      throw new Refused("pattern is %s, but takes an OSC address pattern".formatted(pattern));
    }
    try {
      return Filter.of(text);
    } catch (OscFormatException e) {
      throw new Refused("pattern: " + e.getMessage());
    }
  }

  /// @param most that it takes; the least is 1
  long count(long most, long otherwise) throws Refused {
    Object count = field("count");
    if (count == null) {
      return otherwise;
    }
    if (count instanceof Long number && number >= 1 && number <= most) {
      return number;
    }
    throw new Refused("count is %s, but takes a whole number from 1 to %d".formatted(count, most));
  }

  /// Milliseconds since 1970; everything is later than what nobody asked for.
  double since() throws Refused {
    Object since = field("since");
    if (since == null) {
      return Double.NEGATIVE_INFINITY;
    }
    if (since instanceof Number number) {
      return number.doubleValue() * 1e3;
    }
    throw new Refused("since is %s, but takes seconds since 1970".formatted(since));
  }
}
