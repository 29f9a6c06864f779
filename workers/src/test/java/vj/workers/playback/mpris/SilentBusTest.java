package vj.workers.playback.mpris;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.playback.RecordedReports;

/// Something listens where the bus should be, and is none.
@Timeout(30)
final class SilentBusTest {

  private final RecordedReports reports = new RecordedReports();

  private Path home;
  private ServerSocketChannel server;
  private SocketChannel client;
  private MprisBackend backend;

  @BeforeEach
  void listen() throws IOException {
    home = Files.createTempDirectory(Path.of("/tmp"), "vj");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(home.resolve("bus")));
    backend =
        new MprisBackend(
            Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + home.resolve("bus")),
            reports,
            System::nanoTime);
    backend.start();
  }

  @AfterEach
  void stop() throws IOException {
    backend.close();
    server.close();
    if (client != null) {
      client.close();
    }
    Files.deleteIfExists(home.resolve("bus"));
    Files.deleteIfExists(home);
  }

  private void answer(String text) throws IOException {
    client = server.accept();
    client.read(ByteBuffer.allocate(1000)); // or closing would reset the connection
    client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private void awaitTrouble(String part) {
    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> reports.trouble().orElse("").contains(part));
  }

  @Test
  void oneThatNeverAnswersIsGivenUp() {
    awaitTrouble("has not answered for 5 s");
  }

  @Test
  void closingDoesNotWaitForIt() throws IOException {
    try (SocketChannel _ = server.accept()) {
      long start = System.nanoTime();

      backend.close();

      assertTrue(System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(900));
      assertFalse(
          Thread.getAllStackTraces().keySet().stream()
              .anyMatch(thread -> thread.getName().equals("mpris")));
    }
  }

  @Test
  void oneThatRefusesUsIsQuoted() throws IOException {
    answer("REJECTED EXTERNAL\r\n");

    awaitTrouble("REJECTED EXTERNAL");
  }

  @Test
  void oneThatHangsUpIsTrouble() throws IOException {
    answer("DATA\r\n");
    client.close();

    awaitTrouble("hung up");
  }

  @Test
  void oneThatTalksNonsenseIsTrouble() throws IOException {
    answer("DATA\r\nOK 0\r\nnonsense, and more than a header of it");

    awaitTrouble("not D-Bus");
  }

  @Test
  void oneThatTalksForEverIsTrouble() throws IOException {
    answer("x".repeat(1000));

    awaitTrouble("no message bus");
  }
}
