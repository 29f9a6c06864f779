package vj.bus.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The smallest workers have 24 MiB and end when they are full: no client may get it there.
@Timeout(90)
class SmallHeapTest {

  /// In which what was sent has its effect.
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  private final List<RawClient> clients = new ArrayList<>();
  private final List<Thread> senders = new ArrayList<>();
  private TestBus bus;
  private Process worker;

  @BeforeEach
  void open() throws Exception {
    bus = new TestBus();
    worker = SmallHeapServer.start(bus.directory.path());
    BufferedReader output = worker.inputReader();
    assertEquals("ready", output.readLine());
  }

  @AfterEach
  void close() throws Exception {
    worker.destroyForcibly().waitFor();
    for (RawClient client : clients) {
      client.close();
    }
    for (Thread sender : senders) {
      sender.join();
    }
    bus.close();
  }

  @Test
  void survivesAFrameOfVeryManyValues() throws Exception {
    String object = "{\"a\":1},";
    String many = object.repeat((Frames.LIMIT - 100) / object.length());
    RawClient client = client();

    client.writeFrame("{\"type\":\"command\",\"cmd\":\"ping\",\"x\":[" + many + "1]}");

    assertTrue(client.readError().contains("40000"));
    assertTrue(servesAGoodClient());
  }

  @Test
  void survivesTheLongestTexts() throws Exception {
    for (String json : List.of("x", "ä", "字", "\ufffd", "\\u5b57")) {
      int bytes = json.getBytes(StandardCharsets.UTF_8).length;
      String text = json.repeat((Frames.LIMIT - 100) / bytes);
      RawClient client = client();

      client.writeFrame("{\"type\":\"command\",\"cmd\":\"ping\",\"x\":\"" + text + "\"}");

      assertEquals("ack", client.read().get("type"));
    }
    assertTrue(servesAGoodClient());
  }

  @Test
  void survivesManyHalfFrames() throws Exception {
    byte[] half = ByteBuffer.allocate(600_000).putInt(Frames.LIMIT).array();
    for (int i = 0; i < 26; i++) {
      RawClient client = client();
      sending(client, List.of(half));
    }

    await().during(A_WHILE).until(this::servesAGoodClient);
  }

  @Test
  void survivesLargeAnswersThatNobodyReads() throws Exception {
    String text = "x".repeat(SmallHeapServer.LARGE);
    byte[] frame =
        RawClient.frame("{\"type\":\"command\",\"cmd\":\"ping\",\"x\":\"" + text + "\"}");
    for (int i = 0; i < 6; i++) {
      sending(client(), List.of(frame, frame, frame, frame, frame, frame));
    }

    await().during(A_WHILE).until(this::servesAGoodClient);
  }

  @Test
  void survivesShortCommandsWithLargeAnswersThatNobodyReads() throws Exception {
    byte[] large = RawClient.frame("{\"type\":\"command\",\"msg_id\":\"1\",\"cmd\":\"large\"}");
    for (int i = 0; i < 20; i++) {
      sending(client(), Collections.nCopies(100, large));
    }

    await().during(A_WHILE).until(this::servesAGoodClient);
  }

  private RawClient client() throws IOException {
    RawClient client = bus.raw();
    clients.add(client);
    return client;
  }

  /// Writes `frames` on a thread of its own, for as long as they are taken.
  private void sending(RawClient client, List<byte[]> frames) {
    senders.add(
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (byte[] frame : frames) {
                  client.write(frame);
                }
              } catch (IOException e) {
                return; // closed, by the worker or by the end of the test
              }
            }));
  }

  private boolean servesAGoodClient() throws IOException {
    try (ControlClient client = bus.client()) {
      return client.ask("ping", Map.of(), TestBus.SOON).success();
    }
  }
}
