package vj.workers.lyrics.stage;

import java.util.List;
import vj.workers.lyrics.text.Word;

/// Says which line, word, refrain and keywords it is now, when that changes. Nothing becomes active
/// that the receiver has not been sent yet. Used by the stage's thread.
final class Following {

  private static final int NONE = -1;

  /// Whatever is active has to be said again.
  private static final int UNSAID = -2;

  private final Sheet sheet;
  private final Recital recital;
  private int line;
  private int word = NONE;
  private int refrain = NONE;
  private int keywords = NONE;
  private List<Word> words = List.of();

  /// @param said whether the receiver has been told already that no line is active
  Following(Sheet sheet, Recital recital, boolean said) {
    this.sheet = sheet;
    this.recital = recital;
    this.line = said ? NONE : UNSAID;
  }

  /// The line that was said to be active; −1: none.
  int line() {
    return Math.max(NONE, line);
  }

  /// Says what has changed until `position`, in seconds.
  ///
  /// @return how many messages that took
  int turn(double position, Announcer out) {
    int said = 0;
    int now = sheet.lineAt(position);
    if (now != line && recital.hasSentLine(now)) {
      line = now;
      words = now == NONE ? List.of() : WordTimes.of(sheet, now);
      word = NONE;
      if (now == NONE) {
        refrain = NONE;
        keywords = NONE;
      }
      out.lineActive(now);
      said++;
    }
    if (now == line && now != NONE) {
      said += word(position, out) + refrain(out) + keywords(out);
    }
    return said;
  }

  private int word(double position, Announcer out) {
    int now = word;
    while (now + 1 < words.size() && words.get(now + 1).seconds() <= position) {
      now++;
    }
    while (now > NONE && words.get(now).seconds() > position) {
      now--;
    }
    if (now == word) {
      return 0;
    }
    word = now;
    if (now == NONE) {
      return 0;
    }
    out.wordActive(line, now, words.get(now));
    return 1;
  }

  private int refrain(Announcer out) {
    int now = Sheet.cueOf(sheet.refrain(), line);
    if (now == refrain || (now != NONE && !recital.hasSentRefrain(now))) {
      return 0;
    }
    refrain = now;
    if (now == NONE) {
      return 0;
    }
    out.refrainActive(now, sheet.refrain().get(now));
    return 1;
  }

  private int keywords(Announcer out) {
    int now = Sheet.cueOf(sheet.keywords(), line);
    if (now == keywords || (now != NONE && !recital.hasSentKeywords(now))) {
      return 0;
    }
    keywords = now;
    if (now == NONE) {
      return 0;
    }
    out.keywordsActive(sheet.keywords().get(now));
    return 1;
  }

  /// The position at which the next thing happens if the song just goes on; infinite if nothing
  /// does.
  double next(double position) {
    int now = sheet.lineAt(position);
    double next =
        now + 1 < sheet.lines().size() ? sheet.seconds(now + 1) : Double.POSITIVE_INFINITY;
    // the words of a line that was not sent yet wait for the recital, not for their time
    return now == line && word + 1 < words.size()
        ? Math.min(next, words.get(word + 1).seconds())
        : next;
  }
}
