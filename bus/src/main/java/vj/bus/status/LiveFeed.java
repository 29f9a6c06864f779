package vj.bus.status;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ControlClient;
import vj.bus.control.Message;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.SocketDirectory;

/// Keeps a live subscription at every running worker: their OSC comes to UDP ports of ours and
/// their heartbeats to a listener, for as long as the feed is open. Workers that come back are
/// subscribed to again.
///
/// It owns its connections and the thread `subscriptions`, on which the listener is called.
public final class LiveFeed implements AutoCloseable {

  /// How long a worker that has come back may go unnoticed.
  private static final Duration SCAN_INTERVAL = Duration.ofMillis(250);

  private static final Duration ANSWER_LIMIT = Duration.ofMillis(500);

  /// A worker that did not answer, or ended at once, is not asked again sooner: each attempt may
  /// take as long as an answer may, and the others wait meanwhile.
  private static final Duration RETRY = Duration.ofSeconds(2);

  /// More than one second's heartbeats at the fastest pace; what a worker sends beyond it waits.
  private static final int TURN_MESSAGES = 100;

  /// `next` with no wait at all would be no limit at all.
  private static final Duration GLANCE = Duration.ofMillis(1);

  /// What happens to the feed.
  public interface Listener {
    void subscribed(String worker);

    /// It ended.
    void gone(String worker, String why);

    /// Somebody holds its socket, but it could not be subscribed to. Said once; [#subscribed] or
    /// [#gone] follows.
    default void refused(String worker, String why) {
      gone(worker, why);
    }

    /// @param heartbeat whose `worker` is the socket's name, whatever the worker calls itself
    void heard(Heartbeat heartbeat);
  }

  /// What is asked of each worker. Called on the feed's thread.
  @FunctionalInterface
  public interface Wish {

    /// The fields of `subscribe` for `worker`, a bus name; empty: that one is left alone.
    Optional<Map<String, Object>> of(String worker);

    /// Heartbeats, and OSC to one port for all.
    ///
    /// @param port our own, on loopback
    /// @param patterns OSC address patterns; empty for everything
    static Wish osc(int port, List<String> patterns) {
      Map<String, Object> fields =
          Map.of("topics", List.of("heartbeat", "osc"), "port", (long) port, "patterns", patterns);
      return _ -> Optional.of(fields);
    }
  }

  private final SocketDirectory directory;
  private final Wish wish;
  private final Listener listener;
  private final Thread thread = new Thread(this::run, "subscriptions");

  // Only the thread above touches these.
  private final Map<String, ControlClient> clients = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, Long> tried = new HashMap<>();

  /// A worker that is stopped, and whose backlog is full, holds up whoever connects for as long as
  /// it is stopped; no limit bounds that. So each connection is made on a thread of its own, one
  /// for each worker at a time.
  private final Map<String, FutureTask<ControlClient>> connecting = new HashMap<>();

  public LiveFeed(SocketDirectory directory, Wish wish, Listener listener) {
    this.directory = directory;
    this.wish = wish;
    this.listener = listener;
  }

  public void start() {
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(ANSWER_LIMIT.multipliedBy(2).toMillis()); // not by a Duration: it may not run
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        listen();
        find();
        TimeUnit.MILLISECONDS.sleep(SCAN_INTERVAL.toMillis());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      clients.values().forEach(ControlClient::close);
    }
  }

  private void find() {
    List<Path> sockets;
    try {
      sockets = directory.sockets();
    } catch (IOException _) {
      return; // it may come yet
    }
    Set<String> present = new HashSet<>();
    for (Path socket : sockets) {
      String worker = SocketDirectory.stem(socket);
      present.add(worker);
      if (!clients.containsKey(worker) && !triedLately(worker)) {
        wish.of(worker).ifPresent(fields -> subscribe(worker, socket, fields));
      }
    }
    tried.keySet().retainAll(present);
    List.copyOf(refused).stream().filter(name -> !present.contains(name)).forEach(this::vanished);
  }

  private boolean triedLately(String worker) {
    Long nanos = tried.get(worker);
    return nanos != null && System.nanoTime() - nanos < RETRY.toNanos();
  }

  private void vanished(String worker) {
    if (refused.remove(worker)) {
      listener.gone(worker, "it ended");
    }
  }

  private void subscribe(String worker, Path socket, Map<String, Object> fields) {
    Optional<ControlClient> connected = connected(worker, socket);
    if (connected.isEmpty()) {
      return;
    }
    ControlClient client = connected.get();
    tried.put(worker, System.nanoTime());
    try {
      Ack answer = client.ask("subscribe", fields, ANSWER_LIMIT);
      if (answer.success()) {
        clients.put(worker, client);
        refused.remove(worker);
        listener.subscribed(worker);
        listener.heard(first(worker, SocketProbe.data(answer)));
        return;
      }
      refuse(worker, String.valueOf(answer.message()));
    } catch (IOException e) {
      refuse(worker, FaultText.of(e));
    }
    client.close();
  }

  private Optional<ControlClient> connected(String worker, Path socket) {
    FutureTask<ControlClient> task =
        connecting.computeIfAbsent(worker, _ -> begin("connect-" + worker, socket));
    try {
      ControlClient client = task.get(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      connecting.remove(worker);
      return Optional.of(client);
    } catch (ExecutionException _) {
      connecting.remove(worker);
      vanished(worker); // a stale socket: its worker is down or starting
    } catch (TimeoutException _) {
      tried.put(worker, System.nanoTime());
      refuse(worker, "takes no connection: stopped or hung");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private FutureTask<ControlClient> begin(String name, Path socket) {
    FutureTask<ControlClient> task =
        new FutureTask<>(() -> {
          ControlClient client = ControlClient.listen(socket);
          if (!thread.isAlive()) {
            client.close(); // nobody waits for it any more
          }
          return client;
        });
    Thread.ofPlatform().daemon().name(name).start(task);
    return task;
  }

  /// The answer to `subscribe` holds what a heartbeat would.
  private static Heartbeat first(String worker, Map<String, @Nullable Object> data) {
    return new Heartbeat(
        worker,
        data.get("pid") instanceof Number pid ? pid.longValue() : 0,
        data.get("uptime_sec") instanceof Number uptime ? uptime.doubleValue() : 0,
        SocketProbe.object(data.get("stats")));
  }

  /// Said once, tried on.
  private void refuse(String worker, String why) {
    if (refused.add(worker)) {
      listener.refused(worker, why);
    }
  }

  private void listen() {
    for (Iterator<Map.Entry<String, ControlClient>> each = clients.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<String, ControlClient> entry = each.next();
      try {
        hear(entry.getKey(), entry.getValue());
      } catch (IOException e) {
        entry.getValue().close();
        each.remove();
        listener.gone(entry.getKey(), e instanceof EOFException ? "it ended" : FaultText.of(e));
      }
    }
  }

  private void hear(String worker, ControlClient client) throws IOException {
    for (int turn = 0; turn < TURN_MESSAGES; turn++) {
      Optional<Message> next = client.next(GLANCE);
      if (next.isEmpty()) {
        return;
      }
      if (next.get() instanceof Heartbeat(_, var pid, var uptimeSec, var stats)) {
        listener.heard(new Heartbeat(worker, pid, uptimeSec, stats));
      }
    }
  }
}
