package vj.workers.lyrics.input;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.telemetry.OscReceiver;

/// All that tells the worker what plays: the monitors, by subscription at their control sockets,
/// and `/karaoke/track` and `/karaoke/pos` from anything else at a UDP port. Owned and turned by
/// the worker's main thread; what is heard goes to the [Inlet] from threads of its own.
public final class TrackInput implements AutoCloseable {

  /// The workers that say what plays.
  private static final List<WorkerName> MONITORS =
      List.of(WorkerName.SPOTIFY, WorkerName.VIRTUALDJ);

  /// Between two tries for a port that another program holds.
  private static final long RETRY_NANOS = 5_000_000_000L;

  private final TrackMessages messages;
  private final OscReceiver subscriptions;
  private final List<MonitorFeed> monitors;
  private Optional<OscReceiver> open = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private int port;
  private boolean pending;
  private long nextTry;

  private TrackInput(TrackMessages messages, OscReceiver subscriptions, List<MonitorFeed> feeds) {
    this.messages = messages;
    this.subscriptions = subscriptions;
    this.monitors = feeds;
  }

  /// Begins to listen to the monitors.
  ///
  /// @throws IOException if this machine has no loopback port left, or no room for a socket's path
  public static TrackInput open(SocketDirectory directory, Inlet inlet) throws IOException {
    var messages = new TrackMessages(inlet);
    OscReceiver subscriptions = receiver(0, messages);
    subscriptions.start();
    List<MonitorFeed> feeds = new ArrayList<>();
    for (WorkerName monitor : MONITORS) {
      String name = monitor.busName();
      feeds.add(new MonitorFeed(name, directory.socket(name), subscriptions.port(), inlet));
    }
    feeds.forEach(MonitorFeed::start);
    return new TrackInput(messages, subscriptions, List.copyOf(feeds));
  }

  private static OscReceiver receiver(int port, TrackMessages messages) {
    return new OscReceiver(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        (message, _, _, receivedNanos) -> messages.received(message, receivedNanos));
  }

  /// Listens at `wanted` from here on; 0: at no port.
  public void port(int wanted) {
    if (wanted == port) {
      return;
    }
    open.ifPresent(OscReceiver::close);
    open = Optional.empty();
    trouble = Optional.empty();
    port = wanted;
    pending = wanted != 0;
    nextTry = Long.MIN_VALUE;
  }

  /// Opens the port when it is time to. Does not wait.
  public void turn(long nowNanos) {
    if (!pending || (nextTry != Long.MIN_VALUE && nowNanos - nextTry < 0)) {
      return;
    }
    OscReceiver receiver = receiver(port, messages);
    try {
      receiver.start();
      open = Optional.of(receiver);
      trouble = Optional.empty();
      pending = false;
    } catch (IOException e) {
      trouble = Optional.of("input_port %d: %s".formatted(port, e.getMessage()));
      nextTry = nowNanos + RETRY_NANOS;
    }
  }

  /// Why the port is not heard, if it should be.
  public Optional<String> trouble() {
    return trouble;
  }

  /// How many monitors are there.
  public int monitors() {
    return (int) monitors.stream().filter(MonitorFeed::connected).count();
  }

  @Override
  public void close() {
    monitors.forEach(MonitorFeed::close);
    open.ifPresent(OscReceiver::close);
    subscriptions.close();
  }
}
