package vj.workers.lyrics.text;

import java.util.List;

/// A line on the clock of its song.
///
/// @param seconds from the beginning of the song, 0 or more
/// @param text empty: what was shown goes away
/// @param words in the order of the text, their times never falling; empty if only the line has one
public record LyricLine(double seconds, String text, List<Word> words) {

  public LyricLine {
    words = List.copyOf(words);
  }
}
