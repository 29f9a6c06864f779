package vj.console;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import vj.bus.control.Json;

/// Everything that a verb may touch outside itself. Immutable; used by the main thread.
///
/// @param in what is typed or piped in
/// @param out what was asked for
/// @param err what went wrong, for people
/// @param environment where sockets, configuration and programs are found
/// @param image the installed bundle that this command belongs to
record Shell(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Map<String, String> environment,
    Terminal terminal,
    Image image) {

  Shell {
    environment = Map.copyOf(environment);
  }

  /// One object on one line.
  void json(Map<String, ?> object) {
    out.println(new String(Json.bytes(object), StandardCharsets.UTF_8));
  }

  Paint paint() {
    return new Paint(terminal.colour());
  }
}
