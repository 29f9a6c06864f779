package vj.workers.lyrics.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// What was written in any of the ways that are allowed is read as it was meant.
class LrcRoundTripTest {

  private static final List<String> VOCABULARY =
      List.of(
          "love", "l'amour", "Straße", "ночь", "愛", "don't", "(oh)", "#1", "a:b", "<3", "🎵",
          "¿qué?");

  private static final List<String> LINE_ENDS = List.of("\n", "\r\n", "\r");

  private final List<String> written = new ArrayList<>();

  @RepeatedTest(300)
  void readsWhatWasWritten(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    long offset = random.nextLong(-2000, 2001);
    List<LyricLine> meant = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      meant.addAll(write(random, offset));
    }
    written.add("[offset:%d]".formatted(offset));
    Collections.shuffle(written, random);

    LyricSheet sheet = Lrc.parse(join(random));

    meant.sort(Comparator.comparingDouble(LyricLine::seconds));
    assertEquals(meant, sheet.lines());
    assertEquals(0, sheet.problems());
  }

  /// One line of the file; times differ from those of all others, so that shuffling cannot matter.
  private List<LyricLine> write(Random random, long offset) {
    List<LyricLine> meant = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    List<String> text = text(random);
    boolean enhanced = !text.isEmpty() && random.nextInt(3) == 0;
    long first = 0;
    int occurrences = enhanced ? 1 : 1 + random.nextInt(3);
    for (int i = 0; i < occurrences; i++) {
      first = 5000 + (written.size() * 4L + i) * 1500;
      line.append('[').append(time(random, first)).append(']');
      List<Word> words = new ArrayList<>();
      for (int w = 0; enhanced && w < text.size(); w++) {
        words.add(new Word((first + w * 250L - offset) / 1000.0, text.get(w)));
      }
      meant.add(new LyricLine((first - offset) / 1000.0, String.join(" ", text), words));
    }
    for (int w = 0; w < text.size(); w++) {
      line.append(enhanced ? "<" + time(random, first + w * 250L) + ">" : "");
      line.append(text.get(w)).append(' ');
    }
    written.add(line.toString());
    return meant;
  }

  private static List<String> text(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      words.add(VOCABULARY.get(random.nextInt(VOCABULARY.size())));
    }
    return words;
  }

  /// In any of the spellings that can say it.
  private static String time(Random random, long millis) {
    long minutes = millis / 60_000;
    long seconds = millis / 1000 % 60;
    long rest = millis % 1000;
    String front = "%s%d:%02d".formatted(random.nextBoolean() ? "0" : "", minutes, seconds);
    if (rest == 0 && random.nextBoolean()) {
      return front;
    }
    String point = List.of(".", ":", ",").get(random.nextInt(3));
    return rest % 10 == 0 && random.nextBoolean()
        ? front + point + String.format(Locale.ROOT, "%02d", rest / 10)
        : front + point + String.format(Locale.ROOT, "%03d", rest);
  }

  private String join(Random random) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
    for (String line : written) {
      text.append(line).append(LINE_ENDS.get(random.nextInt(LINE_ENDS.size())));
      text.append(random.nextInt(5) == 0 ? "# comment\n" : "");
    }
    return text.toString();
  }
}
