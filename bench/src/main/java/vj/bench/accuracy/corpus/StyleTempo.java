package vj.bench.accuracy.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/// Tempos at which the styles of the groove library are danced and played. The library says none;
/// the names do.
///
/// @param names of styles, lower case
record StyleTempo(Pattern names, double slowest, double fastest) {

  private static final List<StyleTempo> TABLE =
      List.of(
          of("dnb", 160, 180),
          of("slow|ballad|hymn|lullaby|spiritual|bolero|ambient|evans|bald", 60, 95),
          of("fast|quick|bebop|polka|vienese|dixie|ragtime|bluegrass|western", 140, 200),
          of("samba|merengue|twist|ska|punk|thr|mtl|metal|jive|charleston", 140, 200),
          of("waltz|34", 90, 180),
          of("house|techno|trance|dance|disco", 115, 142),
          of("hiphop|trip|reggae|rnb|soul", 70, 105),
          of("march", 100, 132),
          of("bossa|rhumba|beguine|cha|tango|mambo|salsa|son|calypso|latin|cuban", 95, 165),
          of("swing|jazz|foxtrot|bigband|blues|boggie|shuffle", 80, 200),
          of(".*", 80, 150));

  /// Of a bar in six, which has two slow beats.
  private static final StyleTempo IN_SIX = of(".*", 60, 105);

  private static StyleTempo of(String names, double slowest, double fastest) {
    return new StyleTempo(Pattern.compile(".*(" + names + ").*"), slowest, fastest);
  }

  /// Beats a minute.
  static double of(GrooveLibrary.Style style, Random random) {
    StyleTempo tempo =
        style.count().quarters() == 6
            ? IN_SIX
            : TABLE.stream()
                .filter(t -> t.names.matcher(style.name().toLowerCase(Locale.ROOT)).matches())
                .findFirst()
                .orElseThrow();
    return tempo.slowest + (tempo.fastest - tempo.slowest) * random.nextDouble();
  }
}
