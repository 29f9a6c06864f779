package vj.bus.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tables of docs/osc.md, so that tests can hold the messages to them.
public final class OscDocument {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (/\\S+) \\| (\\w*|none) \\|");

  private OscDocument() {}

  /// @param heading of the section, without its `##`
  /// @return type tags by address
  public static Map<String, String> section(String heading) throws IOException {
    String text = Files.readString(documentation());
    int begins = text.indexOf("\n## " + heading + "\n");
    if (begins < 0) {
      throw new IOException("no section \"" + heading + "\" in " + documentation());
    }
    int ends = text.indexOf("\n## ", begins + 1);
    return ROW.matcher(text.substring(begins, ends < 0 ? text.length() : ends))
        .results()
        .collect(
            Collectors.toMap(
                row -> row.group(1),
                row -> row.group(2).equals("none") ? "" : row.group(2),
                (one, _) -> one,
                TreeMap::new));
  }

  /// Tests run in the module's directory.
  private static Path documentation() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docs/osc.md"))
        ? here.resolve("docs/osc.md")
        : here.resolveSibling("docs/osc.md");
  }
}
