package vj.bus.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.newsclub.net.unix.AFUNIXServerSocket;

@Timeout(60)
class SocketClaimTest {

  private static final int ROUNDS = 10;

  private TestBus bus;

  @BeforeEach
  void open() throws Exception {
    bus = new TestBus();
  }

  @AfterEach
  void close() throws Exception {
    bus.close();
  }

  @Test
  void theSocketIsItsOwnersAlone() throws Exception {
    bus.serve(TestBus::echo);

    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(bus.socket())));
  }

  @Test
  void theLockFileHoldsThePidAndStays() throws Exception {
    Path lock = bus.directory.lock("demo");
    bus.directory.prepare();
    Files.writeString(lock, "99999999999\nleftover\n");

    try (SocketClaim claim = bus.directory.claim("demo")) {
      assertEquals(bus.socket(), claim.socket());
      assertEquals(ProcessHandle.current().pid() + "\n", Files.readString(lock));
    }

    assertTrue(Files.exists(lock));
  }

  @Test
  void aSecondClaimInTheSameProcessIsRefused() throws Exception {
    try (SocketClaim _ = bus.directory.claim("demo")) {
      SocketTakenException taken =
          assertThrows(SocketTakenException.class, () -> bus.directory.claim("demo"));

      assertEquals(ProcessHandle.current().pid(), taken.pid());
      assertEquals(bus.socket(), taken.socket());
    }

    bus.directory.claim("demo").close();
  }

  @Test
  void aClaimOfAnotherProcessIsRefusedUntilItIsKilled() throws Exception {
    Process holder = ClaimProcess.start(bus.directory.path(), "demo");
    try (BufferedReader output = holder.inputReader()) {
      assertEquals("bound", output.readLine());

      SocketTakenException taken =
          assertThrows(SocketTakenException.class, () -> bus.directory.claim("demo"));

      assertEquals(holder.pid(), taken.pid());
      assertEquals(
          "%s is held by pid %d".formatted(bus.socket(), holder.pid()), taken.getMessage());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertTrue(Files.exists(bus.socket()), "killed: its socket stays, stale");
    bus.serve(TestBus::echo);
    try (ControlClient client = bus.client()) {
      assertTrue(client.ask("ping", Map.of(), TestBus.SOON).success());
    }
  }

  @Test
  void ofTwoSimultaneousStartersOneWins() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Process one = ClaimProcess.start(bus.directory.path(), "race");
      Process two = ClaimProcess.start(bus.directory.path(), "race");
      try (BufferedReader first = one.inputReader();
          BufferedReader second = two.inputReader()) {
        Set<String> outcomes = Set.of(line(first), line(second));

        assertEquals(Set.of("bound", "taken"), outcomes);
      } finally {
        one.destroyForcibly().waitFor();
        two.destroyForcibly().waitFor();
      }
    }
  }

  private static String line(BufferedReader reader) throws IOException {
    String line = reader.readLine();
    assertNotNull(line);
    return line;
  }

  @Test
  void doesNotReplaceWhatIsNoSocket() throws Exception {
    try (SocketClaim claim = bus.directory.claim("demo")) {
      Files.createFile(bus.socket());

      IOException refused = assertThrows(IOException.class, () -> claim.bind(1));

      assertEquals("not a socket, and in the way of one: " + bus.socket(), refused.getMessage());
      assertTrue(Files.exists(bus.socket()));
    }
  }

  @Test
  void leavesASocketThatIsNotItsOwnAtTheEnd() throws Exception {
    try (SocketClaim claim = bus.directory.claim("demo");
        AFUNIXServerSocket server = claim.bind(1)) {
      assertTrue(server.isBound());
      Files.move(bus.socket(), bus.directory.path().resolve("moved"));
      Files.createFile(bus.socket());
    }

    assertTrue(Files.exists(bus.socket()));
  }

  @Test
  void aSocketFileThatVanishesIsMadeAnew() throws Exception {
    bus.serve(TestBus::echo, TestBus.limits(TestBus.SOON, TestBus.SOON));
    try (ControlClient old = bus.client()) {
      assertTrue(old.ask("ping", Map.of(), TestBus.SOON).success());
      Files.delete(bus.socket());

      awaitService();
      assertTrue(old.ask("ping", Map.of(), TestBus.SOON).success());
    }
  }

  @Test
  void soIsADirectoryThatVanishesWithTheLock() throws Exception {
    bus.serve(TestBus::echo, TestBus.limits(TestBus.SOON, TestBus.SOON));
    Files.delete(bus.socket());
    Files.delete(bus.directory.lock("demo"));
    Files.delete(bus.directory.path());

    awaitService();

    Process other = ClaimProcess.start(bus.directory.path(), "demo");
    try (BufferedReader output = other.inputReader()) {
      assertEquals("taken", output.readLine());
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void aLockFileThatVanishesIsTakenAnew() throws Exception {
    bus.serve(TestBus::echo, TestBus.limits(TestBus.SOON, TestBus.SOON));
    Path lock = bus.directory.lock("demo");
    Files.delete(lock);

    await().atMost(TestBus.SOON).until(() -> Files.exists(lock));
    awaitService();

    assertEquals(List.of(bus.socket()), bus.directory.sockets());
  }

  @Test
  void goesOnTryingWhileTheDirectoryCannotBeUsed() throws Exception {
    bus.serve(TestBus::echo, TestBus.limits(TestBus.SOON, TestBus.SOON));
    Files.setPosixFilePermissions(
        bus.directory.path(), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.delete(bus.socket());
    await().pollDelay(Duration.ofMillis(400)).until(() -> true);
    assertFalse(Files.exists(bus.socket()));

    Files.setPosixFilePermissions(
        bus.directory.path(), PosixFilePermissions.fromString("rwx------"));

    awaitService();
  }

  private void awaitService() {
    await()
        .atMost(TestBus.SOON)
        .ignoreExceptions()
        .until(() -> {
          try (ControlClient client = bus.client()) {
            return client.ask("ping", Map.of(), TestBus.SOON).success();
          }
        });
  }
}
