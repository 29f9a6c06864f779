package vj.workers.playback.spotify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.ProtocolException;

@Timeout(30)
final class TokenFileTest {

  private static final Token TOKEN =
      new Token("app", "access", "refresh", Instant.ofEpochSecond(2_000_000_000), Instant.EPOCH);

  private Path directory;
  private TokenFile file;

  @BeforeEach
  void begin() throws IOException {
    directory = Files.createTempDirectory(Path.of("/tmp"), "vj");
    file = new TokenFile(directory.resolve("state/spotify-token.json"));
  }

  @AfterEach
  void end() throws IOException {
    Directory.delete(directory);
  }

  @Test
  void keepsATokenForItsOwnerAlone() throws IOException {
    file.write(TOKEN);

    assertEquals(Optional.of(TOKEN), file.read());
    assertEquals("rw-------", permissions());
    assertEquals("Token[app, expires 2033-05-18T03:33:20Z]", TOKEN.toString());
  }

  @Test
  void nobodyHasLoggedInWhereThereIsNoFile() throws IOException {
    assertEquals(Optional.empty(), file.read());
    assertFalse(file.delete());
  }

  @Test
  void takesAFileThatOthersCanReadFromThem() throws IOException {
    file.write(TOKEN);
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));

    assertEquals(Optional.of(TOKEN), file.read());
    assertEquals("rw-------", permissions());
  }

  @Test
  void everyChangeHasAnotherStamp() throws IOException {
    TokenFile.Stamp none = file.stamp();
    file.write(TOKEN);
    TokenFile.Stamp first = file.stamp();
    file.write(TOKEN);
    TokenFile.Stamp second = file.stamp();
    file.delete();

    assertNotEquals(none, first);
    assertNotEquals(first, second);
    assertEquals(none, file.stamp());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"client_id\":\"a\",\"access_token\":7,\"refresh_token\":\"b\"}",
        "{\"client_id\":\"a\",\"access_token\":\" \",\"refresh_token\":\"b\"}"
      })
  void namesTheFileThatIsBroken(String content) throws IOException {
    write(content);

    ProtocolException refused = assertThrows(ProtocolException.class, file::read);

    assertTrue(String.valueOf(refused.getMessage()).startsWith(file.path().toString()));
  }

  @Test
  void refusesAFileBeyondAllMeasure() throws IOException {
    write("{\"client_id\":\"%s\"}".formatted("a".repeat(1 << 20)));

    assertThrows(ProtocolException.class, file::read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "9e99", "\"soon\"", "9000000000000000000", "null"})
  void aTimeThatIsNoneIsLongPast(String time) throws IOException {
    write(
        """
        {"client_id":"a","access_token":"b","refresh_token":"c","expires_at":%s,"logged_in_at":%s}\
        """
            .formatted(time, time));

    Token read = file.read().orElseThrow();

    assertEquals(Instant.EPOCH, read.expires());
    assertFalse(read.freshAt(Instant.now()));
  }

  @Test
  void aTokenIsFreshUntilAMinuteBeforeItExpires() {
    assertTrue(TOKEN.freshAt(TOKEN.expires().minusSeconds(61)));
    assertFalse(TOKEN.freshAt(TOKEN.expires().minusSeconds(60)));
  }

  @Test
  void aProcessThatIsKilledLeavesAWholeToken() throws Exception {
    for (int round = 0; round < 4; round++) {
      Process writer = TokenWriter.start(file.path());
      try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
        assertEquals("writing", said.readLine());
        for (int seen = 0; seen < 20 * (round + 1); seen++) {
          assertWhole(); // while it writes, as the worker reads what a login writes
        }
      } finally {
        writer.destroyForcibly();
      }
      assertTrue(writer.waitFor(5, TimeUnit.SECONDS));

      assertWhole();
    }
    file.write(TOKEN);
    assertEquals(Optional.of(TOKEN), file.read());
  }

  @Test
  void interruptsDoNotKeepATokenFromBeingWritten() throws Exception {
    Thread writer = Thread.currentThread();
    var done = new CountDownLatch(1);
    Thread impatient =
        Thread.ofPlatform()
            .start(() -> {
              while (done.getCount() > 0) {
                writer.interrupt();
                LockSupport.parkNanos(300_000);
              }
            });
    try {
      for (int turn = 0; turn < 20; turn++) {
        file.write(new Token("app", "access" + turn, "r", Instant.EPOCH, Instant.EPOCH));
      }
    } finally {
      done.countDown();
      while (impatient.isAlive()) {
        LockSupport.parkNanos(300_000);
      }
    }

    assertTrue(Thread.interrupted());
    assertEquals("access19", file.read().orElseThrow().access());
  }

  @Test
  void onlyOneThreadAtATimeIsInside() throws Exception {
    assertThrows(
        IOException.class, () -> file.alone(() -> file.alone(() -> Optional.of("inside"))));
  }

  @Test
  void onlyOneProcessAtATimeIsInside() throws Exception {
    Process other = TokenWriter.start(file.path());
    try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("writing", said.readLine());

      List<Optional<Token>> seen =
          file.alone(() -> List.of(file.read(), file.read(), file.read(), file.read()));

      assertEquals(1, seen.stream().distinct().count(), seen::toString);
    } finally {
      other.destroyForcibly();
    }
    assertTrue(other.waitFor(5, TimeUnit.SECONDS));
  }

  private void assertWhole() throws IOException {
    Token token = file.read().orElseThrow();
    assertEquals(token.access(), token.refresh());
  }

  private void write(String content) throws IOException {
    Files.createDirectories(directory.resolve("state"));
    Files.writeString(file.path(), content);
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-------"));
  }

  private String permissions() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path()));
  }
}
