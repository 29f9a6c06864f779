package vj.bus.telemetry;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sends OSC to the configured targets and the live subscriptions, each over a socket of its own.
/// JavaOSC encodes, into buffers that are reused; everything else is ours. A sending thread never
/// waits: not for a receiver, not for the network, not for a name.
///
/// The thread `osc-targets` looks after targets that fail and after rate-limited values that are
/// due between frames; it sleeps while there are none.
public final class TelemetrySender implements Telemetry, AutoCloseable {

  /// Consoles, debuggers and monitors at one worker; more is a client gone wild.
  static final int MOST_SUBSCRIPTIONS = 64;

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final long FAR_NANOS = Duration.ofHours(1).toNanos();

  private final LongSupplier nanos;
  private final NameLookups lookups;
  private final long retryNanos;
  private final TargetSocket.Totals totals = new TargetSocket.Totals();

  /// Guards every change of what follows; sending threads only read `active`.
  private final Object lock = new Object();

  private List<Destination> configured = List.of();
  private final List<Destination> subscribed = new ArrayList<>();

  /// Those of them that no [#newcomer] has returned yet.
  private final Deque<Destination> newcomers = new ArrayDeque<>();

  private boolean closed;

  /// A new list for each change: templates see by its identity that their ways have changed.
  private volatile List<Destination> active = List.of();

  private volatile @Nullable Thread keeper;
  private volatile long wakeAtNanos;

  /// @param nanos a monotonic clock
  public TelemetrySender(LongSupplier nanos) {
    this(nanos, InetAddress::getByName, RETRY);
  }

  TelemetrySender(LongSupplier nanos, NameLookups.Resolver resolver, Duration retry) {
    this.nanos = nanos;
    this.lookups = new NameLookups(resolver);
    this.retryNanos = retry.toNanos();
  }

  /// Starts the thread `osc-targets`. Names are not looked up before.
  public void start() {
    synchronized (lock) {
      if (keeper == null && !closed) {
        keeper = Thread.ofPlatform().daemon().name("osc-targets").start(this::keep);
      }
    }
  }

  /// Replaces the configured targets. Unchanged ones keep their socket and their counters.
  public void targets(List<Target> targets) {
    synchronized (lock) {
      if (closed) {
        return;
      }
      List<Destination> before = configured;
      List<Destination> now = new ArrayList<>();
      for (Target target : new LinkedHashSet<>(targets)) {
        now.add(
            before.stream()
                .filter(destination -> destination.target().equals(target))
                .findFirst()
                .orElseGet(() -> opened(target)));
      }
      configured = List.copyOf(now);
      publish();
      before.stream().filter(one -> !now.contains(one)).forEach(one -> one.socket().close());
    }
    wake();
  }

  /// Sends what matches `patterns` (empty: everything), unprefixed, to `port` on this machine too,
  /// until the subscription is closed.
  ///
  /// @throws IOException if the port is none, or too many subscriptions are open
  public Subscription subscribe(int port, List<OscPattern> patterns) throws IOException {
    if (port < 1 || port > 65_535) {
      throw new IOException("port " + port + ", not 1..65535");
    }
    synchronized (lock) {
      if (closed) {
        throw new IOException("telemetry is closed");
      }
      if (subscribed.size() == MOST_SUBSCRIPTIONS) {
        throw new IOException(
            MOST_SUBSCRIPTIONS + " subscriptions are open, the most there can be");
      }
      Destination one = opened(Target.of("127.0.0.1", port, patterns));
      subscribed.add(one);
      newcomers.add(one);
      publish();
      return () -> unsubscribe(one);
    }
  }

  private void unsubscribe(Destination one) {
    synchronized (lock) {
      newcomers.remove(one);
      if (subscribed.remove(one)) {
        publish();
        one.socket().close();
      }
    }
  }

  private Destination opened(Target target) {
    TargetSocket socket = new TargetSocket(target, totals, nanos, this::wake);
    if (target.enabled()) {
      NameLookups.known(target.host()).ifPresent(socket::connect);
    } else {
      socket.close();
    }
    return new Destination(target, socket, nanos, this::wakeBy);
  }

  private void publish() {
    List<Destination> now = new ArrayList<>(configured);
    now.removeIf(destination -> !destination.target().enabled());
    now.addAll(subscribed);
    active = List.copyOf(now);
  }

  /// @throws IllegalArgumentException if address or type tags are not ones that can be sent
  @Override
  public OscTemplate template(String address, String typeTags) {
    return new WireTemplate(address, typeTags);
  }

  @Override
  public void send(OscTemplate message) {
    WireTemplate.ours(message).send(active);
  }

  @Override
  public void collect(OscTemplate message) {
    WireTemplate.ours(message).collect(active);
  }

  @Override
  public Optional<Telemetry> newcomer() {
    synchronized (lock) {
      return Optional.ofNullable(newcomers.poll()).map(one -> new Newcomer(List.of(one)));
    }
  }

  @Override
  public void endFrame() {
    List<Destination> now = active;
    for (int i = 0; i < now.size(); i++) {
      now.get(i).endFrame();
    }
  }

  /// Datagrams handed to the system, to all targets and subscriptions there ever were.
  public long sent() {
    return totals.sent().sum();
  }

  /// Datagrams given up.
  public long dropped() {
    return totals.dropped().sum();
  }

  /// Live subscriptions now.
  public int subscriptions() {
    synchronized (lock) {
      return subscribed.size();
    }
  }

  /// The configured targets, in their order.
  public List<TargetStatus> status() {
    synchronized (lock) {
      return configured.stream().map(destination -> destination.socket().status()).toList();
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      List<Destination> all = active;
      configured = List.of();
      subscribed.clear();
      newcomers.clear();
      publish();
      all.forEach(destination -> destination.socket().close());
      Thread running = keeper;
      if (running != null) {
        running.interrupt();
      }
    }
  }

  private void keep() {
    while (!Thread.currentThread().isInterrupted()) {
      wakeAtNanos = nanos.getAsLong() + FAR_NANOS; // until it is known better, anything wakes
      long wait = FAR_NANOS;
      for (Destination destination : active) {
        wait = Math.min(wait, Math.min(destination.sendDue(), revive(destination)));
      }
      wakeAtNanos = nanos.getAsLong() + wait;
      LockSupport.parkNanos(this, wait);
    }
  }

  /// @return nanoseconds until the next attempt; `Long.MAX_VALUE` if none is needed
  private long revive(Destination destination) {
    TargetSocket socket = destination.socket();
    if (!socket.failing()) {
      return Long.MAX_VALUE;
    }
    long remaining = socket.remainingToRetry(retryNanos);
    if (remaining > 0) {
      return remaining;
    }
    socket.trying();
    Optional<InetAddress> known = NameLookups.known(destination.target().host());
    if (known.isPresent()) {
      socket.connect(known.get());
    } else {
      lookups.start(destination.target(), socket);
    }
    return retryNanos;
  }

  private void wakeBy(long dueNanos) {
    if (dueNanos - wakeAtNanos < 0) {
      wake();
    }
  }

  private void wake() {
    LockSupport.unpark(keeper);
  }
}
