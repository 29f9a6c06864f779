package vj.workers.lyrics.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// A process with the worker's heap that goes through a hostile text as the worker would, and says
/// what became of it.
final class SmallHeapReader {

  private SmallHeapReader() {}

  static Process start(String kind) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapReader.class.getName(),
                kind))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) {
    String text = text(args[0]);
    long before = System.nanoTime();
    LyricSheet sheet = Lrc.parse(text);
    List<String> texts = sheet.texts();
    int refrain = Refrain.of(texts).lines().size();
    Keywords keywords = Keywords.ofSong(texts);
    long words = texts.stream().mapToLong(line -> keywords.of(line).size()).sum();
    int plain = PlainLyrics.parse(text).lines().size();
    long millis = (System.nanoTime() - before) / 1_000_000;
    System.out.printf(
        "%d ms, %d lines, %d refrain, %d keywords, %d plain%n",
        millis, sheet.lines().size(), refrain, words, plain);
  }

  private static final int TEN_MEGABYTES = 10_000_000;

  private static String text(String kind) {
    return switch (kind) {
      case "10 MB" -> repeated("[00:12.34]<00:12.34>one <00:13.00>two three four\n");
      case "50 000 lines" -> "[01:02.03]some words of it\n".repeat(50_000);
      case "one line" -> repeated("word ");
      case "stamps" -> repeated("[00:12.34]") + "text";
      case "stamps and words" -> "[00:12.34]".repeat(5000) + "<00:12.34>a".repeat(5000);
      case "tags" -> repeated("[a:b]");
      case "brackets" -> repeated("[");
      case "nested" -> repeated("[a:") + "]";
      case "angles" -> "[00:01.00]" + repeated("<");
      case "digits" -> "[" + repeated("1:");
      case "spaces" -> "[00:01.00]" + repeated(" ") + "x";
      case "apostrophes" -> ("[00:01.00]" + "a'".repeat(250) + "\n").repeat(10_000);
      case "garbage" -> garbage();
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static String repeated(String piece) {
    return piece.repeat(TEN_MEGABYTES / piece.length());
  }

  private static String garbage() {
    Random random = new Random(7);
    String likely = "[]<>:.,0123456789\n\r #\0\uFEFF";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TextBounds.MOST_CHARACTERS + 1000; i++) {
      boolean structured = random.nextInt(4) > 0;
      text.append(
          structured
              ? likely.charAt(random.nextInt(likely.length()))
              : (char) random.nextInt(Character.MAX_VALUE));
    }
    return text.toString();
  }
}
