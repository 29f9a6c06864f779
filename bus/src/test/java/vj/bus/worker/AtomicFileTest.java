package vj.bus.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path directory;

  private void write(Path file, String text) throws IOException {
    AtomicFile.write(file, text.getBytes(UTF_8));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void replacesAFileForItsOwnerAlone() throws IOException {
    Path file = directory.resolve("a.json");
    write(file, "old");

    write(file, "new");

    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(List.of(file), files());
  }

  @Test
  void makesTheDirectoriesItNeeds() throws IOException {
    Path file = directory.resolve("x/y/a.json");

    write(file, "new");

    assertEquals("new", Files.readString(file));
  }

  @Test
  void writesOverWhatAKilledProcessLeft() throws IOException {
    Path file = directory.resolve("a.json");
    Files.writeString(directory.resolve(".a.json.new"), "a longer text that was never finished");

    write(file, "new");

    assertEquals("new", Files.readString(file));
    assertEquals(List.of(file), files());
  }

  @Test
  void keepsALinkALink() throws IOException {
    Path real = Files.writeString(directory.resolve("dotfiles.json"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("a.json"), real);

    write(link, "new");

    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real));
  }

  @Test
  void leavesTheOldContentWhereItCannotWrite() throws IOException {
    Path file = directory.resolve("a.json");
    write(file, "old");
    Files.createDirectory(directory.resolve(".a.json.new"));

    assertThrows(IOException.class, () -> write(file, "new"));

    assertEquals("old", Files.readString(file));
  }
}
