package vj.workers.lyrics.lookup;

/// The words of a song as they were found.
///
/// @param synced in LRC, with a line or more on the clock; empty if there is none
/// @param plain without times; empty if there is none
/// @param instrumental whether it is known that there are no words
public record Lyrics(String synced, String plain, boolean instrumental) {

  static final Lyrics NONE = new Lyrics("", "", false);

  /// Whether nothing better can be found.
  boolean isComplete() {
    return !synced.isEmpty() || instrumental;
  }

  boolean isEmpty() {
    return !isComplete() && plain.isEmpty();
  }

  /// For a recording with whose times the words are not: only the words are left.
  Lyrics withoutTimes() {
    return new Lyrics("", plain, false);
  }
}
