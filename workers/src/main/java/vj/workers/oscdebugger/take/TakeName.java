package vj.workers.oscdebugger.take;

import java.util.regex.Pattern;

/// A take's name: such that it is a file's name on every system, and never a path.
public record TakeName(String text) {

  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

  private static final String EXTENSION = ".vjtake";

  public static TakeName of(String text) throws Refused {
    if (!VALID.matcher(text).matches()) {
      String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
      throw new Refused(
          "name \"%s\": a take's name is 1 to 64 of A-Z a-z 0-9 . _ -, not a dot first"
              .formatted(shown));
    }
    return new TakeName(text);
  }

  /// Whether a file in the folder is a take.
  static boolean isTake(String file) {
    return file.endsWith(EXTENSION)
        && VALID.matcher(file.substring(0, file.length() - EXTENSION.length())).matches();
  }

  static TakeName ofFile(String file) {
    return new TakeName(file.substring(0, file.length() - EXTENSION.length()));
  }

  /// Its file in the folder of takes.
  public String file() {
    return text + EXTENSION;
  }
}
