package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a template puts on the wire.
@Timeout(20)
class OscTemplateTest {

  private final TelemetrySender sender = new TelemetrySender(System::nanoTime);
  private Inbox inbox;

  @BeforeEach
  void open() throws IOException {
    inbox = new Inbox();
    sender.start();
    sender.targets(List.of(inbox.target()));
  }

  @AfterEach
  void close() {
    sender.close();
    inbox.close();
  }

  @Test
  void sendsTheVectorsOfTheSpecification() throws IOException {
    sender.send(sender.template("/oscillator/4/frequency", "f").set(0, 440f));
    sender.send(
        sender
            .template("/foo", "iisff")
            .set(0, 1000)
            .set(1, -1)
            .set(2, "hello")
            .set(3, 1.234f)
            .set(4, 5.678f));
    sender.send(sender.template("/karaoke/lyrics/reset", ""));

    assertArrayEquals(
        hex("2f6f7363696c6c61746f722f342f6672657175656e637900 2c660000 43dc0000"), inbox.next());
    assertArrayEquals(
        hex(
            "2f666f6f00000000 2c69697366660000 000003e8 ffffffff 68656c6c6f000000 3f9df3b6"
                + " 40b5b22d"),
        inbox.next());
    assertArrayEquals(
        hex("2f6b6172616f6b652f6c79726963732f7265736574000000 2c000000"), inbox.next());
  }

  @Test
  void alignsTextsOfEveryLength() throws IOException {
    OscTemplate template = sender.template("/text", "sis");

    for (int length = 0; length <= 64; length++) {
      String text = "x".repeat(length);
      sender.send(template.set(0, text).set(1, length).set(2, text));

      byte[] datagram = inbox.next();
      int padded = (length / 4 + 1) * 4;
      assertEquals(8 + 8 + padded + 4 + padded, datagram.length);
      assertEquals(
          List.of(text, length, text),
          OscReader.read(ByteBuffer.wrap(datagram)).messages().getFirst().message().arguments());
    }
  }

  @Test
  void alignsAddressesOfEveryLength() throws IOException {
    for (int length = 1; length <= 64; length++) {
      String address = "/" + "a".repeat(length);
      sender.send(sender.template(address, "i").set(0, length));

      assertEquals(List.of(new OscMessage(address, "i", List.of(length))), inbox.messages());
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void sendsWhatIsNotFiniteAsZero(float value) throws IOException {
    sender.send(sender.template("/audio/pitch", "ff").set(0, 1f).set(0, value).set(1, 0.5f));

    assertEquals(List.of(0f, 0.5f), inbox.messages().getFirst().arguments());
  }

  @Test
  void sendsTextsAsUtf8AndKeepsThemHarmless() throws IOException {
    OscTemplate template = sender.template("/text", "si");

    for (String text : List.of("Beyonc\u00e9 \u4e16\u754c \ud83c\udfa7", "a\0b", "\ud83c lone")) {
      sender.send(template.set(0, text).set(1, 7));
    }

    assertEquals(
        List.of("Beyonc\u00e9 \u4e16\u754c \ud83c\udfa7", 7),
        inbox.messages().getFirst().arguments());
    assertEquals(List.of("ab", 7), inbox.messages().getFirst().arguments());
    assertEquals(List.of("? lone", 7), inbox.messages().getFirst().arguments());
  }

  @Test
  void cutsAnEndlessTextBetweenTwoCharacters() throws IOException {
    sender.send(sender.template("/text", "si").set(0, "x" + "\u00e9".repeat(50_000)).set(1, 7));

    List<?> arguments = inbox.messages().getFirst().arguments();
    assertEquals("x" + "\u00e9".repeat((Argument.OfText.MOST_BYTES - 1) / 2), arguments.get(0));
    assertEquals(7, arguments.get(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "/", "/a/", "/a//b", "/a b", "/a*", "/a,b", "/{a}", "/#", "/\u00e9"})
  void refusesAnAddressThatCannotBeSent(String address) {
    assertThrows(IllegalArgumentException.class, () -> sender.template(address, "f"));
  }

  @Test
  void refusesTypeTagsThatCannotBeSent() {
    assertThrows(IllegalArgumentException.class, () -> sender.template("/a", "fd"));
    assertThrows(IllegalArgumentException.class, () -> sender.template("/a", ",f"));
    assertThrows(IllegalArgumentException.class, () -> sender.template("/a", "s".repeat(16)));
  }

  @Test
  void refusesAValueOfTheWrongTypeOrPlace() {
    OscTemplate template = sender.template("/a", "ifs");

    assertThrows(IllegalArgumentException.class, () -> template.set(0, 1f));
    assertThrows(IllegalArgumentException.class, () -> template.set(1, 1));
    assertThrows(IllegalArgumentException.class, () -> template.set(2, 1));
    assertThrows(IllegalArgumentException.class, () -> template.set(0, "1"));
    assertThrows(IndexOutOfBoundsException.class, () -> template.set(3, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> template.set(-1, 1));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
