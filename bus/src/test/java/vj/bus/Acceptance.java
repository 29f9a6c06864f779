package vj.bus;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The rule for tests that need other programs: without them they are skipped, saying so; where
/// `VJ_ACCEPTANCE=required` is set they fail instead, so that a full run cannot pass by skipping.
public final class Acceptance {

  private Acceptance() {}

  /// Skips or fails the running test unless every program is on the PATH.
  public static void needs(String... programs) {
    List<String> missing = Arrays.stream(programs).filter(program -> !onPath(program)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String reason = "not on the PATH: " + String.join(", ", missing);
    if ("required".equals(System.getenv("VJ_ACCEPTANCE"))) {
      fail(reason);
    }
    abort(reason);
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
