package vj.workers.lyrics.analysis;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The words of a text, in lower case; elisions (`l'amour`, `don't`) count as two.
final class Words {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private Words() {}

  static List<String> of(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return WORD.matcher(composed.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /// Without accents, which half of those who write lyrics down leave out.
  static String plain(String word) {
    return ACCENTS.matcher(Normalizer.normalize(word, Normalizer.Form.NFD)).replaceAll("");
  }
}
