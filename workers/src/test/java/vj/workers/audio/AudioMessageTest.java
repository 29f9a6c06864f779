package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AudioMessageTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (/audio/\\S+) \\| (\\w+) \\|");

  @Test
  void isWhatTheDocumentationSays() throws Exception {
    Map<String, String> documented =
        ROW.matcher(Files.readString(documentation()))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

    Map<String, String> sent =
        Arrays.stream(AudioMessage.values())
            .collect(Collectors.toMap(AudioMessage::address, AudioMessage::typeTags));

    assertEquals(new TreeMap<>(documented), new TreeMap<>(sent));
  }

  /// Tests run in the module's directory.
  private static Path documentation() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docs/osc.md"))
        ? here.resolve("docs/osc.md")
        : here.resolveSibling("docs/osc.md");
  }
}
