package vj.workers.lyrics.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static vj.workers.lyrics.lookup.LookupRig.LRC;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.workers.lyrics.lookup.FakeLrclib.Song;
import vj.workers.lyrics.lookup.Outcome.Failed;
import vj.workers.lyrics.lookup.Outcome.Found;

/// Whatever becomes of a connection is a failure, and no miss.
@Timeout(60)
class ConnectionFaultsTest {

  private static final Query SONG = new Query("Ann", "Night Drive", "", 200);

  @TempDir private Path directory;
  private LookupRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new LookupRig(directory);
    rig.server.has(Song.synced("Night Drive", "Ann", 200, LRC));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Failed failed(LyricsLookup lookup) throws InterruptedException {
    return assertInstanceOf(Failed.class, lookup.find(SONG));
  }

  /// Nothing of a failure stays: the next question is answered.
  private void assertRecovers(LyricsLookup lookup) throws InterruptedException {
    assertInstanceOf(Found.class, lookup.find(SONG));
  }

  @Test
  void followsARedirect() throws Exception {
    rig.server.next(exchange -> {
      exchange
          .getResponseHeaders()
          .set("Location", rig.server.uri() + "/api/get?track_name=Night%20Drive&artist_name=Ann");
      exchange.sendResponseHeaders(301, -1);
    });

    assertRecovers(rig.lookup());
  }

  @Test
  void redirectsInACircleEnd() throws Exception {
    for (int i = 0; i < 20; i++) {
      rig.server.next(exchange -> {
        exchange.getResponseHeaders().set("Location", exchange.getRequestURI().toString());
        exchange.sendResponseHeaders(302, -1);
      });
    }

    failed(rig.lookup());
  }

  @Test
  void nobodyThereIsAFailureInWords() throws Exception {
    int free;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = taken.getLocalPort();
    }
    String address = "http://127.0.0.1:" + free;

    Failed failed = failed(rig.lookup(URI.create(address)));

    assertEquals(address + ": nobody answers there", failed.why());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"plain",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "SSH-2.0-OpenSSH_9.9\r\n",
      })
  void aTornConnectionIsAFailure(String answer) throws Exception {
    Thread serving;
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      serving = Thread.ofPlatform().name("torn").start(() -> tear(server, answer));

      failed(rig.lookup(URI.create("http://127.0.0.1:" + server.getLocalPort())));
    }
    serving.join();
  }

  /// Ends each connection after `answer`, until the socket is closed.
  private static void tear(ServerSocket server, String answer) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getInputStream().read();
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException _) {
        // the test is over, or the client was quicker
      }
    }
  }

  @Test
  void anInterruptEndsTheExchangeAtOnce() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LyricsLookup lookup = rig.lookup(URI.create("http://127.0.0.1:" + server.getLocalPort()));
      FutureTask<Outcome> looking = new FutureTask<>(() -> lookup.find(SONG));
      Thread asker = Thread.ofPlatform().name("asker").start(looking);
      try (Socket silent = server.accept()) {
        InputStream asked = silent.getInputStream();
        asked.read();

        asker.interrupt();

        CompletableFuture<byte[]> rest = CompletableFuture.supplyAsync(() -> readToEnd(asked));
        rest.get(5, TimeUnit.SECONDS); // the connection is closed
        ExecutionException ended =
            assertThrows(ExecutionException.class, () -> looking.get(5, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedException.class, ended.getCause());
      }
    }
  }

  private static byte[] readToEnd(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException _) {
      return new byte[0]; // reset: closed as well
    }
  }
}
