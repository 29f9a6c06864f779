package vj.bus.telemetry;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who sends datagrams that are not OSC, and how many: warns once for each sender. Senders beyond
/// the first [#MOST_SENDERS] are counted together, so forged addresses fill neither the memory nor
/// the log. Ports are ignored: many programs take a new one for each datagram.
public final class MalformedSenders {

  /// More than stand on any stage.
  static final int MOST_SENDERS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(MalformedSenders.class);

  private final Map<InetAddress, Long> bySender = new HashMap<>();
  private long total;

  public synchronized void count(InetAddress sender, OscFormatException problem) {
    total++;
    if (bySender.containsKey(sender)) {
      bySender.merge(sender, 1L, Long::sum);
    } else if (bySender.size() < MOST_SENDERS) {
      bySender.put(sender, 1L);
      LOG.warn(
          "{} sends what is not OSC ({}); further ones from there are counted only",
          sender.getHostAddress(),
          problem.getMessage());
    }
  }

  public synchronized long total() {
    return total;
  }

  public synchronized Map<InetAddress, Long> bySender() {
    return Map.copyOf(bySender);
  }
}
