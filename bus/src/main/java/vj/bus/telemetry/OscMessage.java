package vj.bus.telemetry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message as received. Arguments are `Integer` (i, c, r, m), `Long` (h), `Float` (f), `Double`
/// (d), `String` (s, S), `Boolean` (T, F), `null` (N), `byte[]` (b), [TimeTag] (t), `List` for an
/// array, and `Float.POSITIVE_INFINITY` for I (Infinitum).
///
/// @param address as sent: an address or a pattern, see [#reaches]
/// @param typeTags without the comma; empty also where the sender left them out
public record OscMessage(String address, String typeTags, List<@Nullable Object> arguments) {

  /// Whether this message is meant for the method at `method`: senders may write a pattern. A
  /// pattern that cannot be read reaches nothing.
  public boolean reaches(String method) {
    if (address.equals(method)) {
      return true;
    }
    if (!OscPattern.isPattern(address)) {
      return false;
    }
    try {
      return OscPattern.parse(address).matches(method);
    } catch (OscFormatException unreadable) {
      return false;
    }
  }

  /// An NTP time stamp: seconds since 1900 in the upper 32 bits, the fraction in the lower.
  public record TimeTag(long ntp) {

    /// The one value that is no time: handle at once.
    public static final TimeTag IMMEDIATELY = new TimeTag(1);

    private static final long UNIX_EPOCH_IN_NTP_SECONDS = 2_208_988_800L;
    private static final long SECONDS_PER_ERA = 1L << 32;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    public static TimeTag of(Instant time) {
      long seconds = time.getEpochSecond() + UNIX_EPOCH_IN_NTP_SECONDS;
      long fraction = (((long) time.getNano() << 32) + NANOS_PER_SECOND / 2) / NANOS_PER_SECOND;
      return new TimeTag((seconds << 32) + fraction);
    }

    /// The 32 bit seconds wrap in 2036: a tag in the lower half is read as of the next era.
    public Instant instant() {
      long seconds = ntp >>> 32;
      long sinceEpoch = seconds >= SECONDS_PER_ERA / 2 ? seconds : seconds + SECONDS_PER_ERA;
      long nanos = ((ntp & 0xffff_ffffL) * NANOS_PER_SECOND + SECONDS_PER_ERA / 2) >>> 32;
      return Instant.ofEpochSecond(sinceEpoch - UNIX_EPOCH_IN_NTP_SECONDS, nanos);
    }
  }
}
