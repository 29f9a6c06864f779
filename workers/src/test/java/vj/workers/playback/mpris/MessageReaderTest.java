package vj.workers.playback.mpris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
final class MessageReaderTest {

  private final MessageReader reader = new MessageReader();

  /// A channel that has these bytes, in pieces, and then nothing more for now.
  private static ReadableByteChannel channel(byte[] bytes, int piece) {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer into) {
        int count = Math.min(piece, Math.min(left.remaining(), into.remaining()));
        into.put(left.slice(left.position(), count));
        left.position(left.position() + count);
        return count;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private static byte[] signal(char order, String title) throws Exception {
    Message signal =
        new MessageFactory((byte) order)
            .createSignal(
                ":1.7",
                "/org/mpris/MediaPlayer2",
                "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                "sa{sv}as",
                "org.mpris.MediaPlayer2.Player",
                Map.of("Title", new Variant<>(title)),
                new String[0]);
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : signal.getWireData()) {
      if (part != null) {
        bytes.write(part);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  private List<String> titles(ReadableByteChannel channel) throws IOException {
    List<String> titles = new ArrayList<>();
    for (Optional<Message> message = reader.read(channel);
        message.isPresent();
        message = reader.read(channel)) {
      if (News.of(message.get()).orElse(null)
          instanceof News.Changed(String _, PropertyMap properties, List<?> _)) {
        titles.add(properties.text("Title"));
      }
    }
    return titles;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 100, 100_000})
  void messagesMayComeInPieces(int piece) throws Exception {
    byte[] bytes =
        joined(signal('l', "one"), signal('B', "two"), signal('l', "\u266b".repeat(20_000)));

    List<String> titles = titles(channel(bytes, piece));

    assertEquals(List.of("one", "two", "\u266b".repeat(400)), titles);
  }

  @Test
  void whatIsTooLongIsSkipped() throws Exception {
    byte[] large = signal('l', "x".repeat(MessageReader.LONGEST_MESSAGE));

    List<String> titles =
        titles(channel(joined(signal('l', "before"), large, signal('l', "after")), 5000));

    assertEquals(List.of("before", "after"), titles);
  }

  @Test
  void aLengthOfAllMemoryTakesNone() throws Exception {
    ByteBuffer claim = ByteBuffer.allocate(100_000).order(ByteOrder.LITTLE_ENDIAN);
    claim.put((byte) 'l').put((byte) 4).put((byte) 0).put((byte) 1).putInt(-1).putInt(1).putInt(-1);

    assertEquals(List.of(), titles(channel(claim.array(), 100_000)));
  }

  @Test
  void damagedMessagesAreSkipped() throws Exception {
    byte[] good = signal('l', "good");
    var random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = good.clone();
      for (int hits = random.nextInt(1, 8); hits > 0; hits--) {
        damaged[random.nextInt(16, damaged.length)] = (byte) random.nextInt();
      }
      List<String> titles = titles(channel(joined(damaged, good), 100_000));
      assertEquals("good", titles.getLast());
    }
  }

  @Test
  void whatIsNotDBusEndsTheConnection() {
    byte[] bytes =
        "HTTP/1.1 400 Bad Request\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    assertThrows(IOException.class, () -> reader.read(channel(bytes, 100)));
  }

  @Test
  void theEndOfTheBusIsAnError() {
    ReadableByteChannel ended =
        new ReadableByteChannel() {
          @Override
          public int read(ByteBuffer into) {
            return -1;
          }

          @Override
          public boolean isOpen() {
            return true;
          }

          @Override
          public void close() {}
        };

    assertThrows(EOFException.class, () -> reader.read(ended));
  }
}
