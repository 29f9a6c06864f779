package vj.install;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Answers every request as LRCLIB would for a song that it has: the rehearsal needs no network.
final class LyricsServer implements AutoCloseable {

  private static final String SONG =
      """
      {"id":1,"trackName":"Rehearsal","artistName":"Nobody","albumName":"","duration":60.0,\
      "instrumental":false,"plainLyrics":"One two\\nOne two",\
      "syncedLyrics":"[00:00.50]One two\\n[00:01.50]One two\\n[00:02.50]<00:02.50>Three <00:02.90>four"}\
      """;

  private final ServerSocket socket;

  private LyricsServer(ServerSocket socket) {
    this.socket = socket;
  }

  static LyricsServer start() throws IOException {
    var server = new LyricsServer(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().name("lyrics server").daemon().start(server::serve);
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        answer(client);
      } catch (IOException _) {
        // closed, or a client that has gone: the next one
      }
    }
  }

  private static void answer(Socket client) throws IOException {
    var request =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    for (String line = request.readLine(); line != null && !line.isEmpty(); ) {
      line = request.readLine();
    }
    byte[] body = SONG.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(body.length);
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().write(body);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
