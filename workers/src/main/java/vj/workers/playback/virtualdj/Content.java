package vj.workers.playback.virtualdj;

import java.util.Optional;

/// What a file holds.
///
/// @param entry the newest song; empty for a file without one: nothing plays
/// @param whole false if it ends as a file does that is just being written
record Content(Optional<Entry> entry, boolean whole) {

  private static final String[] PLAYLIST_LINES = {"#EXTVDJ:", "#EXTM3U", "#EXTINF:"};

  /// @param name of the file: decides about a playlist that has no line which tells
  static Content of(String name, String text) {
    if (text.isBlank()) {
      return new Content(Optional.empty(), false); // stopped, or truncated before the next line
    }
    return isPlaylist(name, text) ? HistoryList.read(text) : SongLines.read(text);
  }

  private static boolean isPlaylist(String name, String text) {
    if (Locations.isPlaylist(name)) {
      return true;
    }
    for (String line : PLAYLIST_LINES) {
      if (text.startsWith(line) || text.contains("\n" + line)) {
        return true;
      }
    }
    return false;
  }

  static boolean endsWithLine(String text) {
    return text.endsWith("\n") || text.endsWith("\r");
  }
}
