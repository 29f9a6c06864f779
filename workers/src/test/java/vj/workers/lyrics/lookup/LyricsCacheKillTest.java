package vj.workers.lyrics.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LyricsCacheKillTest {

  private static final int ROUNDS = 8;

  @TempDir private Path directory;

  @Test
  void aKillAtAnyMomentLosesNothingThatWasKept() throws Exception {
    Random random = new Random();
    int kept = 0;

    for (int round = 0; round < ROUNDS; round++) {
      Process writer = LyricsCacheWriter.start(directory, kept);
      BufferedReader said = writer.inputReader();
      int before = kept;
      for (int i = random.nextInt(40); i >= 0; i--) {
        kept = Integer.parseInt(said.readLine()) + 1;
      }
      writer.toHandle().destroyForcibly(); // the process's own would close the pipe
      List<String> unread = said.lines().toList(); // told as well, before it died
      writer.waitFor();
      kept = Math.max(kept, unread.stream().mapToInt(Integer::parseInt).max().orElse(0) + 1);

      assertTrue(kept > before);
      assertKept(kept);
    }
  }

  private void assertKept(int songs) {
    LyricsCache cache = new LyricsCache(directory, InstantSource.system());
    for (int i = 0; i < songs; i++) {
      Optional<Outcome> expected =
          Optional.of(new Outcome.Found(LyricsCacheWriter.lyrics(i), Origin.CACHE));
      assertEquals(expected, cache.read(LyricsCacheWriter.song(i), ""), "song " + i);
    }
  }

  @Test
  void whatAKilledProcessLeftIsGoneAfterTheNextSong() throws Exception {
    LyricsCache cache = new LyricsCache(directory, InstantSource.system());
    cache.found(LyricsCacheWriter.song(0), LyricsCacheWriter.lyrics(0), 0);
    Path entry;
    try (Stream<Path> files = Files.list(directory)) {
      entry = files.findFirst().orElseThrow();
    }
    Files.writeString(entry.resolveSibling("." + entry.getFileName() + ".new"), "half of a so");

    cache.found(LyricsCacheWriter.song(2), LyricsCacheWriter.lyrics(2), 0);

    try (Stream<Path> files = Files.list(directory)) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".new")));
    }
  }
}
