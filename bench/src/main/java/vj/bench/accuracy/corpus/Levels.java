package vj.bench.accuracy.corpus;

/// How loud each group of players is in a bar, 0 for those who pause.
///
/// @param heavy drums that are neither the kick nor [Drum#light]
record Levels(double kick, double heavy, double light, double bass, double tune, double pad) {

  private static final Levels EVERYONE = new Levels(1, 1, 1, 1.1, 1, 0.5);

  /// What makes one intro or break unlike the next; drawn once per section.
  record Mood(int kind, boolean early, boolean bassStays, boolean kickStays) {

    static Mood drawn(Dice dice) {
      return new Mood(dice.whole(0, 3), dice.chance(0.5), dice.chance(0.2), dice.chance(0.3));
    }
  }

  static Levels in(Arrangement.Section section, int bar, Mood mood) {
    double progress = section.progress(bar);
    boolean second = progress >= 0.5;
    double bass = mood.bassStays ? 0.5 : 0;
    return switch (section.part()) {
      case INTRO ->
          switch (mood.kind) {
            case 0 -> new Levels(0.8, 0.8, 0.8, 0, 0, 0);
            case 1 -> new Levels(0.8, 0, 0.8, 0, 0, 0);
            case 2 -> new Levels(0, 0.6, 0.8, 0, 0, 0.8);
            default -> new Levels(second ? 0.8 : 0, 0, 0.6, bass, 0.5, 0.5);
          };
      case GROOVE ->
          new Levels(
              0.85, 0.85, 0.85, 0.8, second || mood.early ? 0.5 : 0, mood.bassStays ? 0.4 : 0);
      case BREAK ->
          switch (mood.kind) {
            case 0 -> new Levels(0, 0, second ? 0.5 : 0, 0, 0.5, 1.3);
            case 1 -> new Levels(0, 0, 0.4, bass, 0.6, 1);
            case 2 ->
                new Levels(0, second ? 0.4 : 0, second ? 0.6 : 0.3, 0, mood.early ? 0.5 : 0, 1.4);
            default -> new Levels(0, 0, 0, 0, 0.7, 1.2);
          };
      case BUILD ->
          new Levels(
              second && !mood.kickStays ? 0 : 0.7,
              second ? 0 : 0.4,
              mood.early ? 0.5 : 0,
              0,
              0.4 + 0.5 * progress,
              1.2);
      case DROP -> EVERYONE;
      case OUTRO -> new Levels(0.8, 0.8, 0.8, bar - section.from() < 2 ? 0.5 : 0, 0, 0);
    };
  }

  double of(Drum drum) {
    return drum == Drum.KICK ? kick : drum.light() ? light : heavy;
  }
}
