package vj.workers.lyrics.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A process that writes entries until it is killed, and says the number of each that is kept.
final class CacheWriter {

  private CacheWriter() {}

  static Process start(Path directory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path").replace(File.pathSeparatorChar, ':'),
            CacheWriter.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static Map<String, Object> value(int number) {
    return Map.of("number", (long) number, "text", "la ".repeat(3000));
  }

  public static void main(String[] args) throws IOException {
    FileCache cache = new FileCache(Path.of(args[0]), 100_000, 1L << 40);
    for (int i = 0; ; i++) {
      cache.write("song " + i, value(i));
      System.out.println(i);
      System.out.flush();
    }
  }
}
