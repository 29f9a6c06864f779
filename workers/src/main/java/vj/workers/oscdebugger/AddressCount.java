package vj.workers.oscdebugger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.PlainOsc;

/// What was seen of one address. One thread at a time.
final class AddressCount {

  private final Rate rate = new Rate();
  private long count;
  private long lastNanos;
  private @Nullable Sender sender;
  private String types = "";
  private LastArguments arguments = LastArguments.NONE;
  private double[] least = {};
  private double[] most = {};

  /// @param room bytes that the texts among the last arguments may take
  void count(OscMessage message, Sender from, long nanos, int room) {
    count++;
    rate.count(nanos);
    lastNanos = nanos;
    sender = from;
    types = LastArguments.shortened(message.typeTags());
    List<@Nullable Object> all = message.arguments();
    int kept = Math.min(all.size(), LastArguments.MOST);
    if (kept > least.length) {
      least = grown(least, kept);
      most = grown(most, kept);
    }
    for (int i = 0; i < kept; i++) {
      bound(all.get(i), i);
    }
    arguments = LastArguments.of(all, room);
  }

  /// Bytes that the texts among the last arguments take.
  int textBytes() {
    return arguments.textBytes();
  }

  private static double[] grown(double[] old, int length) {
    double[] grown = Arrays.copyOf(old, length);
    Arrays.fill(grown, old.length, length, Double.NaN);
    return grown;
  }

  /// Widens the range of a number.
  private void bound(@Nullable Object argument, int index) {
    if (argument instanceof Number number && !Double.isNaN(number.doubleValue())) {
      double value = number.doubleValue();
      least[index] = least[index] <= value ? least[index] : value; // not Math.min: NaN is no bound
      most[index] = most[index] >= value ? most[index] : value;
    }
  }

  /// For `get_stats`.
  Map<String, @Nullable Object> line(String address, long nowNanos) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("address", address);
    line.put("count", count);
    line.put("rate", Math.rint(rate.at(nowNanos) * 10) / 10);
    line.put("age_sec", Math.max(0, nowNanos - lastNanos) / 1e9);
    line.put("source", sender == null ? "" : sender.text());
    line.put("types", types);
    line.put("args", PlainOsc.arguments(arguments.values()));
    line.put("args_cut", arguments.cut());
    line.put("min", bounds(least));
    line.put("max", bounds(most));
    return line;
  }

  /// `null` for what is no number.
  private static List<@Nullable Object> bounds(double[] values) {
    List<@Nullable Object> bounds = new ArrayList<>(values.length);
    for (double value : values) {
      bounds.add(Double.isNaN(value) ? null : PlainOsc.argument(value));
    }
    return bounds;
  }
}
