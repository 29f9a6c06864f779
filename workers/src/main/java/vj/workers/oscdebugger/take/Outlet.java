package vj.workers.oscdebugger.take;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.telemetry.ConnectedChannel;
import vj.bus.telemetry.Target;

/// The socket to one receiver of a replay. Sends bytes as they are, never waits, and survives what
/// the network and the receiver do. [#write] is called by one thread; any may close.
final class Outlet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

  private final String host;
  private final int port;
  private final CountDownLatch looked = new CountDownLatch(1);
  private final Set<String> warnedOf = new HashSet<>();
  private volatile @Nullable DatagramChannel channel;

  // Guarded by this.
  private boolean closed;

  Outlet(Target target) {
    this.host = target.host();
    this.port = target.port();
  }

  /// `host:port`.
  String text() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /// Opens the socket: at once for an address, from a thread of its own for a name, since a lookup
  /// takes as long as the system's resolver likes.
  void open() {
    try {
      connect(host.equals("localhost") ? loopback() : InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException aName) {
      Thread.ofPlatform().daemon().name("replay-resolve " + host).start(this::lookUp);
    }
  }

  private static InetAddress loopback() {
    return InetAddress.ofLiteral("127.0.0.1");
  }

  private void lookUp() {
    try {
      connect(InetAddress.getByName(host));
    } catch (UnknownHostException _) {
      warn("no address for this name");
      looked.countDown();
    }
  }

  private void connect(InetAddress address) {
    try {
      keep(ConnectedChannel.to(new InetSocketAddress(address, port)));
    } catch (IOException | UnsupportedOperationException | UnsupportedAddressTypeException e) {
      warn(String.valueOf(e.getMessage()));
    } finally {
      looked.countDown();
    }
  }

  private synchronized void keep(DatagramChannel opened) throws IOException {
    if (closed) {
      opened.close();
    } else {
      channel = opened;
    }
  }

  /// Waits until it is known whether the target has an address, or the time is over.
  ///
  /// @param nanos at most
  void await(long nanos) throws InterruptedException {
    if (!looked.await(nanos, TimeUnit.NANOSECONDS)) {
      LOG.warn("replay to {}: its name is still being looked up", text());
    }
  }

  /// @param datagram sent from 0 to its limit
  /// @return false if the system did not take it
  boolean write(ByteBuffer datagram) {
    DatagramChannel open = channel;
    if (open == null) {
      return false;
    }
    try {
      boolean taken = attempt(open, datagram);
      return taken || attempt(open, datagram);
    } catch (IOException e) {
      warn(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private boolean attempt(DatagramChannel open, ByteBuffer datagram) throws IOException {
    int length = datagram.rewind().remaining();
    try {
      return open.write(datagram) == length && !datagram.hasRemaining();
    } catch (PortUnreachableException _) {
      // The answer to an earlier datagram; the kernel has not taken this one.
      warn("nobody listens there");
      return false;
    }
  }

  /// Once for each cause.
  private synchronized void warn(String why) {
    if (!closed && warnedOf.add(why)) {
      LOG.warn("replay to {}: {}; playing on", text(), why);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    DatagramChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("closing the socket to {}: {}", text(), e.getMessage());
      }
    }
  }
}
