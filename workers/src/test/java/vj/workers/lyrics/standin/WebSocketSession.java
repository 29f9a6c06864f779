package vj.workers.lyrics.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

/// The server's side of a WebSocket (RFC 6455): it talks, and waits for the client's end.
final class WebSocketSession {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final Socket socket;
  private final CountDownLatch ended = new CountDownLatch(1);

  WebSocketSession(Socket socket) {
    this.socket = socket;
  }

  void accept(String key) throws IOException {
    socket
        .getOutputStream()
        .write(
            """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: %s\r
            \r
            """
                .formatted(answer(key))
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static String answer(String key) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  void text(String text) throws IOException {
    frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  void binary(byte[] bytes) throws IOException {
    frame(0x82, bytes);
  }

  /// As two frames, of which the second goes on with the first.
  void fragmented(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int half = bytes.length / 2;
    frame(0x01, Arrays.copyOf(bytes, half));
    frame(0x80, Arrays.copyOfRange(bytes, half, bytes.length));
  }

  private synchronized void frame(int first, byte[] payload) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(first);
    if (payload.length < 126) {
      out.write(payload.length);
    } else {
      boolean isShort = payload.length < 1 << 16;
      out.write(isShort ? 126 : 127);
      for (int shift = isShort ? 8 : 56; shift >= 0; shift -= 8) {
        out.write((int) ((long) payload.length >> shift));
      }
    }
    out.write(payload);
    out.flush();
  }

  void drop() throws IOException {
    socket.close();
  }

  /// Until the client has gone.
  void await() throws IOException {
    try {
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // pongs and closing frames
      }
    } finally {
      ended.countDown();
    }
  }

  CountDownLatch ended() {
    return ended;
  }
}
