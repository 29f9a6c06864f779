package vj.workers.oscdebugger.take;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/// A receiver that keeps what comes, and when.
final class Arrivals implements AutoCloseable {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Arrival(byte[] bytes, long nanos) {}

  private final DatagramChannel channel;
  private final List<Arrival> arrived = new CopyOnWriteArrayList<>();

  Arrivals() throws IOException {
    channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
    channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    Thread.ofPlatform().daemon().name("arrivals").start(this::receive);
  }

  private void receive() {
    ByteBuffer datagram = ByteBuffer.allocate(65_535);
    try {
      while (true) {
        channel.receive(datagram.clear());
        long nanos = System.nanoTime();
        byte[] bytes = new byte[datagram.flip().remaining()];
        datagram.get(bytes);
        arrived.add(new Arrival(bytes, nanos));
      }
    } catch (ClosedChannelException closed) {
      return; // our own close()
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return channel.socket().getLocalPort();
  }

  /// Waits until so many are there.
  List<byte[]> await(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> arrived.size() >= count);
    return arrived.stream().map(Arrival::bytes).toList();
  }

  List<Long> times() {
    return arrived.stream().map(Arrival::nanos).toList();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
