package vj.workers.oscdebugger.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import vj.bus.status.LogLine;

/// Takes bodies apart whose checksum was right. That says nothing about who wrote them: nothing is
/// trusted here, and what is held in memory is bounded. One thread.
final class RecordDecoder {

  /// For a datagram whose sender's record is damaged.
  private static final String UNKNOWN = "unknown";

  private final Map<Integer, String> senders = new HashMap<>();

  /// @param body from position to limit
  /// @return empty for what is not for the reader: a sender's number, a kind of later versions
  /// @throws BufferUnderflowException for a body that is shorter than its kind
  Optional<Recorded> record(ByteBuffer body) {
    return switch (body.get()) {
      case RecordFormat.SENDER -> {
        int number = body.getShort() & 0xffff;
        if (number < RecordFormat.MOST_SENDERS) {
          senders.put(number, rest(body));
        }
        yield Optional.empty();
      }
      case RecordFormat.DATAGRAM -> Optional.of(datagram(body));
      case RecordFormat.LOG -> Optional.of(log(body));
      case RecordFormat.CHANGE ->
          Optional.of(new Recorded.Change(time(body), name(body), rest(body)));
      case RecordFormat.END ->
          Optional.of(
              new Recorded.End(body.getLong(), body.getLong(), body.getLong(), body.getLong()));
      default -> Optional.empty();
    };
  }

  private Recorded datagram(ByteBuffer body) {
    long nanos = body.getLong();
    int number = body.getShort() & 0xffff;
    String sender =
        number == RecordFormat.WRITTEN_OUT ? name(body) : senders.getOrDefault(number, UNKNOWN);
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return new Recorded.Datagram(nanos, sender, bytes);
  }

  private static Recorded log(ByteBuffer body) {
    Instant time = time(body);
    int level = Math.clamp(body.get(), 0, RecordFormat.LEVELS.size() - 1);
    return new Recorded.Log(
        new LogLine(time, RecordFormat.LEVELS.get(level), name(body), rest(body)));
  }

  /// Any 64 bit number is a time.
  private static Instant time(ByteBuffer body) {
    return Instant.EPOCH.plus(body.getLong(), ChronoUnit.MICROS);
  }

  private static String name(ByteBuffer body) {
    byte[] bytes = new byte[body.get() & 0xff];
    body.get(bytes);
    return new String(bytes, UTF_8);
  }

  private static String rest(ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return new String(bytes, UTF_8);
  }
}
