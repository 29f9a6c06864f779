package vj.bench.accuracy.corpus;

/// What one player plays in one bar or two, a character per sixteenth: see styles.txt.
record Pattern(String cells) {

  static final int STEPS = 16;

  private static final String HITS = ".-oxX";
  private static final double[] LOUDNESS = {0, 0.22, 0.5, 0.78, 1};

  Pattern {
    if (cells.length() != STEPS && cells.length() != 2 * STEPS) {
      throw new IllegalArgumentException("a pattern is 16 or 32 steps long: " + cells);
    }
  }

  static Pattern of(String text) {
    return new Pattern(text.replace(" ", ""));
  }

  char at(int bar, int step) {
    return cells.charAt((bar * STEPS + step) % cells.length());
  }

  /// 0 for silence .. 1, for drums.
  double loudness(int bar, int step) {
    int hit = HITS.indexOf(at(bar, step));
    if (hit < 0) {
      throw new IllegalArgumentException("not a drum pattern: " + cells);
    }
    return LOUDNESS[hit];
  }

  /// How many steps a note that begins here is held, itself included.
  int held(int bar, int step) {
    int from = (bar * STEPS + step) % cells.length();
    int to = from + 1;
    while (to < cells.length() && cells.charAt(to) == '_') {
      to++;
    }
    return to - from;
  }

  /// Another drummer's version: some quiet hits left out, some put in between.
  Pattern varied(Dice dice, double leaveOut, double putIn) {
    StringBuilder varied = new StringBuilder(cells);
    for (int i = 0; i < cells.length(); i++) {
      char c = cells.charAt(i);
      if ((c == 'o' || c == '-' || c == 'x') && dice.chance(leaveOut)) {
        varied.setCharAt(i, '.');
      } else if (c == '.' && dice.chance(putIn)) {
        varied.setCharAt(i, dice.among('-', '-', 'o'));
      }
    }
    return new Pattern(varied.toString());
  }
}
