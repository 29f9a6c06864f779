package vj.workers.lyrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The worker with its real sources, and servers that stand in for those of the world.
@Timeout(60)
class ServerSourcesTest {

  private static final String TIDE =
      """
      {"id":1,"trackName":"Tide","artistName":"Anna","albumName":"Sea","duration":180.0,\
      "instrumental":false,"plainLyrics":"dark\\nsea","syncedLyrics":"[00:01.00]dark\\n[00:02.00]sea"}\
      """;

  @Test
  void songsThatAreSkippedLeaveNoRequestBehind() throws Exception {
    try (var server = new SilentServer();
        var rig = rig(server.base().toString())) {
      for (int song = 0; song < 8; song++) {
        rig.play("Anna", "Song" + song);
        int asked = song + 1;
        await().until(() -> server.made.get() >= asked);
      }

      rig.command("set_track", Map.of("active", false));

      await().until(() -> server.open.get() == 0);
      await().until(() -> LyricsRig.songThreads() == 0);
      assertEquals(List.of(), rig.state().get("pipeline"));
    }
  }

  @Test
  void songsThatAreSkippedAtOnceAreNotAskedFor() throws Exception {
    try (var server = new SilentServer();
        var rig = rig(server.base().toString())) {
      for (int song = 0; song < 200; song++) {
        rig.play("Anna", "Song" + song);
        rig.awaitSent("/karaoke/keywords/reset [Anna::Song%d]".formatted(song));
      }

      await().until(() -> server.made.get() >= 1);
      assertTrue(server.made.get() <= 3, "connections: " + server.made.get());
      assertEquals(1, LyricsRig.songThreads());
    }
  }

  @Test
  void catchesUpWhenTheNetworkIsBack() throws Exception {
    int port = freePort();
    try (var rig = rig("http://127.0.0.1:" + port)) {
      rig.play("Anna", "Tide");
      await()
          .until(() ->
              rig.context.events().stream()
                  .anyMatch(event -> event.startsWith("degraded: no words: ")));
      HttpServer server = lrclib(port);
      try {
        await()
            .atMost(Duration.ofSeconds(15))
            .until(() -> rig.sent().contains("/karaoke/lyrics/line [1, 2.0, sea]"));
      } finally {
        server.stop(0);
      }

      await().until(() -> rig.context.events().getLast().equals("recovered"));
      assertEquals(1L, rig.state().get("cached_count"));
      rig.play("Ben", "Dune");
      rig.play("Anna", "Tide");
      await()
          .until(
              () -> Objects.equals(rig.state().get("has_lyrics"), true)); // nobody had to be asked
    }
  }

  @Test
  void answersFetchLyricsHonestlyWhileOffline() throws Exception {
    try (var rig = rig("http://127.0.0.1:" + freePort())) {
      var answer = rig.command("fetch_lyrics", Map.of("artist", "Anna", "title", "Tide"));

      assertFalse(answer.success());
      assertTrue(String.valueOf(answer.message()).contains("nobody answers there"));
    }
  }

  private static LyricsRig rig(String lrclib) throws IOException, InterruptedException {
    return new LyricsRig(LyricsRig.servers(), Map.of("lrclib_url", lrclib, "llm_provider", "none"));
  }

  private static HttpServer lrclib(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/api/get",
        exchange -> {
          byte[] body = TIDE.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
