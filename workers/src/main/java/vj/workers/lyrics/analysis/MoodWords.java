package vj.workers.lyrics.analysis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vj.workers.lyrics.text.Language;

/// One language's words for each [Category]. Read from a resource for each song: that takes a
/// millisecond, and leaves the heap alone.
///
/// A resource has a line for each category: a name, a colon, words. A word that ends in `*` stands
/// for all that begin so. Accents do not count.
final class MoodWords {

  private final Map<Category, WordList> moods;

  private MoodWords(Map<Category, WordList> moods) {
    this.moods = moods;
  }

  /// Of English for a language that has none.
  static MoodWords of(Language language) {
    return of(language == Language.UNKNOWN ? Language.ENGLISH.code() : language.code());
  }

  private static MoodWords of(String language) {
    String resource = "moods-" + language + ".txt";
    Map<Category, WordList> moods = new EnumMap<>(Category.class);
    try (InputStream in = MoodWords.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing in the bundle: " + resource);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        moods.put(
            Category.of(line.substring(0, colon)).orElseThrow(),
            WordList.of(line.substring(colon + 1).strip()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (moods.size() < Category.values().length) {
      throw new IllegalStateException(resource + " has only " + moods.keySet());
    }
    return new MoodWords(moods);
  }

  long hits(Category category, List<String> words) {
    return Objects.requireNonNull(moods.get(category)).hits(words);
  }

  /// @param whole words, without accents
  /// @param starts what words may begin with
  private record WordList(Set<String> whole, List<String> starts) {

    static WordList of(String text) {
      Set<String> whole = new HashSet<>();
      Set<String> starts = new HashSet<>();
      for (String entry : text.split(" +")) {
        String plain = Words.plain(entry);
        if (plain.endsWith("*")) {
          starts.add(plain.substring(0, plain.length() - 1));
        } else {
          whole.add(plain);
        }
      }
      return new WordList(Set.copyOf(whole), List.copyOf(starts));
    }

    long hits(List<String> words) {
      return words.stream().filter(this::has).count();
    }

    boolean has(String word) {
      String plain = Words.plain(word);
      return whole.contains(plain) || starts.stream().anyMatch(plain::startsWith);
    }
  }
}
