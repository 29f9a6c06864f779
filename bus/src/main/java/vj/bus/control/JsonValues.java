package vj.bus.control;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes plain Java as JSON.
final class JsonValues {

  private JsonValues() {}

  static void write(JsonGenerator out, @Nullable Object value) {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean flag -> out.writeBoolean(flag);
      case Double number when number.isNaN() || number.isInfinite() -> out.writeNull();
      case Double number -> out.writeNumber(number);
      case Float number when number.isNaN() || number.isInfinite() -> out.writeNull();
      case Float number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Integer number -> out.writeNumber(number);
      case BigDecimal number -> out.writeNumber(number.toPlainString());
      case Map<?, ?> object -> {
        out.writeStartObject();
        object.forEach((key, field) -> {
          out.writeName(String.valueOf(key));
          write(out, field);
        });
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        list.forEach(element -> write(out, element));
        out.writeEndArray();
      }
      default ->
          throw new IllegalArgumentException(
              "not a value for JSON: " + value.getClass().getName() + " " + value);
    }
  }
}
