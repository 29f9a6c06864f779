package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StrangerTest {

  private static final String PEER =
      """
      import socket, struct, sys
      s = socket.socket(socket.AF_UNIX)
      s.settimeout(5)
      s.connect(sys.argv[1])
      n = struct.unpack(">I", s.recv(4, socket.MSG_WAITALL))[0]
      print(s.recv(n, socket.MSG_WAITALL).decode())
      print("closed" if s.recv(1) == b"" else "open")
      """;

  @Test
  void anotherUserIsRefused() throws Exception {
    assumeTrue(UserId.own().value() == 0, "only root can become another user");
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "the other user's client is in Python");
    try (TestBus bus = new TestBus()) {
      bus.serve(TestBus::echo);
      openToEverybody(bus);

      Process stranger =
          new ProcessBuilder(
                  "setpriv",
                  "--reuid=65534",
                  "--clear-groups",
                  python.toString(),
                  "-c",
                  PEER,
                  bus.socket().toString())
              .redirectErrorStream(true)
              .start();
      String output = new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(stranger.waitFor(10, TimeUnit.SECONDS));
      assertEquals(
          """
          {"type":"error","msg_id":null,"error":"only uid 0 may speak here, not uid 65534"}
          closed
          """,
          output);
      Files.setPosixFilePermissions(
          bus.directory.path(), PosixFilePermissions.fromString("rwx------"));
      try (ControlClient own = bus.client()) {
        assertTrue(own.ask("ping", Map.of(), TestBus.SOON).success());
      }
    }
  }

  /// Takes the modes out of the way: what is tested is the check of the peer itself.
  private static void openToEverybody(TestBus bus) throws Exception {
    Path directory = bus.directory.path();
    Files.setPosixFilePermissions(bus.socket(), PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path parent = directory.getParent();
    assertTrue(parent != null);
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
