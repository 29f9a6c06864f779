package vj.bench.accuracy.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a truth or prediction file. The bundle's own reader is made for messages and refuses files
/// with so many numbers.
///
/// Values are `String`, `Double`, `Boolean`, `List` and `Map`; a key whose value is `null` is left
/// out. Not a validator: it refuses what it cannot read, not all that the grammar forbids.
final class JsonText {

  /// Ours nest three deep; this keeps a broken file from eating the stack.
  private static final int DEPTH_LIMIT = 32;

  private final String text;
  private int at;
  private int depth;

  private JsonText(String text) {
    this.text = text;
  }

  /// @throws IllegalArgumentException with the place, if it cannot be read
  static Map<String, Object> object(String text) {
    JsonText json = new JsonText(text);
    if (json.next() != '{') {
      throw json.wrong("not an object");
    }
    Map<String, Object> object = json.members();
    json.blanks();
    if (json.at < text.length()) {
      throw json.wrong("more after the object");
    }
    return object;
  }

  private Map<String, Object> members() {
    enter('{');
    Map<String, Object> members = new LinkedHashMap<>();
    while (more('}', members.isEmpty())) {
      String key = string();
      expect(':');
      if (next() == 'n') {
        word("null");
      } else {
        members.put(key, value());
      }
    }
    return members;
  }

  private List<Object> items() {
    enter('[');
    List<Object> items = new ArrayList<>();
    while (more(']', items.isEmpty())) {
      items.add(value());
    }
    return items;
  }

  private Object value() {
    return switch (next()) {
      case '{' -> members();
      case '[' -> items();
      case '"' -> string();
      case 't' -> {
        word("true");
        yield true;
      }
      case 'f' -> {
        word("false");
        yield false;
      }
      default -> number();
    };
  }

  private void enter(char bracket) {
    expect(bracket);
    depth++;
    if (depth > DEPTH_LIMIT) {
      throw wrong("nests deeper than " + DEPTH_LIMIT);
    }
  }

  /// Steps over what stands between two items, or over the bracket after the last.
  private boolean more(char end, boolean first) {
    if (next() == end) {
      at++;
      depth--;
      return false;
    }
    if (!first) {
      expect(',');
    }
    return true;
  }

  private Double number() {
    int from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(from, at));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a value at character " + from, e);
    }
  }

  /// Our files hold no escapes but those of quotes and backslashes.
  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
      string.append(text.charAt(at++));
    }
    expect('"');
    return string.toString();
  }

  private void word(String word) {
    if (!text.startsWith(word, at)) {
      throw wrong("not a value");
    }
    at += word.length();
  }

  private void expect(char c) {
    if (next() != c) {
      throw wrong("expected " + c);
    }
    at++;
  }

  private char next() {
    blanks();
    if (at >= text.length()) {
      throw wrong("ends too early");
    }
    return text.charAt(at);
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + " at character " + at);
  }
}
