package vj.bench.accuracy.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The styles of styles.txt, where the form is explained.
final class StyleBook {

  private static final String RESOURCE = "styles.txt";

  /// NAME LOW-HIGH swing LOW-HIGH loose MILLISECONDS
  private static final int HEAD_WORDS = 6;

  private final List<Style> styles = new ArrayList<>();

  private StyleBook() {}

  static StyleBook read() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(StyleBook.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return of(lines.lines().toList());
    }
  }

  /// @throws IllegalArgumentException with the line that is wrong
  static StyleBook of(List<String> lines) {
    StyleBook book = new StyleBook();
    Entry entry = new Entry();
    for (String line : Stream.concat(lines.stream(), Stream.of("")).toList()) {
      String text = line.strip();
      try {
        if (text.isEmpty()) {
          entry.addTo(book.styles);
          entry = new Entry();
        } else if (!text.startsWith("#")) {
          entry.read(words(text, 2));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(RESOURCE + ": " + e.getMessage() + ": " + text, e);
      }
    }
    return book;
  }

  private static String[] words(String text, int count) {
    String[] words = text.split(" +", count);
    if (words.length < count) {
      throw new IllegalArgumentException(count + " words are needed");
    }
    return words;
  }

  List<Style> styles() {
    return List.copyOf(styles);
  }

  Style named(String name) {
    return styles.stream()
        .filter(style -> style.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such style: " + name));
  }

  /// One style, being read.
  private static final class Entry {

    private String head = "";
    private final Map<Drum, List<Pattern>> drums = new EnumMap<>(Drum.class);
    private List<Style.Line> basses = List.of();
    private List<Style.Line> tunes = List.of();

    void read(String[] nameAndRest) {
      String rest = nameAndRest[1];
      switch (nameAndRest[0]) {
        case "style" -> head = rest;
        case "bass" -> basses = alternatives(rest).map(Entry::line).toList();
        case "tune" -> tunes = alternatives(rest).map(Entry::line).toList();
        default ->
            drums.put(
                Drum.valueOf(nameAndRest[0].toUpperCase(Locale.ROOT)),
                alternatives(rest).map(Pattern::of).toList());
      }
    }

    private static Stream<String> alternatives(String text) {
      return Arrays.stream(text.split("\\|", -1)).map(String::strip);
    }

    private static Style.Line line(String text) {
      String[] soundAndPattern = words(text, 2);
      return new Style.Line(soundAndPattern[0], Pattern.of(soundAndPattern[1]));
    }

    void addTo(List<Style> styles) {
      if (head.isEmpty()) {
        return;
      }
      String[] words = words(head, HEAD_WORDS);
      styles.add(
          new Style(
              words[0],
              span(words[1]),
              span(words[3]),
              Double.parseDouble(words[5]) / 1000,
              drums,
              basses,
              tunes));
    }

    private static Style.Span span(String text) {
      String[] ends = text.split("-", 2);
      if (ends.length < 2) {
        throw new IllegalArgumentException("not LOW-HIGH: " + text);
      }
      return new Style.Span(Double.parseDouble(ends[0]), Double.parseDouble(ends[1]));
    }
  }
}
