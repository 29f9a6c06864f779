package vj.workers.lyrics.standin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import vj.bus.control.Json;

/// A request that waits for its answer.
///
/// @param socket closed afterwards
public record Exchange(Socket socket, Request request) {

  public void json(int status, Map<String, ?> body) throws IOException {
    send(status, Map.of("Content-Type", "application/json"), Json.bytes(body));
  }

  public void text(int status, String body) throws IOException {
    send(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
    OutputStream out = socket.getOutputStream();
    head(status, headers, body.length);
    out.write(body);
    out.flush();
  }

  /// Says more than it sends, and hangs up.
  public void torn(byte[] body) throws IOException {
    head(200, Map.of(), body.length);
    socket.getOutputStream().write(Arrays.copyOf(body, body.length / 2));
    socket.getOutputStream().flush();
  }

  /// Says nothing until the client hangs up.
  public void hang() throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // waits for the end
    }
  }

  private void head(int status, Map<String, String> headers, long length) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + length + "\r\nConnection: close\r\n\r\n");
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
