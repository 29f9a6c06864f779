package vj.workers.lyrics.analysis;

import java.util.List;
import vj.workers.http.OneLine;

/// A picture to a song in words, where no model has described one.
final class Picture {

  private static final int MOST_WORDS = 4;

  private Picture() {}

  static String of(SongText song, Analysis analysis) {
    List<String> words = analysis.keywords().stream().limit(MOST_WORDS).toList();
    String motifs = words.isEmpty() ? "" : ", motifs: " + String.join(", ", words);
    return OneLine.of(
        "%s, inspired by \"%s\" by %s%s, black background, high contrast, no text"
            .formatted(
                scene(analysis.mood()),
                OneLine.of(song.title(), 100),
                OneLine.of(song.artist(), 100),
                motifs),
        Analysis.MOST_PROMPT_CHARS);
  }

  private static String scene(Category mood) {
    return switch (mood) {
      case DARK -> "a lone figure in deep shadow, cold rim light";
      case HAPPY -> "bright confetti and balloons, warm saturated colours";
      case SAD -> "rain on a window at night, muted blue light";
      case ENERGETIC -> "streaks of neon light in fast motion, electric colours";
      case CALM -> "still water under a soft horizon, pale light";
      case LOVE -> "two silhouettes close together, warm red glow";
      case DEATH -> "withered flowers and drifting smoke, faint white light";
      case ROMANTIC -> "a candlelit evening with roses, golden light";
      case AGGRESSIVE -> "shattering glass and flames, harsh red light";
      case PEACEFUL -> "a meadow at dawn with floating seeds, gentle light";
      case NOSTALGIC -> "an old photograph of a summer street, faded film colours";
      case UPLIFTING -> "a figure with open arms before a sunrise, radiant light";
    };
  }
}
