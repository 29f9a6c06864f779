package vj.workers.lyrics.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of a line, freed from the stamps within it. Times in milliseconds.
///
/// @param pieces each with its own stamp; empty if there is none
/// @param cut whether the text was longer
record StampedText(String text, List<Piece> pieces, boolean cut) {

  /// @param millis as stamped
  record Piece(long millis, String text) {}

  /// Stamps in angle brackets are the enhanced format's; some players write square ones there.
  ///
  /// @param lineMillis when a piece is due that stands before the first stamp
  static StampedText read(String marked, long lineMillis) {
    StringBuilder text = new StringBuilder();
    List<Piece> pieces = new ArrayList<>();
    long due = lineMillis;
    boolean stamped = false;
    int from = 0; // of the piece that is being read
    int room = TextBounds.MOST_CODE_POINTS;
    int at = 0;
    while (at < marked.length() && room > 0) {
      Optional<Stamp> stamp = Stamp.at(marked, at);
      if (stamp.isPresent()) {
        add(pieces, due, text.substring(from));
        from = text.length();
        due = stamp.get().millis();
        stamped = true;
        at = stamp.get().end();
      } else {
        int character = marked.codePointAt(at);
        text.appendCodePoint(character);
        at += Character.charCount(character);
        room--;
      }
    }
    add(pieces, due, text.substring(from));
    return new StampedText(
        TextBounds.cleaned(text.toString()), stamped ? pieces : List.of(), at < marked.length());
  }

  /// A stamp that nothing follows says when the piece before it ends: nobody needs that.
  private static void add(List<Piece> pieces, long millis, String text) {
    if (!text.isBlank()) {
      pieces.add(new Piece(millis, text.strip()));
    }
  }

  /// Which of a line's occurrences the stamps within it are about, most likely: the one nearest to
  /// the first piece.
  ///
  /// @param occurrences of the line, in milliseconds, at least one
  long described(List<Long> occurrences) {
    long first = pieces.isEmpty() ? 0 : pieces.getFirst().millis();
    long nearest = occurrences.getFirst();
    for (long each : occurrences) {
      nearest = Math.abs(each - first) < Math.abs(nearest - first) ? each : nearest;
    }
    return nearest;
  }

  /// The pieces of the line's occurrence at `occurrence`, which passes as the one at `described`.
  List<Piece> moved(long described, long occurrence) {
    List<Piece> moved = new ArrayList<>(pieces.size());
    long earliest = occurrence;
    for (Piece piece : pieces) {
      earliest = Math.max(earliest, piece.millis() + occurrence - described);
      moved.add(new Piece(earliest, piece.text()));
    }
    return moved;
  }
}
