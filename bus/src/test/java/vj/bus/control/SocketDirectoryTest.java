package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketDirectoryTest {

  @TempDir private Path root;
  private Path path;
  private SocketDirectory directory;

  @BeforeEach
  void locate() {
    path = root.resolve("run").resolve("bus");
    directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", path.toString()));
  }

  @Test
  void isWhereTheFirstVariableSays() {
    UserId uid = UserId.own();
    Map<String, String> all = Map.of("VJ_BUS_DIR", "/a", "XDG_RUNTIME_DIR", "/b", "TMPDIR", "/c");

    assertEquals(Path.of("/a"), SocketDirectory.locate(all).path());
    assertEquals(
        Path.of("/b/vj-bus"),
        SocketDirectory.locate(Map.of("VJ_BUS_DIR", "", "XDG_RUNTIME_DIR", "/b", "TMPDIR", "/c"))
            .path());
    assertEquals(
        Path.of("/c/vj-bus-" + uid), SocketDirectory.locate(Map.of("TMPDIR", "/c")).path());
    assertEquals(Path.of("/tmp/vj-bus-" + uid), SocketDirectory.locate(Map.of()).path());
  }

  @Test
  void isCreatedForItsOwnerOnly() throws Exception {
    directory.prepare();
    directory.prepare();

    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void isRefusedWithAnotherMode() throws Exception {
    directory.prepare();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-x---"));

    IOException prepared = assertThrows(IOException.class, directory::prepare);
    IOException listed = assertThrows(IOException.class, directory::sockets);

    assertEquals(path + " has mode 0750, must have 0700", prepared.getMessage());
    assertEquals(prepared.getMessage(), listed.getMessage());
  }

  @Test
  void isRefusedWithAnotherOwner() throws Exception {
    assumeTrue(UserId.own().value() == 0, "only root can give a directory away");
    directory.prepare();
    Files.setAttribute(path, "unix:uid", 65534);

    IOException refused = assertThrows(IOException.class, directory::prepare);

    assertEquals(path + " belongs to uid 65534, must belong to uid 0", refused.getMessage());
  }

  @Test
  void isRefusedIfItIsAFile() throws Exception {
    Files.createDirectories(path.getParent());
    Files.createFile(path);

    IOException refused = assertThrows(IOException.class, directory::prepare);

    assertEquals("not a directory: " + path, refused.getMessage());
  }

  @Test
  void refusesAPathThatThePlatformCannotBind() {
    String stem = "a".repeat(200);
    int length = path.resolve(stem + ".sock").toString().length();

    IOException refused = assertThrows(IOException.class, () -> directory.socket(stem));

    assertTrue(
        refused.toString().matches("[^ ]* socket path is " + length + " bytes, limit 10[37]: /.*"),
        refused.getMessage());
  }

  @Test
  void takesAPathOfExactlyTheLimit() throws Exception {
    SocketDirectory atRoot = SocketDirectory.locate(Map.of("VJ_BUS_DIR", "/" + "d".repeat(90)));
    assumeTrue(!System.getProperty("os.name").startsWith("Mac"), "the limit is another there");

    assertEquals(107, atRoot.socket("a".repeat(10)).toString().length());
    assertThrows(IOException.class, () -> atRoot.socket("a".repeat(11)));
  }

  @Test
  void refusesAStemThatLeavesTheDirectory() {
    assertThrows(IllegalArgumentException.class, () -> directory.socket("../evil"));
    assertThrows(IllegalArgumentException.class, () -> directory.socket(""));
  }

  @Test
  void listsTheSocketsOfWorkers() throws Exception {
    assertEquals(List.of(), directory.sockets());
    directory.prepare();
    for (String name :
        List.of("b.sock", "a.sock", "a.lock", "x_client.sock", "x_client_2.sock", "test_a.sock")) {
      Files.createFile(path.resolve(name));
    }

    List<Path> sockets = directory.sockets();

    assertEquals(List.of(path.resolve("a.sock"), path.resolve("b.sock")), sockets);
    assertEquals("a", SocketDirectory.stem(sockets.getFirst()));
    assertTrue(Files.exists(path.resolve("x_client.sock")));
  }

  @Test
  void ownUserIsTheOwnerOfWhatThisProcessCreates() throws Exception {
    Path file = Files.createFile(root.resolve("mine"));

    assertEquals(UserId.owner(file), UserId.own());
    assertFalse(UserId.own().value() < 0);
  }
}
