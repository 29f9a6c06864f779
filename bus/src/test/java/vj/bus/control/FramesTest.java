package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Response;

class FramesTest {

  private static final byte[] PING = RawClient.frame("{\"cmd\":\"ping\"}");

  @Test
  void writesLengthAndBodyAsOne() throws Exception {
    byte[] frame = Frames.frame(new Command("1", "ä", Map.of()));

    ByteBuffer read = ByteBuffer.wrap(frame);
    assertEquals(frame.length - Frames.HEADER, read.getInt());
    assertEquals("ä", Json.object(Arrays.copyOfRange(frame, 4, frame.length)).get("cmd"));
  }

  @Test
  void refusesToWriteAFrameLongerThanTheLimit() {
    Command command = new Command("1", "x".repeat(Frames.LIMIT), Map.of());

    ProtocolException refused = assertThrows(ProtocolException.class, () -> Frames.frame(command));

    assertTrue(refused.getMessage().endsWith(" bytes is over the limit of 1048576"));
  }

  @Test
  void saysSoInPlaceOfAnAnswerThatIsTooLong() throws Exception {
    Map<String, @Nullable Object> data = new HashMap<>();
    data.put("text", "x".repeat(Frames.LIMIT));

    Map<String, ?> ack = body(Frames.frameOrRefusal(new Ack("1", true, null, data)));
    Map<String, ?> response =
        body(Frames.frameOrRefusal(new Response("2", Map.of("text", "x".repeat(Frames.LIMIT)))));
    Map<String, ?> nameless =
        body(Frames.frameOrRefusal(new Ack("x".repeat(Frames.LIMIT), true, null, null)));

    assertEquals(false, ack.get("success"));
    assertEquals("1", ack.get("msg_id"));
    assertTrue(String.valueOf(ack.get("message")).endsWith("is over the limit of 1048576"));
    assertEquals(List.of("error", "2"), List.of(response.get("type"), response.get("msg_id")));
    assertEquals(false, nameless.get("success"));
    assertFalse(nameless.get("msg_id") instanceof String);
  }

  @Test
  void putsAFrameTogetherFromSingleBytes() throws Exception {
    FrameReader reader = reader(slowly(PING, 1));

    List<Map<String, ?>> frames = all(reader);

    assertEquals(List.of(Map.of("cmd", "ping")), frames);
  }

  @Test
  void tellsFramesApartHoweverTheyAreCut() throws Exception {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    List<Map<String, ?>> sent = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Map<String, Object> object = Map.of("i", (long) i, "pad", "x".repeat(random.nextInt(20_000)));
      sent.add(object);
      wire.write(RawClient.frame(Json.bytes(object)));
    }

    for (int piece : new int[] {1, 2, 3, 7, 4096, 8192, 100_000}) {
      assertEquals(sent, all(reader(slowly(wire.toByteArray(), piece))));
    }
  }

  @Test
  void takesAFrameOfExactlyTheLimit() throws Exception {
    byte[] body = new byte[Frames.LIMIT];
    Arrays.fill(body, (byte) ' ');
    body[0] = '{';
    body[body.length - 1] = '}';

    FrameReader reader = reader(new ByteArrayInputStream(RawClient.frame(body)));

    assertEquals(List.of(Map.of()), all(reader));
  }

  @Test
  void refusesAFrameLongerThanTheLimitBeforeItsBodyComes() throws Exception {
    byte[] header = {0, 16, 0, 1};
    FrameReader reader = reader(new ByteArrayInputStream(header));

    assertTrue(reader.receive());
    ProtocolException refused = assertThrows(FrameTooLongException.class, reader::next);

    assertEquals("frame of 1048577 bytes is over the limit of 1048576", refused.getMessage());
  }

  @Test
  void readsTheLengthAsUnsigned() throws Exception {
    byte[] header = {-1, -1, -1, -1};
    FrameReader reader = reader(new ByteArrayInputStream(header));

    assertTrue(reader.receive());
    ProtocolException refused = assertThrows(FrameTooLongException.class, reader::next);

    assertTrue(refused.getMessage().contains("4294967295"), refused.getMessage());
  }

  @Test
  void goesOnAfterAFrameThatIsNotJson() throws Exception {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.write(RawClient.frame("nonsense"));
    wire.write(RawClient.frame(new byte[0]));
    wire.write(PING);
    FrameReader reader = reader(new ByteArrayInputStream(wire.toByteArray()));

    assertTrue(reader.receive());

    assertThrows(ProtocolException.class, reader::next);
    ProtocolException empty = assertThrows(ProtocolException.class, reader::next);
    assertEquals("frame of length 0", empty.getMessage());
    assertEquals(Map.of("cmd", "ping"), reader.next());
  }

  @Test
  void knowsWhetherAFrameHasBegun() throws Exception {
    FrameReader reader = reader(slowly(PING, PING.length - 1));

    assertFalse(reader.begun());
    assertTrue(reader.receive());
    assertTrue(reader.next() == null && reader.begun());
    assertTrue(reader.receive());
    assertEquals(Map.of("cmd", "ping"), reader.next());
    assertFalse(reader.begun());
  }

  @Test
  void framesAreTheSameForEverybody() throws Exception {
    Ack ack = new Ack("1", true, null, Map.of("a", 1L));

    assertArrayEquals(Frames.frame(ack), Frames.frameOrRefusal(ack));
  }

  private static Map<String, ?> body(byte[] frame) throws ProtocolException {
    assertTrue(frame.length <= Frames.HEADER + Frames.LIMIT);
    return Json.object(Arrays.copyOfRange(frame, Frames.HEADER, frame.length));
  }

  private static List<Map<String, ?>> all(FrameReader reader) throws IOException {
    List<Map<String, ?>> frames = new ArrayList<>();
    while (reader.receive()) {
      for (Map<String, ?> next = reader.next(); next != null; next = reader.next()) {
        frames.add(next);
      }
    }
    return frames;
  }

  private static InputStream slowly(byte[] bytes, int piece) {
    return new InputStream() {
      private int at;

      @Override
      public int read() {
        return at == bytes.length ? -1 : bytes[at++] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        if (at == bytes.length) {
          return -1;
        }
        int count = Math.min(Math.min(piece, length), bytes.length - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
      }
    };
  }

  @Test
  void oneLongFrameAtATimeIsTakenAndItsRoomKeptUntilItIsDealtWith() throws Exception {
    LongFrames room = new LongFrames(Duration.ofMillis(20));
    byte[] wire = RawClient.frame("{\"x\":\"" + "x".repeat(LongFrames.SHORT) + "\"}");
    FrameReader first = new FrameReader(new ByteArrayInputStream(wire), Json::object, room);
    FrameReader second = new FrameReader(new ByteArrayInputStream(wire), Json::object, room);
    receiveLong(first);
    assertFalse(first.gaveLong());

    assertNotNull(first.next());
    assertTrue(first.gaveLong());

    ProtocolException refused = assertThrows(ProtocolException.class, () -> receiveLong(second));
    assertTrue(refused.getMessage().startsWith("no room for a frame of 16392 bytes"));
    assertNull(first.next());
    assertTrue(second.receive());
    assertNotNull(second.next());
    second.close();
    receiveLong(new FrameReader(new ByteArrayInputStream(wire), Json::object, room));
  }

  @Test
  void aShortFrameNeedsNoRoom() throws Exception {
    LongFrames room = new LongFrames(Duration.ZERO);
    room.enter(Frames.LIMIT);
    int pad = LongFrames.SHORT - Frames.HEADER - "{\"x\":\"\"}".length();
    byte[] wire = RawClient.frame("{\"x\":\"" + "x".repeat(pad) + "\"}");
    FrameReader reader = new FrameReader(new ByteArrayInputStream(wire), Json::object, room);

    reader.receive();

    assertNotNull(reader.next());
  }

  /// What fits without room, then the rest.
  private static void receiveLong(FrameReader reader) throws IOException {
    reader.receive();
    assertNull(reader.next());
    reader.receive();
  }

  private static FrameReader reader(InputStream in) {
    return new FrameReader(in, Json::object, new LongFrames(Duration.ZERO));
  }
}
