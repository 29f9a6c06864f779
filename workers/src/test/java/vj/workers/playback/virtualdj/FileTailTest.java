package vj.workers.playback.virtualdj;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class FileTailTest {

  private static final String SONG = "Beyonc\u00e9 \u2013 D\u00e9j\u00e0 Vu\r\n";

  @TempDir private Path directory;

  private String read(byte[] bytes) throws IOException {
    return FileTail.read(Files.write(directory.resolve("file"), bytes));
  }

  @Test
  void readsUtf8WithAndWithoutAMark() throws IOException {
    assertEquals(SONG, read(SONG.getBytes(UTF_8)));
    assertEquals(SONG, read(("\ufeff" + SONG).getBytes(UTF_8)));
  }

  @Test
  void readsUtf16WithAndWithoutAMark() throws IOException {
    for (Charset charset : new Charset[] {UTF_16LE, UTF_16BE}) {
      assertEquals(SONG, read(SONG.getBytes(charset)), charset.name());
      assertEquals(SONG, read(("\ufeff" + SONG).getBytes(charset)), charset.name());
    }
  }

  @Test
  void readsUtf16OfOtherScriptsByItsMark() throws IOException {
    assertEquals("\u67d0\u4eba", read("\ufeff\u67d0\u4eba".getBytes(UTF_16LE)));
  }

  @Test
  void readsWhatIsNoneOfTheseAsWindows1252() throws IOException {
    assertEquals(SONG, read(SONG.getBytes(Charset.forName("windows-1252"))));
    assertEquals("\u00a1Ol\u00e9", read("\u00a1Ol\u00e9".getBytes(ISO_8859_1)));
  }

  @Test
  void readsNothingFromAnEmptyFile() throws IOException {
    assertEquals("", read(new byte[0]));
    assertEquals("", read(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}));
  }

  @Test
  void readsOnlyTheEndOfALongFileFromAWholeLineOn() throws IOException {
    String lines = ("x".repeat(98) + "\u00e9\n").repeat(20_000);
    for (Charset charset : new Charset[] {UTF_8, UTF_16LE, UTF_16BE}) {
      String tail = read(("\ufeff" + lines + SONG).getBytes(charset));

      assertTrue(tail.length() <= FileTail.MOST_BYTES, charset.name());
      assertTrue(tail.startsWith("x".repeat(98)) && tail.endsWith("\n" + SONG), charset.name());
      assertEquals(-1, tail.indexOf('\ufffd'), charset.name());
    }
  }

  @Test
  void readsTheEndOfAFileOfAnySize() throws IOException {
    Path path = directory.resolve("sparse");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(3L << 30);
      file.write(("\n" + "-".repeat(FileTail.MOST_BYTES) + "\n" + SONG).getBytes(UTF_8));
    }

    assertEquals(SONG, FileTail.read(path));
  }

  @Test
  void refusesWhatIsNotText() {
    IOException refusal =
        assertThrows(IOException.class, () -> read(new byte[] {'A', 0, 0, 0, 'B', 0, 0, 7}));

    assertEquals("is not a text file: it holds zeros", refusal.getMessage());
  }
}
