package vj.bus.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import vj.bus.control.Answer;
import vj.bus.control.ControlServer;
import vj.bus.control.Dribble;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.SocketDirectory;

@Timeout(30)
final class LiveFeedTest {

  private Path root = Path.of("");

  private SocketDirectory directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", "/unused"));
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final LiveFeed.Listener listener =
      new LiveFeed.Listener() {
        @Override
        public void subscribed(String worker) {
          events.add("subscribed " + worker);
        }

        @Override
        public void gone(String worker, String why) {
          events.add("gone " + worker);
        }

        @Override
        public void refused(String worker, String why) {
          events.add("refused " + worker);
        }

        @Override
        public void heard(Heartbeat heartbeat) {
          events.add("heard " + heartbeat.worker());
        }
      };

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createTempDirectory(Path.of("/tmp"), "vj");
    directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", root.resolve("bus").toString()));
    directory.prepare();
  }

  @AfterEach
  void remove() throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private LiveFeed feed() {
    Map<String, Object> fields = Map.of("topics", List.of("heartbeat"));
    LiveFeed feed = new LiveFeed(directory, _ -> Optional.of(fields), listener);
    feed.start();
    return feed;
  }

  private String next() throws InterruptedException {
    return Objects.requireNonNull(events.poll(10, TimeUnit.SECONDS), "nothing happened");
  }

  /// Otherwise one worker could speak for another.
  @Test
  void callsAWorkerByItsSocketWhateverItCallsItself() throws Exception {
    try (var claim = directory.claim("liar");
        var server =
            new ControlServer(
                claim,
                (_, connection) -> {
                  connection.heartbeatEvery(Duration.ofMillis(20));
                  return Answer.of(Map.of());
                },
                () -> new Heartbeat("audio_analyzer", 1, 1, Map.of()))) {
      server.start();
      try (LiveFeed _ = feed()) {
        assertEquals("subscribed liar", next());
        for (int beat = 0; beat < 5; beat++) {
          assertEquals("heard liar", next());
        }
      }
    }
  }

  /// The system lets whoever connects to it wait for ever.
  @Test
  void aWorkerThatTakesNoConnectionHoldsUpNobody() throws Exception {
    try (var frozen = AFUNIXServerSocket.newInstance();
        var claim = directory.claim("good");
        var server =
            new ControlServer(
                claim,
                (_, _) -> Answer.of(Map.of()),
                () -> new Heartbeat("good", 1, 1, Map.of()))) {
      AFUNIXSocketAddress address = AFUNIXSocketAddress.of(directory.socket("frozen"));
      frozen.bind(address, 1);
      for (int i = 0; i < 4; i++) { // more than wait in its backlog; the last ones wait for ever
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try (var crowd = AFUNIXSocket.newInstance()) {
                crowd.connect(address);
                Thread.sleep(Duration.ofMinutes(1));
              } catch (IOException | InterruptedException _) {
                // the end of the test
              }
            });
      }
      try (LiveFeed _ = feed()) {
        assertEquals("refused frozen", next());
        server.start();
        assertEquals("subscribed good", next());
      }
    }
  }

  @Test
  void closesAlsoWhenItWasNeverStarted() {
    var feed = new LiveFeed(directory, _ -> Optional.empty(), listener);

    feed.close();
    feed.close();

    assertTrue(events.isEmpty(), events::toString);
  }

  @Test
  void saysOnceThatAWorkerDoesNotAnswerAndOnceThatItIsGone() throws Exception {
    Path socket = directory.socket("hung");
    try (LiveFeed _ = feed()) {
      try (AFUNIXServerSocket hung =
          AFUNIXServerSocket.bindOn(AFUNIXSocketAddress.of(socket), true)) {
        assertTrue(hung.isBound());
        assertEquals("refused hung", next());
      }
      Files.deleteIfExists(socket);

      assertEquals("gone hung", next());
      assertTrue(events.isEmpty(), events::toString);
    }
  }

  @Test
  void hearsTheOthersWhileOneSendsAFrameByteByByte() throws Exception {
    String subscribed =
        """
        {"type":"ack","msg_id":"1","success":true,"message":"","data":{}}\
        """;
    try (Dribble _ = new Dribble(directory.socket("dribbling"), subscribed).start();
        LiveFeed _ = feed()) {
      assertEquals("subscribed dribbling", next());
      assertEquals("heard dribbling", next());

      try (FakeWorker _ = FakeWorker.start(directory, "audio_analyzer")) {
        assertEquals("subscribed audio_analyzer", next());
        assertEquals("heard audio_analyzer", next());
      }
      assertEquals("gone audio_analyzer", next());
    }
  }

  @Test
  void subscribesAgainAsSoonAsAWorkerIsBack() throws Exception {
    try (LiveFeed _ = feed()) {
      for (int life = 0; life < 2; life++) {
        try (FakeWorker worker = FakeWorker.start(directory, "audio_analyzer")) {
          assertEquals("subscribed audio_analyzer", next());
          assertEquals("heard audio_analyzer", next());
          assertEquals(List.of("subscribe"), worker.commands());
        }
        assertEquals("gone audio_analyzer", next());
      }
    }
  }
}
