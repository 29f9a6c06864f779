package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Chords of a song in one key.
final class Chords {

  private static final String[] NAMES = {
    "C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"
  };

  private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
  private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};
  private static final String[] MAJOR_KINDS = {"", "m", "m", "", "", "m", "dim"};
  private static final String[] MINOR_KINDS = {"m", "dim", "", "m", "m", "", ""};

  /// Turns of four bars that songs are made of, in steps of the scale.
  private static final int[][] TURNS = {
    {0, 3, 4, 0}, {0, 5, 3, 4}, {0, 4, 5, 3}, {5, 3, 0, 4}, {1, 4, 0, 0}, {0, 0, 3, 0},
    {4, 3, 0, 4}, {0, 2, 3, 4}, {3, 4, 2, 5}, {0, 6, 5, 4}, {0, 0, 0, 0}, {0, 3, 0, 4}
  };

  private static final int TURN = 4;

  private final Random random;
  private final int key;
  private final boolean minor;
  private final boolean sevenths;

  Chords(Random random) {
    this.random = random;
    key = random.nextInt(NAMES.length);
    minor = random.nextInt(3) == 0;
    sevenths = random.nextInt(3) == 0;
  }

  /// A step of the scale for each bar.
  List<Integer> song(int bars) {
    int[][] parts = {turn(), turn(), turn()};
    List<Integer> steps = new ArrayList<>();
    while (steps.size() < bars) {
      int[] part = parts[random.nextInt(parts.length)];
      for (int repeat = 0; repeat < 2; repeat++) {
        for (int i = 0; i < TURN; i++) {
          steps.add(part[i]);
        }
      }
    }
    return steps.subList(0, bars);
  }

  private int[] turn() {
    return TURNS[random.nextInt(TURNS.length)];
  }

  /// As `mma` reads it.
  String name(int step) {
    String kind = (minor ? MINOR_KINDS : MAJOR_KINDS)[step];
    boolean dominant = step == 4 && random.nextBoolean();
    String seventh = kind.equals("dim") ? "" : dominant || sevenths ? "7" : "";
    return NAMES[semitones(step) % NAMES.length] + (dominant ? "" : kind) + seventh;
  }

  /// Above C, for any step of the scale, also beyond the octave.
  int semitones(int step) {
    int octave = Math.floorDiv(step, MAJOR.length);
    return key + 12 * octave + (minor ? MINOR : MAJOR)[Math.floorMod(step, MAJOR.length)];
  }
}
