package vj.workers.playback.mpris;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the session's message bus listens, as the environment says.
final class SessionBus {

  private static final String VARIABLE = "DBUS_SESSION_BUS_ADDRESS";
  private static final String RUNTIME = "XDG_RUNTIME_DIR";

  private SessionBus() {}

  /// The first address in `DBUS_SESSION_BUS_ADDRESS` that is a socket in the file system, else what
  /// systemd makes. What the variable says is not second-guessed: another bus would be the wrong
  /// one.
  ///
  /// @throws IOException when there is no such address; the message says what to do
  static Path socket(Map<String, String> environment) throws IOException {
    String addresses = environment.getOrDefault(VARIABLE, "").strip();
    try {
      if (addresses.isEmpty()) {
        return usual(environment)
            .orElseThrow(() ->
                new IOException(
                    "neither %s nor %s is set; run this as a user service or from a desktop session"
                        .formatted(VARIABLE, RUNTIME)));
      }
      return Stream.of(addresses.split(";"))
          .flatMap(address -> path(address.strip(), environment).stream())
          .findFirst()
          .orElseThrow(() -> unusable(addresses));
    } catch (InvalidPathException _) {
      throw unusable(addresses);
    }
  }

  private static IOException unusable(String addresses) {
    return new IOException(
        "%s has no address of the form unix:path=... that can be used here: %s"
            .formatted(VARIABLE, addresses));
  }

  /// An address is `transport:key=value,key=value`. Sockets in the abstract namespace cannot be
  /// reached from Java.
  private static Optional<Path> path(String address, Map<String, String> environment) {
    if (!address.startsWith("unix:")) {
      return Optional.empty();
    }
    for (String pair : address.substring("unix:".length()).split(",")) {
      if (pair.startsWith("path=")) {
        return Optional.of(Path.of(unescaped(pair.substring("path=".length()))));
      }
      if (pair.equals("runtime=yes")) {
        return usual(environment);
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> usual(Map<String, String> environment) {
    String runtime = environment.getOrDefault(RUNTIME, "");
    return runtime.isEmpty() ? Optional.empty() : Optional.of(Path.of(runtime, "bus"));
  }

  /// `%2f` is a byte of the value; a `%` without two digits is itself.
  private static String unescaped(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    var plain = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        plain.write(16 * high + low);
        i += 2;
      } else {
        plain.write(bytes[i]);
      }
    }
    return plain.toString(StandardCharsets.UTF_8);
  }
}
