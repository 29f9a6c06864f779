package vj.workers.oscdebugger;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps count of what the kernel has thrown away at our sockets, those that are closed by now
/// included, and says so once for each socket. Turned by the main thread; anybody may ask.
final class KernelDrops {

  private static final Logger log = LoggerFactory.getLogger(KernelDrops.class);

  private static final long LOOK_NANOS = 1_000_000_000;

  private final Path procNet;
  private final Map<Inlet, Long> drops = new HashMap<>(); // the lock (this) protects all
  private long closed;
  private boolean known;
  private boolean looked;
  private long lookedAt;

  /// @param procNet `/proc/net`
  KernelDrops(Path procNet) {
    this.procNet = procNet;
  }

  /// Looks again if it is time to.
  synchronized void turn(List<Inlet> inlets, long nowNanos) {
    if (looked && nowNanos - lookedAt < LOOK_NANOS) {
      return;
    }
    looked = true;
    lookedAt = nowNanos;
    UdpTable table = UdpTable.read(procNet);
    for (Inlet inlet : inlets) {
      table.of(inlet.local()).ifPresent(count -> counted(inlet, count));
    }
    drops
        .keySet()
        .removeIf(inlet -> {
          boolean gone = !inlets.contains(inlet);
          closed += gone ? drops.getOrDefault(inlet, 0L) : 0;
          return gone;
        });
  }

  private void counted(Inlet inlet, long count) {
    known = true;
    Long before = drops.put(inlet, count);
    if (count > 0 && (before == null || before == 0)) {
      log.warn(
          "the kernel has thrown away {} datagrams {}: they came faster than they were read; a"
              + " larger receive buffer (net.core.rmem_max) helps, fewer busy programs too; further"
              + " ones are counted only",
          count,
          inlet.text());
    }
  }

  /// At one socket; empty where the kernel does not say.
  synchronized OptionalLong at(Inlet inlet) {
    Long count = drops.get(inlet);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /// At all sockets there were; empty where the kernel does not say.
  synchronized OptionalLong total() {
    long open = drops.values().stream().mapToLong(Long::longValue).sum();
    return known ? OptionalLong.of(closed + open) : OptionalLong.empty();
  }
}
