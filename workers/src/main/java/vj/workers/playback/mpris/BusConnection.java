package vj.workers.playback.mpris;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.messages.Message;

/// A connection to a message bus: messages go out and come in, and nothing waits longer than it is
/// told to. Belongs to one thread, which an interrupt takes out of any wait.
final class BusConnection implements Closeable {

  /// A bus that takes longer to answer, or to take a message, has stopped.
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /// All of the handshake at once. Without a user id: the bus takes it from the socket, and is
  /// right also in a sandbox with other ids (user namespaces).
  private static final String HANDSHAKE = "\0AUTH EXTERNAL\r\nDATA\r\nBEGIN\r\n";

  /// No bus answers a handshake with more.
  private static final int LONGEST_LINE = 512;

  private final SocketChannel channel;
  private final Selector selector;
  private final MessageReader reader = new MessageReader();

  private BusConnection(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  /// Connects and authenticates.
  static BusConnection open(Path socket) throws IOException, InterruptedException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    Selector selector;
    try {
      selector = Selector.open();
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    var connection = new BusConnection(channel, selector);
    try {
      connection.connect(socket);
      return connection;
    } catch (IOException | InterruptedException e) {
      connection.close();
      throw e;
    }
  }

  private void connect(Path socket) throws IOException, InterruptedException {
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      throw new IOException(
          "nothing answers at %s (%s); is it running? systemctl --user status dbus.socket"
              .formatted(socket, e.getMessage()),
          e);
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    authenticate();
  }

  private void authenticate() throws IOException, InterruptedException {
    write(ByteBuffer.wrap(HANDSHAKE.getBytes(StandardCharsets.US_ASCII)));
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    expect("DATA", line(deadline));
    expect("OK ", line(deadline));
  }

  private static void expect(String beginning, String line) throws IOException {
    if (!line.startsWith(beginning)) {
      throw new IOException("it does not let this user in, and says " + line);
    }
  }

  /// Byte by byte, so that nothing of what follows is taken.
  private String line(long deadline) throws IOException, InterruptedException {
    var line = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (line.length() < LONGEST_LINE) {
      int count = channel.read(one.clear());
      if (count < 0) {
        throw new EOFException("it has hung up during the handshake");
      } else if (count == 0) {
        await(deadline, SelectionKey.OP_READ);
      } else if (one.get(0) == '\n') {
        return line.toString().strip();
      } else {
        line.append((char) one.get(0));
      }
    }
    throw new IOException("what answers there is no message bus");
  }

  void send(Message message) throws IOException, InterruptedException {
    for (byte[] part : message.getWireData()) {
      if (part == null) {
        return; // the array has room for more
      }
      write(ByteBuffer.wrap(part));
    }
  }

  private void write(ByteBuffer bytes) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        await(deadline, SelectionKey.OP_WRITE);
      }
    }
  }

  private void await(long deadline, int operation) throws IOException, InterruptedException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new IOException(
          "it has not answered for %d s".formatted(TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)));
    }
    select(left, operation);
  }

  /// The next message; waits for one until the time is up.
  Optional<Message> receive(long waitNanos) throws IOException, InterruptedException {
    Optional<Message> message = reader.read(channel);
    if (message.isPresent() || waitNanos <= 0) {
      return message;
    }
    select(waitNanos, SelectionKey.OP_READ);
    return reader.read(channel);
  }

  private void select(long nanos, int operation) throws IOException, InterruptedException {
    channel.keyFor(selector).interestOps(operation);
    selector.select(_ -> {}, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
