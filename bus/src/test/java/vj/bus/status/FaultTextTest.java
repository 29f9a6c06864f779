package vj.bus.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class FaultTextTest {

  @Test
  void saysWhatIsWrongWithAFile() {
    assertEquals("/a: no such file or directory", FaultText.of(new NoSuchFileException("/a")));
    assertEquals("/a: permission denied", FaultText.of(new AccessDeniedException("/a")));
    assertEquals(
        "/a -> /b: Read-only file system",
        FaultText.of(new FileSystemException("/a", "/b", "Read-only file system")));
    assertEquals("/a: cannot be used", FaultText.of(new FileSystemException("/a")));
  }

  @Test
  void leavesOtherFaultsTheirWords() {
    assertEquals("no route", FaultText.of(new IOException("no route")));
    assertEquals("EOFException", FaultText.of(new EOFException()));
  }
}
