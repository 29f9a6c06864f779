package vj.console;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// What standard output is connected to.
///
/// @param interactive a terminal that can move its cursor
/// @param colour wanted and possible
/// @param unicode its character set has more than ASCII
record Terminal(boolean interactive, boolean colour, boolean unicode) {

  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  /// Neither terminal nor colour: what a file or a pipe gets.
  static final Terminal NONE = new Terminal(false, false, true);

  /// https://no-color.org: any value but the empty one.
  static Terminal of(boolean terminal, Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "");
    boolean able = terminal && !type.isEmpty() && !type.equals("dumb");
    boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(able, able && wanted, !terminal || utf8(environment));
  }

  /// The link in /proc costs nothing, and tells of standard output alone; where there is none
  /// (macOS) the console does, which looks at standard input as well.
  @SuppressWarnings("SystemConsoleNull") // by its contract it may be, whatever JDK 25 does
  static boolean attached() {
    try {
      String to = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
      return to.startsWith("/dev/pts/") || to.startsWith("/dev/tty") || to.equals("/dev/console");
    } catch (IOException _) {
      Console console = System.console();
      return console != null && console.isTerminal();
    }
  }

  private static boolean utf8(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return false;
  }
}
