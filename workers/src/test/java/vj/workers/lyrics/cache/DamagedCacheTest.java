package vj.workers.lyrics.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

/// Whatever stands where an entry should be counts as absent.
@Timeout(60)
class DamagedCacheTest {

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
}
