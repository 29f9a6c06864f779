package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

  @Test
  void readsEveryKindOfValueInTheOrderOfTheText() throws Exception {
    String text =
        """
        {"z": "ä\\n€", "a": 1, "b": -2.5, "c": true, "d": false, "e": null,
         "f": [1, "x", [], {}], "g": {"h": {"i": 9223372036854775807}}}\
        """;

    Map<String, ?> read = Json.object(text.getBytes(StandardCharsets.UTF_8));

    assertEquals(List.of("z", "a", "b", "c", "d", "e", "f", "g"), List.copyOf(read.keySet()));
    assertEquals("ä\n€", read.get("z"));
    assertEquals(1L, read.get("a"));
    assertEquals(-2.5, read.get("b"));
    assertEquals(List.of(1L, "x", List.of(), Map.of()), read.get("f"));
    assertEquals(Map.of("h", Map.of("i", Long.MAX_VALUE)), read.get("g"));
  }

  @Test
  void roundsIntegersBeyondALongInAnswersOfServersOnly() throws ProtocolException {
    assertEquals(
        Map.of("seed", 0x1p64, "long", Long.MAX_VALUE),
        Json.value("{\"seed\":18446744073709551615,\"long\":9223372036854775807}", "a server"));

    assertThrows(ProtocolException.class, () -> Json.value("1" + "0".repeat(400), "a server"));
    assertThrows(
        ProtocolException.class, () -> Json.object("{\"seed\":18446744073709551615}", "frame"));
  }

  @Test
  void readsARootOfAnyKind() throws Exception {
    assertEquals(List.of(1L, List.of("two")), Json.value(" [1, [\"two\"]] ", "a server"));
    assertEquals("text", Json.value("\"text\"", "a server"));
    assertNull(Json.value("null", "a server"));

    assertThrows(ProtocolException.class, () -> Json.value("[1] 2", "a server"));
    assertThrows(ProtocolException.class, () -> Json.value("<html>", "a server"));
    assertThrows(ProtocolException.class, () -> Json.value("", "a server"));
  }

  @Test
  void readsWhatItWrote() throws Exception {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("text", "\"\\\u0001 𝄞 \uFFFD");
    object.put("long", Long.MIN_VALUE);
    object.put("double", 0.1);
    object.put("list", Arrays.asList(1L, null, true));
    object.put("empty", null);

    Map<String, ?> read = Json.object(Json.bytes(object));

    assertEquals(object, read);
  }

  @Test
  void writesNumbersThatJsonHasNotAsNull() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("a", Double.NaN);
    object.put("b", Double.NEGATIVE_INFINITY);
    object.put("c", Float.POSITIVE_INFINITY);
    object.put("d", 0.5f);
    object.put("e", 3);

    assertEquals(
        """
        {"a":null,"b":null,"c":null,"d":0.5,"e":3}\
        """,
        new String(Json.bytes(object), StandardCharsets.UTF_8));
  }

  @Test
  void writesHalfASurrogatePairAsSomethingReadable() throws Exception {
    Map<String, ?> read = Json.object("{\"cmd\": \"\\ud800x\"}", "test");

    Map<String, ?> again = Json.object(Json.bytes(read));

    assertEquals("?x", again.get("cmd"));
  }

  @Test
  void refusesToWriteWhatIsNoValue() {
    Map<String, Object> object = Map.of("a", Locale.ENGLISH);

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Json.bytes(object));

    assertEquals("not a value for JSON: java.util.Locale en", refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|x.json: not JSON: empty",
        "`  `|x.json: not JSON: empty",
        "[1,2]|x.json:1:1: not an object",
        "\"text\"|x.json:1:1: not an object",
        "null|x.json:1:1: not an object",
        "{\"a\":1} 2|x.json:1:9: not JSON: more after the value",
        "{\"a\":1}{}|x.json:1:8: not JSON: more after the value",
        "{\"a\":1,\"b\":2,\"a\":3}|x.json:1:14: key \"a\" stands twice",
        "{\"a\":1e999}|x.json:1:6: number out of range",
      })
  void saysWhatIsWrongAndWhere(String text, String message) {
    ProtocolException refused =
        assertThrows(ProtocolException.class, () -> Json.object(text, "x.json"));

    assertEquals(message, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense|x.json:1:",
        "{\"a\" 1}|x.json:1:6: not JSON: ",
        "{'a':1}|x.json:1:2: not JSON: ",
        "{\"a\":NaN}|x.json:1:",
        "{\"a\":01}|x.json:1:",
        "{\"a\":1,}|x.json:1:8: not JSON: ",
        "{\"a\":[1}|x.json:1:8: not JSON: ",
        "{\"a\":|x.json:1:6: not JSON: Unexpected end-of-input",
        "{\"a\":1|x.json:1:7: not JSON: Unexpected end-of-input",
        "{\"a|x.json:1:4: not JSON: Unexpected end-of-input",
        "{\"a\":\"\\x\"}|x.json:1:",
        "{\"a\":123456789012345678901}|x.json:1:",
        "/* no */ {}|x.json:1:",
      })
  void pointsAtWhatIsNotJson(String text, String beginning) {
    ProtocolException refused =
        assertThrows(ProtocolException.class, () -> Json.object(text, "x.json"));

    String message = refused.getMessage();
    assertTrue(message.startsWith(beginning), message);
    assertTrue(message.contains(": not JSON: "), message);
    assertTrue(message.indexOf('\n') < 0 && !message.contains("Source"), message);
  }

  @Test
  void countsLinesOfAFile() {
    ProtocolException refused =
        assertThrows(ProtocolException.class, () -> Json.object("{\n  \"a\": 1,\n  oops\n}", "f"));

    assertTrue(refused.getMessage().startsWith("f:3:3: not JSON: "), refused.getMessage());
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin = "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

    ProtocolException refused = assertThrows(ProtocolException.class, () -> Json.object(latin));

    assertEquals("frame: not UTF-8", refused.getMessage());
  }

  @Test
  void refusesOtherEncodingsAndByteOrderMarks() {
    byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
    byte[] marked = "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    assertThrows(ProtocolException.class, () -> Json.object(utf16));
    ProtocolException refused = assertThrows(ProtocolException.class, () -> Json.object(marked));

    assertEquals("frame:1:1: not JSON: begins with a byte order mark", refused.getMessage());
  }

  @Test
  void refusesTooDeepNesting() {
    int depth = Json.NESTING_LIMIT + 1;
    String deep = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

    ProtocolException refused = assertThrows(ProtocolException.class, () -> Json.object(deep, "f"));

    assertTrue(refused.getMessage().contains("nesting depth"), refused.getMessage());
  }

  @Test
  void refusesAFrameFullOfOpenBrackets() {
    byte[] body = new byte[Frames.LIMIT];
    Arrays.fill(body, (byte) '[');
    byte[] opening = "{\"a\":".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(opening, 0, body, 0, opening.length);

    assertThrows(ProtocolException.class, () -> Json.object(body));
  }

  @Test
  void refusesMoreTokensThanAnyCommandHas() {
    String object = "{\"a\":1}"; // four tokens, and 250 bytes of memory
    String many = "{\"x\":[" + (object + ",").repeat(Json.TOKEN_LIMIT / 4) + object + "]}";

    ProtocolException refused = assertThrows(ProtocolException.class, () -> Json.object(many, "f"));

    assertTrue(refused.getMessage().contains("Token count (40001)"), refused.getMessage());
    assertTrue(refused.getMessage().contains("(40000"), refused.getMessage());
  }

  @Test
  void takesAnAnswerOfAnyNumberOfTokens() throws Exception {
    String many = "{\"x\":[" + "1,".repeat(Json.TOKEN_LIMIT) + "1]}";

    Map<String, ?> read = Json.answer(many);

    assertEquals(Json.TOKEN_LIMIT + 1, assertInstanceOf(List.class, read.get("x")).size());
  }
}
