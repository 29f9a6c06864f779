package vj.workers.lyrics.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// What two spellings of the same words have in common: lower case, without accents and
/// apostrophes, one space for any punctuation between. LRCLIB compares names in the same way.
public final class Folding {

  /// Accents of the scripts that have letter case. Others' signs, such as Japanese voicing marks
  /// and Indian vowels, make other words.
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F]+");

  private static final Pattern APOSTROPHES = Pattern.compile("['’‘ʼ`´]+");

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private Folding() {}

  public static String of(String text) {
    String plain = APOSTROPHES.matcher(text).replaceAll("");
    String apart = Normalizer.normalize(plain, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String bare = ACCENTS.matcher(apart).replaceAll("");
    String spaced = BETWEEN.matcher(bare).replaceAll(" ").strip();
    return Normalizer.normalize(spaced, Normalizer.Form.NFC);
  }
}
