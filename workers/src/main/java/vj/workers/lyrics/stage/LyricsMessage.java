package vj.workers.lyrics.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// Every message of the lyrics worker but the categories': docs/osc.md, which a test compares with
/// this.
public enum LyricsMessage {
  TRACK("/karaoke/track", "issssfi"),
  LYRICS_RESET("/karaoke/lyrics/reset", ""),
  LYRICS_LINE("/karaoke/lyrics/line", "ifs"),
  LINE_ACTIVE("/karaoke/line/active", "i"),
  WORD_ACTIVE("/karaoke/word/active", "iis"),
  REFRAIN_RESET("/karaoke/refrain/reset", ""),
  REFRAIN_LINE("/karaoke/refrain/line", "ifs"),
  REFRAIN_ACTIVE("/karaoke/refrain/active", "is"),
  KEYWORDS_RESET("/karaoke/keywords/reset", "s"),
  KEYWORDS_LINE("/karaoke/keywords/line", "ifs"),
  KEYWORDS_ACTIVE("/karaoke/keywords/active", "is"),
  MOOD("/karaoke/categories/mood", "s"),
  ENERGY("/karaoke/analysis/energy", "f"),
  VALENCE("/karaoke/analysis/valence", "f"),
  THEMES("/karaoke/analysis/themes", "s"),
  IMAGE("/karaoke/image", "s"),
  IMAGE_PATH("/karaoke/image/path", "s"),
  IMAGE_CLEAR("/karaoke/image/clear", "");

  /// Before a category's name.
  static final String CATEGORY = "/karaoke/categories/";

  private final String address;
  private final String typeTags;

  LyricsMessage(String address, String typeTags) {
    this.address = address;
    this.typeTags = typeTags;
  }

  String address() {
    return address;
  }

  /// Without the comma.
  String typeTags() {
    return typeTags;
  }

  /// @param categories their names
  public static List<String> addresses(Collection<String> categories) {
    List<String> all =
        new ArrayList<>(Arrays.stream(values()).map(LyricsMessage::address).toList());
    categories.forEach(name -> all.add(CATEGORY + name));
    return all;
  }
}
