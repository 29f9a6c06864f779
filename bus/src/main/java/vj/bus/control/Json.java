package vj.bus.control;

import java.io.ByteArrayOutputStream;
import java.io.CharArrayWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// JSON text to and from plain Java: `String`, `Long`, `Double`, `Boolean`, `List`, `Map`, `null`.
///
/// A `BigDecimal` is written as well, with the digits that it has and no exponent: for times that
/// people read.
///
/// Stricter than the grammar where a sender's mistake would go unseen: the text is UTF-8 without a
/// byte order mark, the root is an object, a key stands once, integers fit a `long`. Only [#value]
/// takes more. Stateless.
public final class Json {

  /// No message nests deeper than 6; this keeps the recursion within the readers' small stacks.
  static final int NESTING_LIMIT = 64;

  /// Names, values and brackets of one document. No command and no configuration comes near; a
  /// token may take 80 bytes of memory, and a worker's heap is small.
  static final int TOKEN_LIMIT = 40_000;

  private static final char REPLACEMENT = '\uFFFD';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final Pattern SOURCE_HINT = Pattern.compile(" \\([^(]*\\[Source: .*");

  private static final JsonFactory FACTORY = factory(TOKEN_LIMIT);

  private static final JsonFactory ANSWERS = factory(Long.MAX_VALUE);

  private Json() {}

  /// Keys are not kept between documents: a sender of ever new ones would fill that table.
  private static JsonFactory factory(long tokenLimit) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(NESTING_LIMIT)
                .maxTokenCount(tokenLimit)
                .build())
        .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
        .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
        .build();
  }

  /// Reads one frame's body.
  public static Map<String, @Nullable Object> object(byte[] utf8) throws ProtocolException {
    return object(text(utf8, 0, utf8.length));
  }

  static Map<String, @Nullable Object> object(String frame) throws ProtocolException {
    return object(FACTORY, frame, "frame");
  }

  /// As [#object], but with as many tokens as the frame has room for: the reader has asked for it.
  static Map<String, @Nullable Object> answer(String frame) throws ProtocolException {
    return object(ANSWERS, frame, "frame");
  }

  /// Reads a whole text.
  ///
  /// @param origin what messages begin with, before line and column: a file's name
  public static Map<String, @Nullable Object> object(String text, String origin)
      throws ProtocolException {
    return object(FACTORY, text, origin);
  }

  /// Reads a whole text whose root may be anything: what other people's servers answer. Integers
  /// that fit no `long` become `Double`.
  ///
  /// @param origin what messages begin with, before line and column: the server's address
  public static @Nullable Object value(String text, String origin) throws ProtocolException {
    return root(FACTORY, text, new Source(origin, true), Json::value);
  }

  private static Map<String, @Nullable Object> object(
      JsonFactory factory, String text, String origin) throws ProtocolException {
    return root(
        factory,
        text,
        new Source(origin, false),
        (parser, first, from) -> {
          if (first != JsonToken.START_OBJECT) {
            throw refused(from, parser.currentTokenLocation(), "not an object");
          }
          return object(parser, from);
        });
  }

  private static <T extends @Nullable Object> T root(
      JsonFactory factory, String text, Source from, Reading<T> reading) throws ProtocolException {
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      throw new ProtocolException(from.name() + ":1:1: not JSON: begins with a byte order mark");
    }
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new ProtocolException(from.name() + ": not JSON: empty");
      }
      T read = reading.read(parser, first, from);
      if (parser.nextToken() != null) {
        throw refused(from, parser.currentTokenLocation(), "not JSON: more after the value");
      }
      return read;
    } catch (JacksonException e) {
      throw refused(from, e.getLocation(), "not JSON: " + reason(e));
    }
  }

  /// @param name what messages begin with
  /// @param roundsIntegers whether those beyond a `long` become `Double`, or are refused
  private record Source(String name, boolean roundsIntegers) {}

  /// Reads what begins with the token `first`.
  @FunctionalInterface
  private interface Reading<T extends @Nullable Object> {
    T read(JsonParser parser, JsonToken first, Source from) throws ProtocolException;
  }

  /// Writes `object` as UTF-8. NaN and the infinities, which JSON has not, become `null`.
  ///
  /// @throws IllegalArgumentException for a value of any other class: a bug
  public static byte[] bytes(Map<String, ?> object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    write(object, bytes);
    return bytes.toByteArray();
  }

  /// Appends `object` as text: for those who write many, and have a place for them.
  ///
  /// @throws IllegalArgumentException for a value of any other class: a bug
  public static void append(Map<String, ?> object, CharArrayWriter to) {
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), to)) {
      JsonValues.write(generator, object);
    }
  }

  static void write(Map<String, ?> object, OutputStream to) {
    // Through a writer of the JDK: Jackson's own to bytes throws for half a surrogate pair, which
    // clients may send as an escape and get back; this one makes a `?` of it.
    Writer text = new OutputStreamWriter(to, StandardCharsets.UTF_8);
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      JsonValues.write(generator, object);
    }
  }

  /// Decodes a frame's body.
  static String text(byte[] bytes, int from, int length) throws ProtocolException {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    try { // either it was in the text, or it stands for what could not be decoded
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ProtocolException("frame: not UTF-8");
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser, Source from)
      throws ProtocolException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String key = parser.nextName(); key != null; key = parser.nextName()) {
      if (object.containsKey(key)) {
        throw refused(from, parser.currentTokenLocation(), "key \"" + key + "\" stands twice");
      }
      object.put(key, value(parser, parser.nextToken(), from));
    }
    return object;
  }

  private static List<@Nullable Object> list(JsonParser parser, Source from)
      throws ProtocolException {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      list.add(value(parser, t, from));
    }
    return list;
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token, Source from)
      throws ProtocolException {
    return switch (token) {
      case START_OBJECT -> object(parser, from);
      case START_ARRAY -> list(parser, from);
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> integer(parser, from);
      case VALUE_NUMBER_FLOAT -> finite(parser, from);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("the parser gave " + token + " for a value");
    };
  }

  private static Number integer(JsonParser parser, Source from) throws ProtocolException {
    return from.roundsIntegers() && parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? (Number) finite(parser, from)
        : (Number) parser.getLongValue();
  }

  private static double finite(JsonParser parser, Source from) throws ProtocolException {
    double number = parser.getDoubleValue();
    if (Double.isInfinite(number)) {
      throw refused(from, parser.currentTokenLocation(), "number out of range");
    }
    return number;
  }

  private static ProtocolException refused(
      Source from, @Nullable TokenStreamLocation at, String what) {
    String place = at == null ? "" : ":%d:%d".formatted(at.getLineNr(), at.getColumnNr());
    return new ProtocolException(from.name() + place + ": " + what);
  }

  /// Jackson's own words without the hints at its settings and places that follow them.
  private static String reason(JacksonException e) {
    String text = e.getOriginalMessage().lines().findFirst().orElse("malformed");
    return SOURCE_HINT.matcher(text).replaceFirst("");
  }
}
