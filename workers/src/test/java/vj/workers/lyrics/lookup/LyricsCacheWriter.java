package vj.workers.lyrics.lookup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// A process that keeps lyrics as fast as it can, says after each song how many there are, and goes
/// on until it is killed. Two versions of a song go into one entry.
final class LyricsCacheWriter {

  private LyricsCacheWriter() {}

  static Process start(Path directory, int first) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LyricsCacheWriter.class.getName(),
                directory.toString(),
                String.valueOf(first)))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// The even ones of version 100 s, the odd ones of the same song of 200 s.
  static Query song(int index) {
    return new Query("Ann", "Song " + index / 2, "", 100 + index % 2 * 100);
  }

  static Lyrics lyrics(int index) {
    return new Lyrics("[00:01.00]line of song %d\n".formatted(index).repeat(100), "", false);
  }

  public static void main(String[] args) {
    LyricsCache cache = new LyricsCache(Path.of(args[0]), InstantSource.system());
    for (int i = Integer.parseInt(args[1]); ; i++) {
      cache.found(song(i), lyrics(i), 0);
      System.out.println(i);
    }
  }
}
