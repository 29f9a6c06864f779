package vj.workers.oscdebugger.take;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.PlainOsc;
import vj.workers.oscdebugger.record.Recorded.Datagram;

/// Messages as JSON, an object a line, with what [PlainOsc] makes of them.
final class JsonLines {

  private final long startMillis;

  /// @param startMillis of the take, since 1970
  JsonLines(long startMillis) {
    this.startMillis = startMillis;
  }

  Optional<String> line(Datagram datagram, Timed timed) {
    double seconds = datagram.nanos() / 1e9;
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("time", seconds);
    object.put("timestamp", startMillis / 1e3 + seconds);
    object.put("source", datagram.sender());
    PlainOsc.describe(timed, object);
    return Optional.of(new String(Json.bytes(object), UTF_8) + '\n');
  }
}
