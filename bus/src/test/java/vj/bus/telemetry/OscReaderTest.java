package vj.bus.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.OscMessage.TimeTag;

@Timeout(30)
class OscReaderTest {

  private static final String FREQUENCY =
      "2f6f7363696c6c61746f722f342f6672657175656e637900 2c660000 43dc0000";
  private static final String FOO =
      "2f666f6f00000000 2c69697366660000 000003e8 ffffffff 68656c6c6f000000 3f9df3b6 40b5b22d";
  private static final String BUNDLE = "2362756e646c6500";
  private static final String NOW = "0000000000000001";

  @Test
  void readsTheVectorsOfTheSpecification() throws OscFormatException {
    OscMessage frequency = only(FREQUENCY);
    OscMessage foo = only(FOO);

    assertEquals(new OscMessage("/oscillator/4/frequency", "f", List.of(440f)), frequency);
    assertEquals(new OscMessage("/foo", "iisff", List.of(1000, -1, "hello", 1.234f, 5.678f)), foo);
  }

  @Test
  void readsEveryType() throws OscFormatException {
    OscMessage message =
        only(
            "2f610000"
                + ascii(",ifsbhtdScrmTFNI[i[f]]")
                + "00000001 3f800000 68690000 00000003 01020300 0000000000000002"
                + "0000000300000000 4000000000000000 78000000 00000041 11223344 00903c7f"
                + "00000005 40400000");

    List<?> arguments = message.arguments();
    assertEquals("ifsbhtdScrmTFNI[i[f]]", message.typeTags());
    assertEquals(Arrays.asList(1, 1f, "hi"), arguments.subList(0, 3));
    assertArrayEquals(new byte[] {1, 2, 3}, (byte[]) arguments.get(3));
    assertEquals(
        Arrays.asList(
            2L,
            new TimeTag(3L << 32),
            2.0,
            "x",
            65,
            0x11223344,
            0x00903c7f,
            true,
            false,
            null,
            Float.POSITIVE_INFINITY,
            List.of(5, List.of(3f))),
        arguments.subList(4, arguments.size()));
  }

  @Test
  void readsAMessageWithoutTypeTags() throws OscFormatException {
    assertEquals(new OscMessage("/foo", "", List.of()), only("2f666f6f 00000000"));
    assertEquals(new OscMessage("/foo", "", List.of()), only("2f666f6f 00000000 2c000000"));
    assertEquals(new OscMessage("/foo", "", List.of()), only("2f666f6f 00000000 00000007"));
  }

  @Test
  void showsALatin1TextWithAFlaw() throws OscFormatException {
    assertEquals("Beyonc\ufffd", only("2f610000 2c730000 4265796f6e63e900").arguments().get(0));
  }

  @Test
  void readsBundlesThreeDeepWithTheTimeOfTheInnermost() throws OscFormatException {
    String message = "2f610000 2c000000";
    String inner = bundle("0000000000000007", message);
    String middle = bundle("0000000000000005", message, inner);

    OscDatagram read = read(bundle(NOW, middle, message));

    assertEquals(
        List.of(new TimeTag(5), new TimeTag(7), TimeTag.IMMEDIATELY),
        read.messages().stream().map(Timed::timeTag).toList());
  }

  @Test
  void refusesBundlesNestedDeeperThanTheLimit() throws OscFormatException {
    String deepest = "2f610000 2c000000";
    for (int i = 0; i < OscReader.DEEPEST; i++) {
      deepest = bundle(NOW, deepest);
    }
    String tooDeep = bundle(NOW, deepest);

    assertEquals(1, read(deepest).messages().size());
    OscFormatException refused = assertThrows(OscFormatException.class, () -> read(tooDeep));
    assertTrue(refused.toString().contains("more than 8 deep"), refused.getMessage());
  }

  @Test
  void survivesAsManyLevelsAsADatagramCanHold() {
    byte[] bytes = new byte[65_500];
    ByteBuffer datagram = ByteBuffer.wrap(bytes);
    while (datagram.remaining() >= 20) {
      datagram.put(HexFormat.of().parseHex(BUNDLE + NOW)).putInt(datagram.remaining() - 4);
    }

    assertThrows(OscFormatException.class, () -> OscReader.read(ByteBuffer.wrap(bytes)));
  }

  @Test
  void discardsOnlyTheMessageWithAnUnknownTag() throws OscFormatException {
    String good = "2f610000 2c000000";
    String unknown = "2f620000 2c7a0000 00000001";

    OscDatagram read = read(bundle(NOW, good, unknown, good));

    assertEquals(2, read.messages().size());
    assertEquals(1, read.discarded());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                  | 0  | nothing
          2f6100                                              | 0  | multiple of 4
          61620000                                            | 0  | neither
          00000000                                            | 0  | neither
          2f616263                                            | 0  | NUL
          2f610000 2c666666                                   | 4  | NUL
          2f610000 2c660000                                   | 8  | needs 4 bytes, 0 left
          2f610000 2c680000 00000001                          | 8  | needs 8 bytes, 4 left
          2f610000 2c730000 61626364                          | 8  | NUL
          2f610000 2c620000 7fffffff                          | 8  | blob of 2147483647 bytes
          2f610000 2c620000 ffffffff                          | 8  | blob of -1 bytes
          2f610000 2c620000 00000005 01020304                 | 8  | blob of 5 bytes, 4 left
          2f610000 2c660000 3f800000 3f800000                 | 12 | 4 bytes more
          2f610000 2c5b6600 3f800000                          | 7  | without ']'
          2f610000 2c665d00 3f800000                          | 6  | without '['
          2f610000 2c5b5b5b 5b5b5b5b 5b5b0000                 | 13 | more than 8 deep
          23626164 00000000 0000000000000001                  | 0  | begins with #bundle
          2362756e646c6500                                    | 8  | needs 8 bytes, 0 left
          2362756e646c6500 00000000                           | 8  | needs 8 bytes, 4 left
          2362756e646c6500 0000000000000001 00000000          | 20 | nothing
          2362756e646c6500 0000000000000001 00000003 2f610000 | 20 | multiple of 4
          2362756e646c6500 0000000000000001 fffffffc 2f610000 | 16 | element of -4 bytes
          2362756e646c6500 0000000000000001 00000008 2f610000 | 16 | element of 8 bytes, 4 left
          """)
  void refusesWhatIsMalformedNamingTheByte(String hex, int position, String problem) {
    OscFormatException refused = assertThrows(OscFormatException.class, () -> read(hex));

    assertEquals(position, refused.position(), refused.getMessage());
    assertTrue(refused.toString().contains(problem), refused.getMessage());
  }

  @Test
  void readsOrRefusesAnythingAndLeavesTheBufferAsItWas() {
    HostileDatagrams hostile = new HostileDatagrams(11);

    for (int i = 0; i < 100_000; i++) {
      ByteBuffer datagram = ByteBuffer.wrap(hostile.next());
      int length = datagram.remaining();
      try {
        OscReader.read(datagram);
      } catch (OscFormatException refused) {
        assertTrue(refused.position() <= length, refused.getMessage());
      }
      assertEquals(length, datagram.remaining());
    }
  }

  @Test
  void countsTimeFrom1900() {
    assertEquals(
        Instant.parse("1970-01-01T00:00:00Z"), new TimeTag(2_208_988_800L << 32).instant());
    assertEquals(
        new TimeTag(2_208_988_800L << 32 | 0x8000_0000L),
        TimeTag.of(Instant.parse("1970-01-01T00:00:00.5Z")));
    assertEquals(
        Instant.parse("2036-02-07T06:28:16Z"), new TimeTag(0).instant(), "the seconds wrap");
  }

  @Test
  void keepsTimesToAMicrosecondAlsoInTheNextEra() {
    for (String text :
        List.of(
            "1999-12-31T23:59:59.999999999Z",
            "2026-03-04T05:06:07.123456789Z",
            "2036-02-07T06:28:15.999999999Z",
            "2040-01-01T00:00:00.000000001Z")) {
      Instant time = Instant.parse(text);

      Instant back = TimeTag.of(time).instant();

      assertTrue(Duration.between(time, back).abs().toNanos() < 1000, text + " became " + back);
    }
  }

  @Test
  void reachesMethodsByAddressOrByPattern() {
    assertTrue(new OscMessage("/karaoke/pos", "", List.of()).reaches("/karaoke/pos"));
    assertTrue(new OscMessage("/karaoke/{pos,track}", "", List.of()).reaches("/karaoke/pos"));
    assertTrue(new OscMessage("//pos", "", List.of()).reaches("/karaoke/pos"));
    assertFalse(new OscMessage("/karaoke", "", List.of()).reaches("/karaoke/pos"));
    assertFalse(new OscMessage("/karaoke/[", "", List.of()).reaches("/karaoke/pos"));
  }

  private static OscMessage only(String hex) throws OscFormatException {
    OscDatagram read = read(hex);
    assertEquals(1, read.messages().size());
    assertEquals(TimeTag.IMMEDIATELY, read.messages().get(0).timeTag());
    return read.messages().get(0).message();
  }

  private static OscDatagram read(String hex) throws OscFormatException {
    return OscReader.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
  }

  private static String bundle(String timeTag, String... elements) {
    StringBuilder hex = new StringBuilder(BUNDLE + timeTag);
    for (String element : elements) {
      String packed = element.replace(" ", "");
      hex.append("%08x".formatted(packed.length() / 2)).append(packed);
    }
    return hex.toString();
  }

  /// As an OSC-string: with its NUL, padded.
  private static String ascii(String text) {
    int padded = (text.length() / 4 + 1) * 4;
    return HexFormat.of().formatHex(Arrays.copyOf(text.getBytes(ISO_8859_1), padded));
  }
}
