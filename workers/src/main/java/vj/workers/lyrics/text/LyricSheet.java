package vj.workers.lyrics.text;

import java.util.List;
import java.util.Map;

/// All lines of a song with their times.
///
/// @param lines by time; those of the same time as they were written
/// @param tags what the file says about itself, by lower-case name, as `ti` and `ar`
/// @param problems lines that were not understood
/// @param truncated whether there was more than is taken
public record LyricSheet(
    List<LyricLine> lines, Map<String, String> tags, int problems, boolean truncated) {

  public LyricSheet {
    lines = List.copyOf(lines);
    tags = Map.copyOf(tags);
  }

  /// The lines' texts alone, for what does not care for time.
  public List<String> texts() {
    return lines.stream().map(LyricLine::text).toList();
  }
}
