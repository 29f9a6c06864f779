package vj.workers.lyrics.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.workers.lyrics.text.Lrc;

class LyricsFolderTest {

  private static final String LRC = "[00:01.00]für Élise\n";

  private static final Query SONG = new Query("Björk feat. Ann", "It's Oh So Quiet (HD)", "", 200);

  @TempDir private Path folder;

  private Optional<Lyrics> find() {
    return new LyricsFolder(folder).find(SONG);
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
  }

  private static Optional<Lyrics> synced(String text) {
    return Optional.of(new Lyrics(text, "", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Björk feat. Ann - It's Oh So Quiet (HD).lrc",
        "Björk - It's Oh So Quiet.lrc",
        "bjork_its oh so quiet.LRC",
      })
  void findsAFileByAnySpellingOfItsName(String name) throws IOException {
    write(name, LRC.getBytes(StandardCharsets.UTF_8));
    write("Björk - It's Oh So Quiet.txt", new byte[] {1});
    write("Björk - It's Oh So Quiet Again.lrc", new byte[] {1});

    assertEquals(synced(LRC), find());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "windows-1252"})
  void readsTheEncodingsThatAreFound(String charset) throws IOException {
    write("Björk - It's Oh So Quiet.lrc", LRC.getBytes(Charset.forName(charset)));

    assertEquals("für Élise", textOf(find()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE"})
  void readsAByteOrderMark(String charset) throws IOException {
    write("Björk - It's Oh So Quiet.lrc", ("\uFEFF" + LRC).getBytes(Charset.forName(charset)));

    assertEquals("für Élise", textOf(find()));
  }

  private static String textOf(Optional<Lyrics> lyrics) {
    return Lrc.parse(lyrics.orElseThrow().synced()).texts().getFirst();
  }

  @Test
  void aFileWithoutTimesHasTheWords() throws IOException {
    write("Björk - It's Oh So Quiet.lrc", " shh\nshh \n".getBytes(StandardCharsets.UTF_8));

    assertEquals(Optional.of(new Lyrics("", "shh\nshh", false)), find());
  }

  @Test
  void takesTheBeginningOfAHugeFile() throws IOException {
    byte[] huge = "[00:01.00]für\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    write("Björk - It's Oh So Quiet.lrc", huge);

    String synced = find().orElseThrow().synced();

    assertTrue(synced.length() <= TextFile.MOST_BYTES);
    assertTrue(synced.endsWith("[00:01.00]für"));
  }

  @Test
  void anEmptyFileAndADirectoryAreNoLyrics() throws IOException {
    write("Björk - It's Oh So Quiet.lrc", new byte[0]);
    Files.createDirectory(folder.resolve("Björk feat. Ann - It's Oh So Quiet (HD).lrc"));

    assertEquals(Optional.empty(), find());
  }

  @Test
  void aPipeHoldsNobody() throws Exception {
    Path pipe = folder.resolve("Björk - It's Oh So Quiet.lrc");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertEquals(Optional.empty(), find()));
  }

  @Test
  void needsNoFolder() {
    assertEquals(Optional.empty(), new LyricsFolder(folder.resolve("none")).find(SONG));
    assertEquals(Optional.empty(), new LyricsFolder(Path.of("/dev/null")).find(SONG));
  }
}
