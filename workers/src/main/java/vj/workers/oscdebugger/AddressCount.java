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

  /// Arguments of which something is kept; our own messages have 32 at most.
  static final int MOST_ARGUMENTS = 32;

  /// Characters of a text, or bytes of a blob, that are kept.
  private static final int LONGEST_TEXT = 256;

  private final Rate rate = new Rate();
  private long count;
  private long lastNanos;
  private @Nullable Sender sender;
  private String types = "";
  private List<@Nullable Object> arguments = List.of();
  private double[] least = {};
  private double[] most = {};

  void count(OscMessage message, Sender from, long nanos) {
    count++;
    rate.count(nanos);
    lastNanos = nanos;
    sender = from;
    types = cut(message.typeTags());
    List<@Nullable Object> all = message.arguments();
    int kept = Math.min(all.size(), MOST_ARGUMENTS);
    if (kept > least.length) {
      least = grown(least, kept);
      most = grown(most, kept);
    }
    boolean whole = kept == all.size();
    for (int i = 0; i < kept; i++) {
      whole &= bound(all.get(i), i);
    }
    arguments = whole ? all : shortened(all.subList(0, kept));
  }

  private static double[] grown(double[] old, int length) {
    double[] grown = Arrays.copyOf(old, length);
    Arrays.fill(grown, old.length, length, Double.NaN);
    return grown;
  }

  /// Widens the range of a number.
  ///
  /// @return whether the argument is small enough to be kept as it is
  private boolean bound(@Nullable Object argument, int index) {
    if (argument instanceof Number number && !Double.isNaN(number.doubleValue())) {
      double value = number.doubleValue();
      least[index] = least[index] <= value ? least[index] : value; // not Math.min: NaN is no bound
      most[index] = most[index] >= value ? most[index] : value;
    }
    return switch (argument) {
      case String text -> text.length() <= LONGEST_TEXT;
      case byte[] blob -> blob.length <= LONGEST_TEXT;
      case List<?> _ -> false;
      case null, default -> true;
    };
  }

  private static List<@Nullable Object> shortened(List<@Nullable Object> all) {
    List<@Nullable Object> shortened = new ArrayList<>(all.size());
    for (Object argument : all) {
      shortened.add(
          switch (argument) {
            case String text -> cut(text);
            case byte[] blob -> Arrays.copyOf(blob, Math.min(blob.length, LONGEST_TEXT));
            case List<?> list -> "[%d]".formatted(list.size());
            case null, default -> argument;
          });
    }
    return shortened;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
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
    line.put("args", PlainOsc.arguments(arguments));
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
