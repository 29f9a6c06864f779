package vj.workers.lyrics.lookup;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import vj.workers.lyrics.text.Folding;

/// How alike two names are: the share of their pairs of neighbouring letters that they have in
/// common (Dice 1945), spelling aside.
final class Likeness {

  private Likeness() {}

  /// @return 0..1
  static double of(String one, String other) {
    Set<String> pairs = pairs(one);
    Set<String> otherPairs = pairs(other);
    int all = pairs.size() + otherPairs.size();
    pairs.retainAll(otherPairs);
    return 2.0 * pairs.size() / all;
  }

  /// With the spaces around, so that the shortest name has two, and beginnings count.
  private static Set<String> pairs(String name) {
    String folded = Folding.of(name);
    String text = " " + (folded.isEmpty() ? name.toLowerCase(Locale.ROOT) : folded) + " ";
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 1 < text.length(); i++) {
      pairs.add(text.substring(i, i + 2));
    }
    return pairs;
  }
}
