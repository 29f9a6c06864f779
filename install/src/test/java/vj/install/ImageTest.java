package vj.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// image.sh with a JDK whose programs only leave the files that the script looks for.
@Timeout(60)
final class ImageTest {

  private static final String JLINK =
      """
      while [ "$1" != --output ]; do shift; done
      mkdir -p "$2/bin"
      printf '#!/bin/sh\\nfor a; do case $a in -XX:AOTCacheOutput=*) echo x >"${a#*=}" ;; esac; done\\n' \
        >"$2/bin/java"
      chmod 755 "$2/bin/java"
      """;

  private static final String JAR = "mkdir -p \"$3/jni\" && echo x >\"$3/jni/libjunixsocket.so\"";

  @TempDir private Path root;

  private Path id;

  @BeforeEach
  void fakeJdk() throws IOException {
    id = root.resolve("image/lib/image-id");
    Files.createDirectories(root.resolve("jdk/bin"));
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    program("jlink", JLINK);
    program("jar", JAR);
    Files.writeString(root.resolve("junixsocket-native-common-1.jar"), "sockets");
    Files.writeString(root.resolve("own.jar"), "own");
    Files.writeString(root.resolve("class-path"), root + "/junixsocket-native-common-1.jar");
  }

  /// build.sh takes the image for fresh if `image-id` is newer than all sources.
  @Test
  void isFreshAfterABuildThatChangedNothing() throws Exception {
    build();
    Instant longAgo = Instant.now().minusSeconds(3600);
    Files.setLastModifiedTime(id, FileTime.from(longAgo));
    Files.setLastModifiedTime(root.resolve("image/lib/vj.aot"), FileTime.from(longAgo));

    build();

    assertTrue(modified(id).isAfter(longAgo.plusSeconds(1)));
    assertTrue(modified(root.resolve("image/lib/vj.aot")).isBefore(longAgo.plusSeconds(1)));
  }

  @Test
  void trainsAgainWhenAJarHasChanged() throws Exception {
    build();
    String before = Files.readString(id);
    Path cache = root.resolve("image/lib/vj.aot");
    Files.setLastModifiedTime(cache, FileTime.from(Instant.EPOCH));

    Files.writeString(root.resolve("own.jar"), "other");
    build();

    assertTrue(!Files.readString(id).equals(before));
    assertTrue(modified(cache).isAfter(Instant.EPOCH));
  }

  private void build() throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
                "sh",
                Path.of("image.sh").toAbsolutePath().toString(),
                root.resolve("class-path").toString(),
                root.resolve("own.jar").toString(),
                root.resolve("image").toString())
            .redirectErrorStream(true);
    builder.environment().put("JDK_HOME", root.resolve("jdk").toString());
    builder.environment().put("JVM_ACCESS", "--enable-native-access=ALL-UNNAMED");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static Instant modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file).toInstant();
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(root.resolve("jdk/bin/" + name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
