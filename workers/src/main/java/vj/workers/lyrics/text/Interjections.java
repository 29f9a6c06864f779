package vj.workers.lyrics.text;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/// Sounds that singers make between the words.
final class Interjections {

  /// Each letter once: they are drawn out at will.
  private static final Set<String> SOUNDS =
      Set.of(
          "a", "ah", "aha", "ai", "ay", "aya", "aye", "ba", "baby", "bah", "da", "de", "di", "do",
          "du", "e", "eh", "ey", "h", "ha", "haha", "he", "hey", "hi", "hm", "ho", "hu", "huh",
          "la", "lalala", "le", "li", "lo", "m", "mh", "mhm", "na", "nana", "nanana", "o", "oh",
          "ohoh", "oho", "oi", "ol", "oy", "pa", "ra", "sha", "uh", "uhu", "um", "wo", "woah",
          "woh", "woha", "whoa", "wow", "ya", "yah", "yay", "ye", "yea", "yeah", "yeh", "yo",
          "yup");

  private static final Pattern DRAWN_OUT = Pattern.compile("(.)\\1+");

  private Interjections() {}

  /// With each letter once where it stands several times in a row.
  static String shortened(String folded) {
    return DRAWN_OUT.matcher(folded).replaceAll("$1");
  }

  /// Whether nothing else is sung here.
  static boolean areAllOf(String folded) {
    return Arrays.stream(shortened(folded).split(" ")).allMatch(SOUNDS::contains);
  }
}
