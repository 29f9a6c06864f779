package vj.workers.lyrics;

import java.util.ArrayList;
import java.util.List;
import vj.workers.lyrics.stage.Sheet.Cue;
import vj.workers.lyrics.text.Keywords;
import vj.workers.lyrics.text.Refrain;

/// What is sent together with lines.
final class SheetWriter {

  private SheetWriter() {}

  /// @param texts of all lines of a song
  static List<Cue> refrain(List<String> texts) {
    return Refrain.of(texts).lines().stream().map(line -> new Cue(line, texts.get(line))).toList();
  }

  /// @param texts of all lines of a song
  static List<Cue> keywords(List<String> texts) {
    Keywords keywords = Keywords.ofSong(texts);
    List<Cue> cues = new ArrayList<>();
    for (int line = 0; line < texts.size(); line++) {
      List<String> words = keywords.of(texts.get(line));
      if (!words.isEmpty()) {
        cues.add(new Cue(line, String.join(" ", words)));
      }
    }
    return cues;
  }
}
