package vj.workers.lyrics.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// A language whose most frequent words are known, and say nothing about a song.
public enum Language {
  ENGLISH("en", List.of()),
  GERMAN("de", List.of()),
  FRENCH(
      "fr",
      List.of("c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "puisqu", "qu", "quelqu", "s", "t")),
  SPANISH("es", List.of()),
  ITALIAN(
      "it",
      List.of(
          "all", "c", "coll", "d", "dall", "dell", "l", "m", "n", "nell", "quest", "quell", "s",
          "sull", "t", "un", "v")),
  PORTUGUESE("pt", List.of("d")),
  /// Any other, or too little text to tell.
  UNKNOWN("", List.of());

  /// One word in twelve; text in any of these languages has one in three or more.
  private static final int WORDS_PER_HIT = 12;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of and List.of are
  private final Set<String> stopWords;

  private final String code;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> elided;

  Language(String code, List<String> elided) {
    this.code = code;
    this.stopWords = code.isEmpty() ? Set.of() : listed("stopwords." + code);
    this.elided = elided;
  }

  /// The language most of whose frequent words are among `words`.
  ///
  /// @param words of a whole song, lower-case, as often as they occur
  public static Language of(Collection<String> words) {
    Language best = UNKNOWN;
    long most = words.size() / WORDS_PER_HIT;
    for (Language each : values()) {
      long hits = words.stream().filter(each.stopWords::contains).count();
      if (hits > most) {
        best = each;
        most = hits;
      }
    }
    return best;
  }

  /// In two letters, as ISO 639 has it; empty for the unknown one.
  public String code() {
    return code;
  }

  public boolean isStopWord(String lowerCase) {
    return stopWords.contains(lowerCase);
  }

  /// A word without what is written together with it only because a vowel follows, as l' in
  /// l'amour.
  String withoutElision(String lowerCase) {
    int apostrophe = lowerCase.indexOf('\'');
    return apostrophe > 0 && elided.contains(lowerCase.substring(0, apostrophe))
        ? lowerCase.substring(apostrophe + 1)
        : lowerCase;
  }

  private static Set<String> listed(String resource) {
    try (InputStream in = Language.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource + " beside " + Language.class);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Set.of(text.strip().split("\\s+"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
