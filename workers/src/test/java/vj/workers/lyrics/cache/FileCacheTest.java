package vj.workers.lyrics.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileCacheTest {

  private static final Map<String, Object> SONG = Map.of("plain", "Ça va bien\n", "id", 7L);

  @TempDir Path home;

  private Path directory() {
    return home.resolve("lyrics");
  }

  private FileCache cache() {
    return new FileCache(directory(), 10, 1_000_000);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files.sorted().toList();
    }
  }

  private Path only() throws IOException {
    return files().getFirst();
  }

  private static void used(Path file, long second) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
  }

  @Test
  void givesBackWhatWasWrittenInAnEarlierLife() throws IOException {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("lines", List.of("Größer", "日本", "😀", ""));
    value.put("seconds", 1.5);
    value.put("instrumental", false);
    value.put("plain", null);
    cache().write("Björk::Jóga\n/../", value);

    Optional<Map<String, @Nullable Object>> read = cache().read("Björk::Jóga\n/../");

    assertEquals(Optional.of(value), read);
  }

  @Test
  void hasNothingWhereNothingWasWritten() {
    assertEquals(Optional.empty(), cache().read("anything"));
    assertFalse(Files.exists(directory()));
  }

  @Test
  void replacesAValue() throws IOException {
    cache().write("a", Map.of("n", 1L));

    cache().write("a", Map.of("n", 2L));

    assertEquals(Optional.of(Map.of("n", 2L)), cache().read("a"));
    assertEquals(1, files().size());
  }

  @Test
  void keepsLyricsFromOtherUsers() throws IOException {
    cache().write("a", SONG);

    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(only())));
  }

  @Test
  void forgetsWhatWasUsedLongestAgo() throws IOException {
    FileCache cache = new FileCache(directory(), 3, 1_000_000);
    for (String key : List.of("a", "b", "c")) {
      cache.write(key, SONG);
    }
    for (int i = 0; i < 3; i++) {
      used(files().get(i), 1000 + i);
    }
    cache.read("a");

    cache.write("d", SONG);

    assertEquals(3, files().size());
    assertTrue(cache.read("a").isPresent());
    assertTrue(cache.read("d").isPresent());
  }

  @Test
  void keepsWithinItsBytes() throws IOException {
    FileCache cache = new FileCache(directory(), 1000, 5_000);

    for (int i = 0; i < 20; i++) {
      cache.write("song " + i, Map.of("text", "x".repeat(900)));
    }

    assertTrue(files().size() <= 5, () -> "more is left");
    assertTrue(cache.read("song 19").isPresent());
  }

  @Test
  void keepsTheNewestThoughTheClockWentBack() throws IOException {
    FileCache cache = new FileCache(directory(), 1, 1_000_000);
    cache.write("tomorrow's", SONG);
    used(only(), Instant.now().getEpochSecond() + 86_400);

    cache.write("today's", SONG);

    assertTrue(cache.read("today's").isPresent());
    assertEquals(1, files().size());
  }

  @Test
  void refusesWhatAnEntryHasNoRoomFor() {
    Map<String, Object> huge = Map.of("text", "x".repeat(FileCache.MOST_ENTRY_BYTES));

    IOException refused = assertThrows(IOException.class, () -> cache().write("a", huge));

    assertTrue(refused.toString().contains("2097152"), refused::toString);
    assertEquals(Optional.empty(), cache().read("a"));
  }

  @Test
  void leavesFilesOfOthersAndTidiesItsOwnLeftovers() throws IOException {
    cache().write("a", SONG);
    Files.writeString(directory().resolve("README"), "mine");
    Files.writeString(directory().resolve("." + "0".repeat(64) + ".json.new"), "half");

    cache().write("b", SONG);

    assertEquals(3, files().size());
    assertEquals("mine", Files.readString(directory().resolve("README")));
  }

  @Test
  void losesNothingThatItReportedWhenItIsKilled() throws Exception {
    for (int kill = 0; kill < 3; kill++) {
      Process writer = CacheWriter.start(directory());
      int reported = -1;
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(writer.getInputStream(), ISO_8859_1))) {
        for (int i = 0; i < 20 + kill * 7; i++) {
          reported = Integer.parseInt(lines.readLine());
        }
      } finally {
        writer.destroyForcibly().waitFor();
      }

      FileCache cache = new FileCache(directory(), 100_000, 1L << 40);
      for (int i = 0; i <= reported; i++) {
        assertEquals(Optional.of(CacheWriter.value(i)), cache.read("song " + i));
      }
    }
  }
}
