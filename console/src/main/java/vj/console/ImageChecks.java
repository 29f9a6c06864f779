package vj.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The installed bundle itself.
///
/// @param proc `/proc`, or one of a test's own
record ImageChecks(Shell shell, Path proc) {

  private static final String INSTALLATION = "installation";
  private static final String CACHE = "start-up cache";
  private static final String INSTALL = "install/install.sh";

  List<Finding> findings() throws IOException {
    Path home = shell.image().home();
    if (Files.notExists(home.resolve("lib/image-id"))) {
      return List.of(
          Finding.info(INSTALLATION, "none: vj runs from " + home + ", not from an image"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(parts(home));
    findings.add(cache(home.resolve("lib/vj.aot")));
    another(home).ifPresent(findings::add);
    return findings;
  }

  private static Finding parts(Path home) {
    List<String> missing =
        Stream.of("bin/vj", "bin/vj-worker", "runtime/bin/java")
            .filter(part -> !Files.isExecutable(home.resolve(part)))
            .toList();
    return missing.isEmpty()
        ? Finding.ok(INSTALLATION, home.toString())
        : Finding.fail(
            INSTALLATION,
            "damaged: %s lacks %s".formatted(home, String.join(", ", missing)),
            INSTALL);
  }

  /// The JVM goes on without a cache that does not fit, and says nothing: what it has mapped tells.
  private Finding cache(Path cache) throws IOException {
    if (Files.notExists(cache)) {
      return Finding.warn(
          CACHE, "missing: every worker starts slower and needs more memory", INSTALL);
    }
    Path maps = proc.resolve("self/maps");
    if (Files.notExists(maps)) {
      return Finding.ok(CACHE, "there");
    }
    boolean mapped =
        Files.readString(maps, StandardCharsets.ISO_8859_1).contains(cache.toRealPath().toString());
    return mapped
        ? Finding.ok(CACHE, "in use")
        : Finding.warn(
            CACHE,
            "there, but not in use: every worker starts slower and needs more memory; the jars or"
                + " the Java runtime are not those it was made with",
            INSTALL);
  }

  /// The `vj` that people type must be the one whose workers run.
  private Optional<Finding> another(Path home) throws IOException {
    Path ours = home.resolve("bin/vj");
    for (String directory : shell.environment().getOrDefault("PATH", "").split(":", -1)) {
      Path candidate = Path.of(directory, "vj");
      if (!directory.isEmpty() && Files.isExecutable(candidate)) {
        return candidate.toRealPath().equals(ours.toRealPath())
            ? Optional.empty()
            : Optional.of(
                Finding.warn(
                    INSTALLATION,
                    "`vj` is %s on the PATH; this one is %s".formatted(candidate, ours),
                    "remove one of them (install.sh --uninstall), or change the PATH's order"));
      }
    }
    return Optional.empty();
  }
}
