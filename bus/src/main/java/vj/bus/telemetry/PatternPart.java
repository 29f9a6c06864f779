package vj.bus.telemetry;

import java.util.List;

/// One element of an [OscPattern]: moves the positions reached in an address past itself.
sealed interface PatternPart {

  /// @param reached one flag for each position 0 .. address length
  /// @return the positions reached behind this part, as a new array
  default boolean[] advance(String address, boolean[] reached) {
    boolean[] next = new boolean[reached.length];
    for (int from = 0; from < reached.length; from++) {
      if (reached[from]) {
        mark(address, from, next);
      }
    }
    return next;
  }

  /// Sets in `next` every position that this part reaches from `from`.
  void mark(String address, int from, boolean[] next);

  /// Exactly this text.
  record Literal(String text) implements PatternPart {
    @Override
    public void mark(String address, int from, boolean[] next) {
      if (address.startsWith(text, from)) {
        next[from + text.length()] = true;
      }
    }
  }

  /// `?`, `[a-z]`, `[!x]`: one character that is (not) in one of the ranges, never `/`.
  record OneOf(List<Range> ranges, boolean negated) implements PatternPart {

    /// Both ends belong to it.
    record Range(char first, char last) {}

    public OneOf {
      ranges = List.copyOf(ranges);
    }

    @Override
    public void mark(String address, int from, boolean[] next) {
      if (from < address.length() && accepts(address.charAt(from))) {
        next[from + 1] = true;
      }
    }

    private boolean accepts(char c) {
      boolean listed = false;
      for (Range range : ranges) {
        listed |= range.first <= c && c <= range.last;
      }
      return c != '/' && listed != negated;
    }
  }

  /// `{a,b}`: one of these texts.
  record Choice(List<String> texts) implements PatternPart {

    public Choice {
      texts = List.copyOf(texts);
    }

    @Override
    public void mark(String address, int from, boolean[] next) {
      for (String text : texts) {
        if (address.startsWith(text, from)) {
          next[from + text.length()] = true;
        }
      }
    }
  }

  /// `*`: any number of characters within one level.
  record Star() implements PatternPart {
    @Override
    public void mark(String address, int from, boolean[] next) {
      // Once a position is marked, so are all that follow it in this level: stop there.
      for (int i = from; !next[i]; i++) {
        next[i] = true;
        if (i == address.length() || address.charAt(i) == '/') {
          return;
        }
      }
    }
  }

  /// `//`: a `/` and any number of whole levels, each with its `/`.
  record Descent() implements PatternPart {
    @Override
    public void mark(String address, int from, boolean[] next) {
      if (from == address.length() || address.charAt(from) != '/') {
        return;
      }
      for (int i = from; i < address.length() && !next[i + 1]; i++) {
        next[i + 1] = address.charAt(i) == '/';
      }
    }
  }
}
