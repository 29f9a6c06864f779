package vj.workers.oscdebugger.take;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a take is known by.
///
/// @param recorded when it began; the epoch where its file cannot be read
/// @param seconds how long it is
/// @param bytes of its file
/// @param complete whether it was ended in order and nothing of it is damaged
record Take(
    TakeName name, Instant recorded, double seconds, long datagrams, long bytes, boolean complete) {

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name.text());
    fields.put("recorded", recorded.toString());
    fields.put("seconds", rounded(seconds));
    fields.put("datagrams", datagrams);
    fields.put("bytes", bytes);
    fields.put("complete", complete);
    return fields;
  }

  /// To milliseconds, for people.
  static double rounded(double seconds) {
    return Math.rint(seconds * 1000) / 1000;
  }
}
