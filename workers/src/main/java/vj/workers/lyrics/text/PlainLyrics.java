package vj.workers.lyrics.text;

import java.util.List;

/// The words of a song whose times nobody has written down. Never shown line by line: where the
/// song is cannot be told.
///
/// @param lines cleaned as those of [LyricSheet] and within the same bounds; empty between verses
public record PlainLyrics(List<String> lines) {

  public PlainLyrics {
    lines = List.copyOf(lines);
  }

  public static PlainLyrics parse(String text) {
    return new PlainLyrics(
        TextBounds.head(text)
            .lines()
            .limit(TextBounds.MOST_LINES)
            .map(TextBounds::cleaned)
            .map(line -> TextBounds.first(line, TextBounds.MOST_CODE_POINTS))
            .toList());
  }
}
