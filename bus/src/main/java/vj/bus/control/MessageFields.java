package vj.bus.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Typed access to the fields of one object from the wire. Nothing is coerced; absent and `null`
/// are the same.
///
/// @param type the message's, for the texts of refusals
record MessageFields(String type, Map<String, @Nullable Object> object) {

  @Nullable String textOrNull(String key) throws ProtocolException {
    return switch (object.get(key)) {
      case null -> null;
      case String text -> text;
      case Object other -> throw wrong(key, "a string", other);
    };
  }

  String text(String key) throws ProtocolException {
    String text = textOrNull(key);
    if (text == null) {
      throw missing(key);
    }
    return text;
  }

  boolean flag(String key) throws ProtocolException {
    return switch (object.get(key)) {
      case null -> throw missing(key);
      case Boolean flag -> flag;
      case Object other -> throw wrong(key, "true or false", other);
    };
  }

  long whole(String key) throws ProtocolException {
    return switch (object.get(key)) {
      case null -> throw missing(key);
      case Long number -> number;
      case Object other -> throw wrong(key, "a whole number", other);
    };
  }

  double number(String key) throws ProtocolException {
    return switch (object.get(key)) {
      case null -> throw missing(key);
      case Long number -> number.doubleValue();
      case Double number -> number;
      case Object other -> throw wrong(key, "a number", other);
    };
  }

  @SuppressWarnings("unchecked") // a map that Json made has no other keys than strings
  @Nullable Map<String, @Nullable Object> objectOrNull(String key) throws ProtocolException {
    return switch (object.get(key)) {
      case null -> null;
      case Map<?, ?> found -> (Map<String, @Nullable Object>) found;
      case Object other -> throw wrong(key, "an object", other);
    };
  }

  Map<String, @Nullable Object> object(String key) throws ProtocolException {
    Map<String, @Nullable Object> found = objectOrNull(key);
    if (found == null) {
      throw missing(key);
    }
    return found;
  }

  List<String> texts(String key) throws ProtocolException {
    Object value = object.get(key);
    if (value == null) {
      throw missing(key);
    }
    if (!(value instanceof List<?> found)) {
      throw wrong(key, "a list of strings", value);
    }
    List<String> texts = new ArrayList<>();
    for (Object element : found) {
      if (!(element instanceof String text)) {
        throw wrong(key, "a list of strings", found);
      }
      texts.add(text);
    }
    return texts;
  }

  private ProtocolException missing(String key) {
    return new ProtocolException("%s without %s".formatted(type, key));
  }

  private ProtocolException wrong(String key, String wanted, Object found) {
    String text = String.valueOf(found);
    return new ProtocolException(
        "%s: %s must be %s, found %s"
            .formatted(
                type, key, wanted, text.length() <= 80 ? text : text.substring(0, 80) + "…"));
  }
}
