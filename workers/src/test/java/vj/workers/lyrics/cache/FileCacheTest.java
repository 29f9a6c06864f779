package vj.workers.lyrics.cache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void removesAnEntryWithOneBitTurned() throws IOException {
    cache().write("a", SONG);
    byte[] bytes = Files.readAllBytes(only());
    bytes[bytes.length / 2] ^= 1;
    Files.write(only(), bytes);

    Optional<Map<String, @Nullable Object>> read = cache().read("a");

    assertEquals(Optional.empty(), read);
    assertEquals(List.of(), files());
  }

  @Test
  void survivesEveryLengthOfATornEntry() throws IOException {
    cache().write("a", SONG);
    Path file = only();
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertEquals(Optional.empty(), cache().read("a"), "cut after " + length);
      assertFalse(Files.exists(file));
    }
  }

  @Test
  void takesNoEntryThatStandsForAnotherKey() throws IOException {
    cache().write("a", SONG);
    Path a = only();
    byte[] bytes = Files.readAllBytes(a);
    cache().write("b", SONG);
    Path b = files().stream().filter(file -> !file.equals(a)).findFirst().orElseThrow();
    Files.write(b, bytes);

    assertEquals(Optional.empty(), cache().read("b"));
    assertEquals(Optional.of(SONG), cache().read("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "{\"key\":\"a\"}", "{\"key\":\"a\",\"value\":3}", "{"})
  void takesNothingElseThatIsWellSummed(String body) throws IOException {
    cache().write("a", SONG);
    Files.writeString(only(), Checksum.of(body.getBytes(UTF_8)) + "\n" + body);

    assertEquals(Optional.empty(), cache().read("a"));
  }

  @Test
  void survivesGarbage() throws IOException {
    cache().write("a", SONG);
    Path file = only();
    Random random = new Random(1);

    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[random.nextInt(4000)];
      random.nextBytes(garbage);
      Files.write(file, garbage);

      assertEquals(Optional.empty(), cache().read("a"));
    }
  }

  @Test
  void refusesWhatAnEntryHasNoRoomFor() {
    Map<String, Object> huge = Map.of("text", "x".repeat(FileCache.MOST_ENTRY_BYTES));

    IOException refused = assertThrows(IOException.class, () -> cache().write("a", huge));

    assertTrue(refused.toString().contains("2097152"), refused::toString);
    assertEquals(Optional.empty(), cache().read("a"));
  }

  @Test
  void readsNoMoreThanAnEntryMayHave() throws IOException {
    cache().write("a", SONG);
    Files.write(only(), new byte[3 * FileCache.MOST_ENTRY_BYTES]);

    assertEquals(Optional.empty(), cache().read("a"));
  }

  @Test
  void isNotHeldByAPipeOrADirectoryInAnEntrysPlace() throws Exception {
    cache().write("a", SONG);
    Path file = only();
    Files.delete(file);
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());

    assertEquals(Optional.empty(), cache().read("a"));

    Files.delete(file);
    Files.createDirectories(file.resolve("x"));
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
