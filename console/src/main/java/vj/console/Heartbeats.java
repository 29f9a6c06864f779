package vj.console;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.WorkerName;
import vj.bus.status.LiveFeed;

/// The latest heartbeat of each worker that we are connected to, and when it came. Fed on the
/// feed's thread, read on any.
final class Heartbeats implements LiveFeed.Listener {

  /// @param nanos when it came, on the clock of this map
  record Heard(Heartbeat heartbeat, long nanos) {}

  private final LongSupplier nanos;
  private final Map<String, Heard> latest = new ConcurrentSkipListMap<>();

  Heartbeats(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// In the order in which workers are listed everywhere; strangers come last.
  List<Heard> all() {
    return latest.values().stream().sorted(Comparator.comparingInt(Heartbeats::rank)).toList();
  }

  private static int rank(Heard heard) {
    return WorkerName.of(heard.heartbeat().worker())
        .map(WorkerName::ordinal)
        .orElse(Integer.MAX_VALUE);
  }

  /// Empty while there is no connection to it.
  Optional<Heard> of(WorkerName name) {
    return Optional.ofNullable(latest.get(name.busName()));
  }

  @Override
  public void subscribed(String worker) {}

  @Override
  public void gone(String worker, String why) {
    latest.remove(worker);
  }

  @Override
  public void heard(Heartbeat heartbeat) {
    latest.put(heartbeat.worker(), new Heard(heartbeat, nanos.getAsLong()));
  }
}
