package vj.bus.telemetry;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A receiver on a UDP port of this machine that hands out whole datagrams.
final class Inbox implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 5000;

  /// Loopback delivers within the send, so what is not here by now is not on its way.
  private static final int SILENCE_MILLIS = 50;

  private final DatagramSocket socket;

  Inbox() throws IOException {
    this(0);
  }

  Inbox(int port) throws IOException {
    socket = new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"));
    socket.setReceiveBufferSize(4 << 20);
  }

  int port() {
    return socket.getLocalPort();
  }

  Target target() {
    return Target.of("127.0.0.1", port());
  }

  /// The next datagram, waiting for it.
  byte[] next() throws IOException {
    return next(PATIENCE_MILLIS);
  }

  /// The messages of the next datagram, waiting for it.
  List<OscMessage> messages() throws IOException {
    return OscReader.read(ByteBuffer.wrap(next())).messages().stream()
        .map(OscDatagram.Timed::message)
        .toList();
  }

  /// First arguments of all that is here, one for each datagram of one message.
  List<Object> firstArguments() throws IOException {
    List<Object> values = new ArrayList<>();
    for (byte[] datagram : rest()) {
      OscMessage message =
          OscReader.read(ByteBuffer.wrap(datagram)).messages().getFirst().message();
      values.add(String.valueOf(message.arguments().getFirst()));
    }
    return values;
  }

  /// All datagrams that are here.
  List<byte[]> rest() throws IOException {
    List<byte[]> all = new ArrayList<>();
    while (true) {
      try {
        all.add(next(SILENCE_MILLIS));
      } catch (SocketTimeoutException empty) {
        return all;
      }
    }
  }

  private byte[] next(int patienceMillis) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.setSoTimeout(patienceMillis);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @Override
  public void close() {
    socket.close();
  }

  /// A port on which nobody listens.
  static int unusedPort() throws IOException {
    try (Inbox inbox = new Inbox()) {
      return inbox.port();
    }
  }
}
