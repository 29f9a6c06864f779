package vj.workers.lyrics.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;

/// The JSON in what a model wrote: all of it, or an object between thoughts, fences and manners.
/// Stateless.
final class JsonText {

  /// After so many opening braces that begin no object, there is none.
  private static final int MOST_BRACES = 12;

  private static final String THOUGHT = "</think>";

  private JsonText() {}

  /// What may be meant, likeliest first. Takes time in proportion to the text's length.
  static List<Object> values(String written) {
    int thought = written.lastIndexOf(THOUGHT);
    String text = thought < 0 ? written : written.substring(thought + THOUGHT.length());
    List<Object> values = new ArrayList<>();
    Object whole = parsed(text.strip());
    if (whole != null) {
      values.add(whole);
      if (whole instanceof Map<?, ?> wrapper) { // {"analysis": {...}}
        wrapper.values().stream().filter(Map.class::isInstance).forEach(values::add);
      }
      return values;
    }
    int open = text.indexOf('{');
    for (int i = 0; i < MOST_BRACES && open >= 0; i++) {
      int end = end(text, open);
      Object value = end < 0 ? null : parsed(text.substring(open, end));
      if (value != null) {
        values.add(value);
      }
      open = text.indexOf('{', open + 1);
    }
    return values;
  }

  private static @Nullable Object parsed(String text) {
    try {
      return Json.value(text, "answer");
    } catch (ProtocolException _) {
      return null;
    }
  }

  /// Behind the brace that closes the one at `open`; -1 if there is none. Braces in strings do not
  /// count.
  private static int end(String text, int open) {
    int depth = 0;
    boolean quoted = false;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
