package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/// A client that writes what it likes.
final class RawClient implements AutoCloseable {

  final AFUNIXSocket socket;

  RawClient(Path path) throws IOException {
    socket = AFUNIXSocket.connectTo(AFUNIXSocketAddress.of(path));
    socket.setSoTimeout((int) TestBus.SOON.toMillis());
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void writeFrame(String json) throws IOException {
    write(frame(json));
  }

  static byte[] frame(String json) {
    return frame(json.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] frame(byte[] body) {
    return ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array();
  }

  Map<String, @Nullable Object> read() throws IOException {
    byte[] header = exactly(4);
    return Json.object(exactly(ByteBuffer.wrap(header).getInt()));
  }

  String readError() throws IOException {
    Map<String, @Nullable Object> message = read();
    return message.get("type") + ": " + assertInstanceOf(String.class, message.get("error"));
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = socket.getInputStream().readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("after %d of %d bytes".formatted(bytes.length, length));
    }
    return bytes;
  }

  /// Waits for the server to close the connection.
  boolean closed() throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true; // closed with bytes of ours unread
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
