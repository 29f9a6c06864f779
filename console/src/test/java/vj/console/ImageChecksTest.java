package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.status.FakePrograms;
import vj.bus.status.SystemdHost;

/// The installed bundle, and the clock that it is compared with.
@Timeout(30)
final class ImageChecksTest {

  private final Stage stage = opened();
  private final Path home = stage.root().resolve("image");
  private final Path proc = stage.root().resolve("proc");

  private static Stage opened() {
    try {
      return Stage.open();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void image() throws Exception {
    stage.image().program("vj", "").program("vj-worker", "");
    Files.createDirectories(home.resolve("runtime/bin"));
    new FakePrograms(home.resolve("runtime/bin")).program("java", "");
    Files.createDirectory(home.resolve("lib"));
    Files.createFile(home.resolve("lib/image-id"));
    Files.createFile(home.resolve("lib/vj.aot"));
    Files.createDirectories(proc.resolve("self"));
    maps("800001000-800b96000 rw-p 00001000 fe:00 53 " + home.toRealPath() + "/lib/vj.aot\n");
  }

  @AfterEach
  void close() throws Exception {
    stage.close();
  }

  private void maps(String text) throws Exception {
    Files.writeString(proc.resolve("self/maps"), text);
  }

  private Shell shell() {
    return stage.shell(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
  }

  private List<Finding> findings() throws Exception {
    return new ImageChecks(shell(), proc).findings();
  }

  @Test
  void isContentWithAWholeImage() throws Exception {
    List<Finding> findings = findings();

    assertEquals(
        List.of(
            Finding.ok("installation", home.toString()), Finding.ok("start-up cache", "in use")),
        findings);
  }

  @Test
  void seesThatTheCacheIsNotUsed() throws Exception {
    maps("7f0e825b7000-7f0e82628000 r-xp 00000000 fe:00 1 /usr/lib/libc.so.6\n");
    Finding unused = findings().getLast();
    Files.delete(home.resolve("lib/vj.aot"));
    Finding missing = findings().getLast();

    assertTrue(unused.found().startsWith("there, but not in use"), unused::toString);
    assertTrue(missing.found().startsWith("missing"), missing::toString);
  }

  @Test
  void namesWhatADamagedImageLacks() throws Exception {
    Files.delete(home.resolve("runtime/bin/java"));

    Finding damaged = findings().getFirst();

    assertEquals("damaged: %s lacks runtime/bin/java".formatted(home), damaged.found());
  }

  @Test
  void warnsOfAnotherVjOnThePath() throws Exception {
    stage.programs().program("vj", "");

    Finding another = findings().getLast();

    assertEquals(
        "`vj` is %s/vj on the PATH; this one is %s/bin/vj"
            .formatted(stage.root().resolve("path"), home),
        another.found());
  }

  @Test
  void takesALinkToItselfForItself() throws Exception {
    Files.createSymbolicLink(stage.root().resolve("path/vj"), home.resolve("bin/vj"));

    assertEquals(2, findings().size());
  }

  @Test
  void callsAClockWrongThatIsBeforeTheSoftwareItself() throws Exception {
    Instant built = Instant.parse("2026-11-22T10:00:00Z");
    Files.setLastModifiedTime(home.resolve("lib/image-id"), FileTime.from(built));
    stage.programs().program("timedatectl", "echo NTPSynchronized=yes");
    SystemdHost host = new SystemdHost(stage.environment());

    Instant wrong = built.minus(Duration.ofDays(300));
    List<Finding> before = new ClockChecks(shell(), host, () -> wrong).findings();
    Instant right = built.plus(Duration.ofDays(300));
    List<Finding> after = new ClockChecks(shell(), host, () -> right).findings();

    assertEquals(Finding.Verdict.FAIL, before.getFirst().verdict());
    assertTrue(before.getFirst().found().startsWith("wrong: it says 2026-01-"), before::toString);
    assertEquals(List.of(Finding.ok("clock", "follows a time server")), after);
  }

  @Test
  void tellsOfAClockThatNobodySets() throws Exception {
    stage.programs().program("timedatectl", "echo NTPSynchronized=no");

    Stage.Outcome outcome = stage.vj("doctor", "--json");

    assertEquals("info", Doctor.finding(outcome, "clock").get("verdict"));
    assertEquals("sudo timedatectl set-ntp true", Doctor.finding(outcome, "clock").get("cure"));
  }
}
