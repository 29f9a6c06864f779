package vj.bus.telemetry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.OscMessage.TimeTag;

/// Receives OSC over UDP on a thread of its own, which nothing that arrives can end: malformed
/// datagrams are counted and warned about once for each sender, and a handler that throws loses its
/// message only.
public final class OscReceiver implements AutoCloseable {

  /// Takes what arrives, on the receiver's thread: while it works, datagrams wait in the kernel.
  @FunctionalInterface
  public interface Handler {
    void received(
        OscMessage message, InetSocketAddress sender, TimeTag timeTag, long receivedNanos);
  }

  private static final Logger LOG = LoggerFactory.getLogger(OscReceiver.class);

  /// No UDP datagram is longer.
  private static final int LONGEST_DATAGRAM = 65_535;

  /// Enough for a second of a flood while the thread does not run; the kernel may give less.
  private static final int RECEIVE_BUFFER = 4 << 20;

  /// After an error of the socket itself, so that a lasting one does not spin.
  private static final long PAUSE_AFTER_ERROR_NANOS = Duration.ofMillis(100).toNanos();

  private final InetSocketAddress bind;
  private final LongSupplier nanos;
  private final Handler handler;
  private final MalformedSenders malformed = new MalformedSenders();
  private final LongAdder received = new LongAdder();
  private final LongAdder discarded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile @Nullable DatagramChannel channel;

  /// @param bind port 0 lets the system choose, see [#port]
  /// @param nanos the clock of `receivedNanos`
  public OscReceiver(InetSocketAddress bind, LongSupplier nanos, Handler handler) {
    this.bind = bind;
    this.nanos = nanos;
    this.handler = handler;
  }

  public OscReceiver(InetSocketAddress bind, Handler handler) {
    this(bind, System::nanoTime, handler);
  }

  /// Binds and starts the thread `osc-in PORT`.
  ///
  /// @throws IOException naming the address, for example when another program holds the port
  public void start() throws IOException {
    DatagramChannel opened = DatagramChannel.open();
    try {
      opened.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      opened.bind(bind);
    } catch (IOException e) {
      opened.close();
      throw new IOException("cannot receive OSC on " + bind + ": " + e.getMessage(), e);
    }
    channel = opened;
    Thread.ofPlatform().daemon().name("osc-in " + port()).start(() -> receiveFrom(opened));
  }

  /// The port it is bound to.
  public int port() {
    DatagramChannel open = channel;
    return open == null ? bind.getPort() : open.socket().getLocalPort();
  }

  /// Messages handed to the handler.
  public long received() {
    return received.sum();
  }

  /// Datagrams that were not OSC.
  public long malformed() {
    return malformed.total();
  }

  /// Malformed datagrams by sender, for the first of them.
  public Map<InetAddress, Long> malformedBySender() {
    return malformed.bySender();
  }

  /// Messages left out because of an unknown type tag.
  public long discarded() {
    return discarded.sum();
  }

  /// Messages at which the handler threw.
  public long failed() {
    return failed.sum();
  }

  @Override
  public void close() {
    DatagramChannel open = channel;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      LOG.debug("closing the socket on {}: {}", bind, e.getMessage());
    }
  }

  private void receiveFrom(DatagramChannel open) {
    ByteBuffer datagram = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
    String warnedOf = "";
    while (open.isOpen()) {
      try {
        if (open.receive(datagram.clear()) instanceof InetSocketAddress sender) {
          take(datagram.flip(), sender, nanos.getAsLong());
        }
      } catch (ClosedChannelException closed) {
        return; // our own close(), or an interrupt
      } catch (IOException e) {
        String problem = String.valueOf(e.getMessage());
        if (!problem.equals(warnedOf)) {
          LOG.warn("receiving OSC on {}: {}", bind, problem);
          warnedOf = problem;
        }
        LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
      }
    }
  }

  private void take(ByteBuffer datagram, InetSocketAddress sender, long receivedNanos) {
    OscDatagram read;
    try {
      read = OscReader.read(datagram);
    } catch (OscFormatException e) {
      malformed.count(sender.getAddress(), e);
      return;
    }
    discarded.add(read.discarded());
    for (Timed timed : read.messages()) {
      hand(timed, sender, receivedNanos);
    }
  }

  /// A bug in a handler must not end the thread: the next message may be the one the show needs.
  private void hand(Timed timed, InetSocketAddress sender, long receivedNanos) {
    try {
      handler.received(timed.message(), sender, timed.timeTag(), receivedNanos);
      received.increment();
    } catch (RuntimeException bug) {
      failed.increment();
      if (failed.sum() == 1) {
        LOG.error("the handler failed at {} from {}", timed.message(), sender, bug);
      }
    }
  }
}
