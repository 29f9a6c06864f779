package vj.workers.oscdebugger;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/// One UDP socket on which OSC comes in.
///
/// The thread of [Intake] reads it.
final class Inlet {

  /// Bytes that the kernel is asked to keep while nobody reads: half a second at 20 000 messages/s.
  static final int WANTED_BUFFER = 4 << 20;

  private final String worker;
  private final DatagramChannel channel;
  private final InetSocketAddress local;
  private final int granted;
  private @Nullable Sender last; // only the reading thread touches it

  private Inlet(String worker, DatagramChannel channel) throws IOException {
    this.worker = worker;
    this.channel = channel;
    this.local = (InetSocketAddress) channel.getLocalAddress();
    this.granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
  }

  /// @param worker whose socket it is; empty for one where anybody may send
  /// @param channel new; closed here if it cannot be used
  static Inlet bind(String worker, DatagramChannel channel, InetSocketAddress to)
      throws IOException {
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, WANTED_BUFFER);
      channel.configureBlocking(false);
      channel.bind(to);
      return new Inlet(worker, channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  String worker() {
    return worker;
  }

  DatagramChannel channel() {
    return channel;
  }

  int port() {
    return local.getPort();
  }

  /// Bytes of the receive buffer, at most [#WANTED_BUFFER]. Linux gives no more than
  /// `net.core.rmem_max`, without saying so.
  int granted() {
    return granted;
  }

  /// The same object as long as the datagrams come from the same address.
  Sender sender(InetSocketAddress address) {
    Sender sender = last;
    if (sender == null || !sender.address().equals(address)) {
      sender = new Sender(worker, address);
      last = sender;
    }
    return sender;
  }

  /// For people: how long nobody may read before something is lost, and what helps.
  String bufferText() {
    return granted >= WANTED_BUFFER
        ? "receive buffers of %d bytes, as asked for".formatted(granted)
        : "receive buffers of %d bytes instead of the %d asked for; to have them, as root: sysctl -w net.core.rmem_max=%d (in /etc/sysctl.d to keep it)"
            .formatted(granted, WANTED_BUFFER, WANTED_BUFFER);
  }

  InetSocketAddress local() {
    return local;
  }

  /// For people: from whom, and where.
  String text() {
    return worker.isEmpty()
        ? "on UDP port %d".formatted(port())
        : "from %s (UDP port %d)".formatted(worker, port());
  }
}
