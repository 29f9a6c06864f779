package vj.console;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What vj-osc-debugger has seen of single messages, printed.
record SeenMessages(Shell shell) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  /// The oldest first, as in a log.
  ///
  /// @param answer to `get_messages`
  void print(Fields answer) {
    for (Fields message : answer.each("messages")) {
      shell.out().println(line(message));
    }
    if (answer.flag("truncated")) {
      shell.err().println("vj: there were more than fit in an answer; ask for fewer, or a pattern");
    }
  }

  private String line(Fields message) {
    Paint paint = shell.paint();
    String types = message.text("types");
    StringBuilder line = new StringBuilder();
    line.append(paint.dim(time(message.number("timestamp"))));
    line.append("  ").append(paint.strong(message.text("address")));
    line.append("  ").append(paint.dim(types));
    arguments(types, message.map().get("args")).forEach(text -> line.append(' ').append(text));
    String timeTag = message.text("time_tag");
    line.append(timeTag.isEmpty() ? "" : paint.dim("  for " + timeTag));
    return line.append(paint.dim("  from " + message.text("source"))).toString();
  }

  private static String time(double seconds) {
    Instant at = Instant.ofEpochMilli(Math.round(seconds * 1_000));
    return LocalTime.ofInstant(at, ZoneId.systemDefault()).format(TIME);
  }

  /// JSON has one kind of fraction; nobody wants to read a float32 with the digits of a double.
  static List<String> arguments(String types, @Nullable Object arguments) {
    boolean doubles = types.indexOf('d') >= 0;
    return arguments instanceof List<?> list
        ? list.stream()
            .map(each -> !doubles && each instanceof Double number ? number.floatValue() : each)
            .map(OscText::print)
            .toList()
        : List.of();
  }
}
