package vj.bus.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EnduranceTest {

  private static final int CONNECTIONS = 1000;
  private static final int HOSTILE_FRAMES = 10_000;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private TestBus bus;
  private ControlServer server;

  @BeforeEach
  void open() throws Exception {
    bus = new TestBus();
    server = bus.serve(TestBus::echo);
  }

  @AfterEach
  void close() throws Exception {
    bus.close();
  }

  @Test
  void aThousandConnectionsOneAfterAnotherLeakNothing() throws Exception {
    assumeTrue(Files.exists(DESCRIPTORS), "descriptors are counted where Linux shows them");
    connectAndAsk();
    awaitNoConnections();
    int descriptors = descriptors();

    for (int i = 0; i < CONNECTIONS; i++) {
      connectAndAsk();
    }

    awaitNoConnections();
    await().atMost(TestBus.SOON).until(() -> descriptors() <= descriptors);
    await().atMost(TestBus.SOON).until(() -> clientThreads() == 0);
  }

  /// Random bodies, mutated commands, random bytes without a frame, lengths over the limit.
  @Test
  void hostileFramesEndNothingButTheirOwnConnection() throws Exception {
    Random random = new Random(20_251);
    try (ControlClient witness = bus.client()) {
      for (int i = 0; i < HOSTILE_FRAMES; ) {
        try (RawClient client = bus.raw()) {
          for (int j = 0; j < 100; j++) {
            client.write(hostile(random));
            i++;
          }
          client.writeFrame("{\"type\":\"command\",\"msg_id\":\"good\",\"cmd\":\"ping\"}");
          awaitGood(client);
        }
        try (RawClient torn = bus.raw()) {
          torn.write(bytes(random, 1 + random.nextInt(200)));
        }
        assertTrue(witness.ask("ping", Map.of(), TestBus.SOON).success());
      }
    }

    awaitNoConnections();
    try (ControlClient client = bus.client()) {
      assertTrue(client.ask("ping", Map.of(), TestBus.SOON).success());
    }
  }

  private static byte[] hostile(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> RawClient.frame(bytes(random, random.nextInt(300)));
      case 1 -> RawClient.frame("[".repeat(random.nextInt(3000)));
      default -> {
        byte[] body =
            "{\"type\":\"command\",\"msg_id\":\"x\",\"cmd\":\"ping\",\"n\":[1.5,{\"a\":null}]}"
                .getBytes(StandardCharsets.UTF_8);
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        yield RawClient.frame(body);
      }
    };
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void awaitGood(RawClient client) throws IOException {
    Object msgId;
    do {
      Map<String, ?> answer = client.read();
      assertFalse(String.valueOf(answer.get("message")).contains("internal error"));
      msgId = answer.get("msg_id");
    } while (!"good".equals(msgId));
  }

  @Test
  void aLengthOverTheLimitTakesNoMemory() throws Exception {
    for (int i = 0; i < 200; i++) {
      try (RawClient client = bus.raw()) {
        client.write(ByteBuffer.allocate(4).putInt(Frames.LIMIT).array());
      }
    }

    awaitNoConnections();
    assertEquals(0, server.connections());
  }

  private void connectAndAsk() throws IOException {
    try (ControlClient client = bus.client()) {
      assertTrue(client.ask("get_state", Map.of(), TestBus.SOON).success());
    }
  }

  private void awaitNoConnections() {
    await().atMost(TestBus.SOON).until(() -> server.connections() == 0);
  }

  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("demo-client"))
        .count();
  }

  private static int descriptors() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path _ : open) {
        count++;
      }
    }
    return count;
  }
}
