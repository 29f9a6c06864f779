package vj.workers.oscdebugger.flight;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.status.LogLine;
import vj.bus.telemetry.OscDatagram;
import vj.bus.telemetry.OscFormatException;
import vj.bus.telemetry.OscReader;
import vj.bus.telemetry.PlainOsc;
import vj.workers.oscdebugger.flight.Snapshot.Entry;
import vj.workers.oscdebugger.record.Recorded;

/// Records as the objects of a dump's lines: `kind` `osc`, `log` or `state`, `timestamp` in seconds
/// since 1970, and what there is to say. Stateless.
final class DumpLines {

  private DumpLines() {}

  /// A datagram that is a bundle has a line for each of its messages.
  static List<Map<String, @Nullable Object>> of(Entry entry) {
    return switch (entry.recorded()) {
      case Recorded.Datagram datagram -> osc(entry, datagram);
      case Recorded.Log(LogLine line) -> {
        Map<String, @Nullable Object> object = begin("log", entry);
        object.put("level", line.level().name().toLowerCase(Locale.ROOT));
        object.put("worker", LogsCommand.busName(line.worker()));
        object.put("text", line.text());
        yield List.of(object);
      }
      case Recorded.Change(_, String worker, String text) -> {
        Map<String, @Nullable Object> object = begin("state", entry);
        object.put("worker", worker);
        object.put("text", text);
        yield List.of(object);
      }
      case Recorded.End _ -> List.of();
    };
  }

  private static Map<String, @Nullable Object> begin(String kind, Entry entry) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("kind", kind);
    object.put("timestamp", BigDecimal.valueOf(entry.micros(), 6)); // a double prints as 1.79E9
    return object;
  }

  private static List<Map<String, @Nullable Object>> osc(Entry entry, Recorded.Datagram datagram) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    try {
      OscDatagram read = OscReader.read(ByteBuffer.wrap(datagram.bytes()));
      for (OscDatagram.Timed timed : read.messages()) {
        Map<String, @Nullable Object> object = begin("osc", entry);
        object.put("source", datagram.sender());
        PlainOsc.describe(timed, object);
        objects.add(object);
      }
    } catch (OscFormatException e) {
      Map<String, @Nullable Object> object = begin("osc", entry);
      object.put("source", datagram.sender());
      object.put("problem", e.getMessage());
      object.put("bytes", HexFormat.of().formatHex(datagram.bytes()));
      objects.add(object);
    }
    return objects;
  }
}
