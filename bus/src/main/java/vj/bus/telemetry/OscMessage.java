package vj.bus.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as received. Arguments are `Integer` (i, c, r, m), `Long` (h), `Float` (f), `Double`
/// (d), `String` (s, S), `Boolean` (T, F), `null` (N), `byte[]` (b), [TimeTag] (t), `List` for an
/// array, and `Float.POSITIVE_INFINITY` for I (Infinitum).
///
/// @param typeTags without the comma; empty also where the sender left them out
public record OscMessage(String address, String typeTags, List<@Nullable Object> arguments) {

  /// An NTP time stamp: seconds since 1900 in the upper 32 bits, the fraction in the lower.
  public record TimeTag(long ntp) {
    public static final TimeTag IMMEDIATELY = new TimeTag(1);
  }
}
