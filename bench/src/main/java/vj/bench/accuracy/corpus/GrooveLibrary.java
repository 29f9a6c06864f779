package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The grooves that come with the program `mma` (Musical MIDI Accompaniment), by the files that
/// define them: one file holds one style with its variants, fills, introductions and endings.
final class GrooveLibrary {

  static final Path INSTALLED = Path.of("/usr/share/mma/lib");

  /// Not music: counts and clicks.
  private static final Pattern LEFT_OUT = Pattern.compile("metronome.*|none|count|intro|ending");

  private static final Pattern TIME = Pattern.compile("(?i)^\\s*time\\s+(\\d+)\\b.*");
  private static final Pattern SIGNATURE =
      Pattern.compile("(?i)^\\s*timesig\\s+(\\d+)[ /]+(\\d+).*");
  private static final Pattern DEFINITION = Pattern.compile("(?i)^\\s*defgroove\\s+(\\S+).*");

  private GrooveLibrary() {}

  /// How a groove counts. `mma` measures time in what it calls quarters, whatever the signature
  /// says: `quarters` of them make a bar.
  record Count(int quarters, String signature) {

    /// In six, two beats of three; otherwise each quarter is a beat. Nothing where the signature
    /// contradicts the bar: there nobody knows what is meant.
    Optional<BeatGrid.Bars> bars(int ticksPerQuarter) {
      if (quarters == 6 && (signature.isEmpty() || signature.equals("6/8"))) {
        return Optional.of(new BeatGrid.Bars(0, 3.0 * ticksPerQuarter, 2, "6/8"));
      }
      boolean marchInTwo = quarters == 2 && signature.equals("6/8");
      boolean plain = signature.isEmpty() || signature.equals(quarters + "/4");
      return quarters <= 5 && (plain || marchInTwo)
          ? Optional.of(
              new BeatGrid.Bars(0, ticksPerQuarter, quarters, marchInTwo ? "6/8" : quarters + "/4"))
          : Optional.empty();
    }
  }

  /// @param grooves to play on, all of one count; not empty
  /// @param fills for the last bar of a section; may be empty
  record Style(String folder, String name, Count count, List<String> grooves, List<String> fills) {

    /// As `mma` finds it.
    String reference(String groove) {
      return "%s/%s:%s".formatted(folder, name, groove);
    }
  }

  /// Those that can be counted, by folder and name.
  static List<Style> read(Path library) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(library)) {
      files = all.filter(f -> f.toString().endsWith(".mma")).sorted().toList();
    }
    List<Style> styles = new ArrayList<>();
    for (Path file : files) {
      style(file).ifPresent(styles::add);
    }
    return styles;
  }

  private static Optional<Style> style(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".mma", "");
    if (LEFT_OUT.matcher(name).matches()) {
      return Optional.empty();
    }
    int quarters = 4;
    String signature = "";
    Optional<Count> first = Optional.empty();
    List<String> grooves = new ArrayList<>();
    List<String> fills = new ArrayList<>();
    // Latin 1 takes any byte; the words that are looked for are ASCII
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      Matcher time = TIME.matcher(line);
      Matcher sign = SIGNATURE.matcher(line);
      Matcher definition = DEFINITION.matcher(line);
      if (time.matches()) {
        quarters = Integer.parseInt(time.group(1));
      } else if (sign.matches()) {
        signature = sign.group(1) + "/" + sign.group(2);
      } else if (definition.matches()) {
        Count count = new Count(quarters, signature);
        first = first.isEmpty() ? Optional.of(count) : first;
        if (first.get().equals(count)) {
          add(definition.group(1), grooves, fills);
        }
      }
    }
    Optional<Count> count = first.filter(c -> c.bars(1).isPresent());
    String folder = file.getName(file.getNameCount() - 2).toString();
    return grooves.isEmpty()
        ? Optional.empty()
        : count.map(c -> new Style(folder, name, c, List.copyOf(grooves), List.copyOf(fills)));
  }

  private static void add(String groove, List<String> grooves, List<String> fills) {
    String lower = groove.toLowerCase(Locale.ROOT);
    if (lower.contains("fill")) {
      fills.add(groove);
    } else if (!lower.contains("intro") && !lower.contains("end") && !lower.contains("metronome")) {
      grooves.add(groove);
    }
  }
}
