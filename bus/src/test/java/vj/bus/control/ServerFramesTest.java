package vj.bus.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Message.Ack;

/// What becomes of frames, whole and broken, that arrive at a server.
@Timeout(30)
class ServerFramesTest {

  private static final String PING = "{\"type\":\"command\",\"msg_id\":\"1\",\"cmd\":\"ping\"}";

  private TestBus bus;

  @BeforeEach
  void open() throws Exception {
    bus = new TestBus();
  }

  @AfterEach
  void close() throws Exception {
    bus.close();
  }

  @Test
  void putsAFrameTogetherFromSingleBytesWhileOthersAreServed() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient slow = bus.raw();
        ControlClient other = bus.client()) {
      for (byte single : RawClient.frame(PING)) {
        slow.write(new byte[] {single});
        assertTrue(other.ask("ping", Map.of(), TestBus.SOON).success());
      }

      assertEquals("1", slow.read().get("msg_id"));
    }
  }

  @Test
  void servesAFrameWhoseSecondHalfComesLate() throws Exception {
    bus.serve(TestBus::echo);
    byte[] frame = RawClient.frame(PING);

    for (int cut : new int[] {2, 4, 10, frame.length - 1}) {
      try (RawClient client = bus.raw();
          ControlClient other = bus.client()) {
        client.write(Arrays.copyOf(frame, cut));
        assertTrue(other.ask("ping", Map.of(), TestBus.SOON).success());
        client.write(Arrays.copyOfRange(frame, cut, frame.length));

        assertEquals("1", client.read().get("msg_id"));
      }
    }
  }

  @Test
  void saysThatAFrameIsTooLongAndCloses() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      client.write(ByteBuffer.allocate(4).putInt(100_000_000).array());

      assertEquals(
          "error: frame of 100000000 bytes is over the limit of 1048576", client.readError());
      assertTrue(client.closed());
    }
  }

  @Test
  void saysItAlsoToAClientThatIsStillWriting() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      client.write(RawClient.frame(new byte[2_000_000]));

      assertEquals(
          "error: frame of 2000000 bytes is over the limit of 1048576", client.readError());
    }
  }

  @Test
  void saysWhatIsWrongWithAFrameAndGoesOn() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      client.writeFrame("");
      assertEquals("error: frame of length 0", client.readError());
      client.writeFrame("{nonsense");
      String notJson = client.readError();
      assertTrue(notJson.startsWith("error: frame:1:") && notJson.contains("not JSON"), notJson);
      client.write(RawClient.frame(new byte[] {'"', (byte) 0xC3, '"'}));
      assertEquals("error: frame: not UTF-8", client.readError());
      client.writeFrame("[1,2]");
      assertEquals("error: frame:1:1: not an object", client.readError());
      client.writeFrame("{\"cmd\":\"ping\"}");
      assertEquals("error: no type, or not a string", client.readError());
      client.writeFrame("{\"type\":\"shout\"}");
      assertEquals("error: unknown type: shout", client.readError());
      client.writeFrame("{\"type\":\"heartbeat\",\"worker\":\"a\"}");
      assertEquals("error: heartbeat without pid", client.readError());
      client.writeFrame("{\"type\":\"ack\",\"success\":true}");
      assertEquals("error: a worker takes command and register, not ack", client.readError());

      client.writeFrame(PING);
      assertEquals("1", client.read().get("msg_id"));
    }
  }

  @Test
  void joinsAnErrorToTheMessageItIsAbout() throws Exception {
    bus.serve(TestBus::echo);

    try (RawClient client = bus.raw()) {
      client.writeFrame("{\"type\":\"command\",\"msg_id\":\"9\",\"cmd\":5}");
      Map<String, ?> error = client.read();

      assertEquals("9", error.get("msg_id"));
      assertEquals("command: cmd must be a string, found 5", error.get("error"));
    }
  }

  @Test
  void givesUpHalfAFrameAfterSilence() throws Exception {
    bus.serve(TestBus::echo, TestBus.limits(Duration.ofMillis(300), TestBus.SOON));

    try (RawClient half = bus.raw();
        RawClient idle = bus.raw()) {
      half.write(new byte[] {0, 0, 0});

      assertTrue(half.readError().startsWith("error: half a frame and "));
      assertTrue(half.closed());
      idle.writeFrame(PING); // silence between frames is nobody's business
      assertEquals("1", idle.read().get("msg_id"));
    }
  }

  @Test
  void countsSilenceAnewForEveryPiece() throws Exception {
    bus.serve(TestBus::echo, TestBus.limits(Duration.ofMillis(400), TestBus.SOON));

    try (RawClient client = bus.raw()) {
      long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
      byte[] frame = RawClient.frame(" ".repeat(200) + PING);
      int sent = 0;
      while (System.nanoTime() < end) {
        client.write(new byte[] {frame[sent++]});
        await().pollDelay(Duration.ofMillis(20)).until(() -> true);
      }
      client.write(Arrays.copyOfRange(frame, sent, frame.length));

      assertEquals("1", client.read().get("msg_id"));
    }
  }

  @Test
  void saysThatAnAnswerIsTooLongForAFrame() throws Exception {
    bus.serve((_, _) -> Answer.of(Map.of("text", "x".repeat(Frames.LIMIT))));

    try (ControlClient client = bus.client()) {
      Ack ack = client.ask("get_messages", Map.of(), TestBus.SOON);

      assertFalse(ack.success());
      assertTrue(String.valueOf(ack.message()).endsWith("is over the limit of 1048576"));
    }
  }
}
