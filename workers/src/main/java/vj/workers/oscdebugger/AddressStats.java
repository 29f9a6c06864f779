package vj.workers.oscdebugger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscDatagram;
import vj.bus.telemetry.OscMessage;

/// What was seen of each address. One thread counts, any may ask; nobody waits for long.
///
/// Bounded, since anybody may send: by addresses, and by what is kept of each.
final class AddressStats {

  /// More than any set of programs on a stage uses; further ones are counted together.
  static final int MOST_ADDRESSES = 4096;

  /// Characters; what is longer counts as one of the further ones.
  static final int LONGEST_ADDRESS = 255;

  /// Bytes of the heap for the texts among all last arguments: what a stage sends takes some
  /// hundred kilobytes, and a flood of long ones must fit a heap of 24 MB.
  static final int TEXT_BYTES = 2 << 20;

  private final Map<String, AddressCount> counts = new HashMap<>(); // the lock (this) protects all
  private long messages;
  private long discarded;
  private long others;
  private int textBytes;
  private final Rate rate = new Rate();

  synchronized void count(OscDatagram datagram, Sender sender, long nanos) {
    discarded += datagram.discarded();
    for (OscDatagram.Timed timed : datagram.messages()) {
      messages++;
      rate.count(nanos);
      AddressCount count = of(timed.message().address());
      if (count == null) {
        others++;
      } else {
        textBytes -= count.textBytes();
        count.count(timed.message(), sender, nanos, TEXT_BYTES - textBytes);
        textBytes += count.textBytes();
      }
    }
  }

  private @Nullable AddressCount of(String address) {
    AddressCount count = counts.get(address);
    if (count == null && counts.size() < MOST_ADDRESSES && address.length() <= LONGEST_ADDRESS) {
      count = new AddressCount();
      counts.put(address, count);
    }
    return count;
  }

  synchronized void clear() {
    counts.clear();
    messages = 0;
    discarded = 0;
    others = 0;
    textBytes = 0;
  }

  /// Messages since the start, or since the last [#clear].
  synchronized long messages() {
    return messages;
  }

  /// Messages left out because of a type tag that is not known.
  synchronized long discarded() {
    return discarded;
  }

  /// Messages of addresses that have no line of their own.
  synchronized long others() {
    return others;
  }

  /// Messages in a second, lately.
  synchronized double rate(long nowNanos) {
    return rate.at(nowNanos);
  }

  synchronized int addresses() {
    return counts.size();
  }

  /// The addresses that `filter` takes, in their order.
  List<String> addresses(Filter filter) {
    List<String> all;
    synchronized (this) {
      all = new ArrayList<>(counts.keySet());
    }
    all.removeIf(address -> !filter.takes(new OscMessage(address, "", List.of())));
    all.sort(Comparator.naturalOrder());
    return all;
  }

  /// What is known of one; empty if it was forgotten.
  synchronized Map<String, @Nullable Object> line(String address, long nowNanos) {
    AddressCount count = counts.get(address);
    return count == null ? Map.of() : count.line(address, nowNanos);
  }
}
