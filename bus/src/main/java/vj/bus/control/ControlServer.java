package vj.bus.control;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.newsclub.net.unix.AFUNIXSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A worker's control socket: takes connections of its own user, hands their commands to a handler
/// and their answers back, and sends heartbeats.
///
/// Every connection has its own threads, so that none waits for another: `WORKER-client-N-read` and
/// `-write`, and `-slow` while slow commands run. `WORKER-accept` and `WORKER-heartbeats` are the
/// server's own. Nothing that arrives ends any of them. Used once: start, then close.
public final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  /// How long close() waits for answers under way, and after that for threads it has cut off.
  private static final Duration CLOSING = Duration.ofMillis(500);

  private final Service service;
  private final UserId user = UserId.own();
  private final Refusals refusals;
  private final Listener listener;
  private final Heartbeats heartbeats;
  private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();

  private final ClientConnection.Owner owner =
      new ClientConnection.Owner() {
        @Override
        public void ended(ClientConnection connection) {
          connections.remove(connection);
        }

        @Override
        public void beatsSooner() {
          heartbeats.look();
        }
      };

  // on the listener's thread only
  private long accepted;
  private boolean strangerSeen;
  private boolean fullSeen;

  /// @param claim whose socket is served; stays the caller's to close
  public ControlServer(SocketClaim claim, CommandHandler handler, HeartbeatSource heartbeats) {
    this(
        claim,
        heartbeats,
        new Service(claim.stem(), handler, ServerLimits.DEFAULT, System::nanoTime));
  }

  ControlServer(SocketClaim claim, HeartbeatSource source, Service service) {
    LongSupplier nanos = service.nanos();
    this.service = service;
    this.refusals = new Refusals(service.worker() + "-refused");
    this.listener = new Listener(claim, service.limits().check(), this::admit);
    this.heartbeats = new Heartbeats(service.worker() + "-heartbeats", source, nanos, connections);
  }

  /// Binds the socket and serves it from here on.
  public void start() throws IOException {
    listener.start();
    heartbeats.start();
  }

  /// Takes effect at once, for connections that are open as well. 5 s unless set.
  public void heartbeatInterval(Duration interval) {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("heartbeat interval must be positive: " + interval);
    }
    heartbeats.interval(interval);
  }

  int connections() {
    return connections.size();
  }

  private void admit(AFUNIXSocket socket) {
    try {
      UserId peer = new UserId(socket.getPeerCredentials().getUid());
      if (!peer.equals(user)) {
        warnOnceOfStranger(peer);
        refusals.refuse(socket, "only uid %s may speak here, not uid %s".formatted(user, peer));
      } else if (connections.size() >= service.limits().clients()) {
        warnOnceOfCrowd();
        refusals.refuse(socket, service.limits().clients() + " connections are open already");
      } else {
        fullSeen = false;
        serve(socket);
      }
    } catch (IOException e) {
      LOG.debug("a client left before it was admitted: {}", e.toString());
      close(socket);
    }
  }

  private void serve(AFUNIXSocket socket) {
    accepted++;
    String name = "%s-client-%d".formatted(service.worker(), accepted);
    ClientConnection connection = new ClientConnection(name, socket, service, owner);
    connections.add(connection);
    connection.start();
  }

  private static void close(AFUNIXSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("cannot close a socket: {}", e.toString());
    }
  }

  private void warnOnceOfStranger(UserId peer) {
    if (!strangerSeen) {
      strangerSeen = true;
      LOG.warn("uid {} was refused: only uid {} may speak here", peer, user);
    }
  }

  private void warnOnceOfCrowd() {
    if (!fullSeen) {
      fullSeen = true;
      LOG.warn("a client was refused: {} connections are open", connections.size());
    }
  }

  /// Stops accepting, removes the socket file if it is ours, lets answers under way leave for half
  /// a second and cuts off the rest. Waits for its threads, at most 2 s in all.
  @Override
  public void close() {
    listener.close();
    heartbeats.close();
    connections.forEach(ClientConnection::hangUp);
    try {
      listener.join(CLOSING);
      if (!allEnded()) {
        connections.forEach(ClientConnection::abort);
        if (!allEnded()) {
          LOG.warn("still busy at the end: {}", connections);
        }
      }
    } catch (InterruptedException e) {
      connections.forEach(ClientConnection::abort);
      Thread.currentThread().interrupt();
    }
  }

  private boolean allEnded() throws InterruptedException {
    long end = System.nanoTime() + CLOSING.toNanos();
    for (ClientConnection connection : connections) {
      if (!connection.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }
}
