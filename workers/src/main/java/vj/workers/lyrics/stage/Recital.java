package vj.workers.lyrics.stage;

import java.util.List;
import vj.workers.lyrics.stage.Sheet.Cue;

/// The lists of one song on their way out, message by message: lines, refrain, keywords. Used by
/// the stage's thread.
final class Recital {

  private static final int RESETS = 3;

  private final Sheet sheet;
  private final String song;
  private int sent;

  /// @param song `artist::title`
  Recital(Sheet sheet, String song) {
    this.sheet = sheet;
    this.song = song;
  }

  boolean done() {
    return sent == RESETS + lines() + refrain() + sheet.keywords().size();
  }

  /// Whether a receiver knows line `index` and all before it; −1: that it begins anew.
  boolean hasSentLine(int index) {
    return sent >= RESETS + index + 1;
  }

  /// Whether a receiver knows entry `index` of the refrain.
  boolean hasSentRefrain(int index) {
    return sent >= RESETS + lines() + index + 1;
  }

  /// Whether a receiver knows entry `index` of the keywords.
  boolean hasSentKeywords(int index) {
    return sent >= RESETS + lines() + refrain() + index + 1;
  }

  private int lines() {
    return sheet.lines().size();
  }

  private int refrain() {
    return sheet.refrain().size();
  }

  /// Sends the next message; not called when [#done].
  void next(Announcer out) {
    int left = sent++;
    if (left < RESETS) {
      reset(left, out);
      return;
    }
    left -= RESETS;
    if (left < lines()) {
      var line = sheet.lines().get(left);
      out.entry(LyricsMessage.LYRICS_LINE, left, line.seconds(), line.text());
      return;
    }
    left -= lines();
    if (left < refrain()) {
      cue(LyricsMessage.REFRAIN_LINE, left, sheet.refrain().get(left), out);
      return;
    }
    List<Cue> keywords = sheet.keywords();
    Cue cue = keywords.get(left - refrain());
    cue(LyricsMessage.KEYWORDS_LINE, cue.line(), cue, out);
  }

  private void reset(int which, Announcer out) {
    switch (which) {
      case 0 -> out.reset(LyricsMessage.LYRICS_RESET);
      case 1 -> out.reset(LyricsMessage.REFRAIN_RESET);
      default -> out.keywordsReset(song);
    }
  }

  private void cue(LyricsMessage message, int index, Cue cue, Announcer out) {
    out.entry(message, index, sheet.seconds(cue.line()), cue.text());
  }
}
