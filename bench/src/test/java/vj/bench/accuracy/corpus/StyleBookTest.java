package vj.bench.accuracy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class StyleBookTest {

  @Test
  void everySoundAndPatternOfTheBookCanBePlayed() throws IOException {
    List<Style> styles = StyleBook.read().styles();

    Dice dice = Dice.named("book");
    for (Style style : styles) {
      style.basses().forEach(line -> Patch.drawn(line.sound(), dice));
      style.tunes().forEach(line -> Patch.drawn(line.sound(), dice));
      style.drums().values().stream().flatMap(List::stream).forEach(p -> p.loudness(0, 0));
    }

    assertEquals(18, styles.size());
  }

  @Test
  void noPieceToLearnFromIsMeasuredWith() throws IOException {
    List<Piece> learned = Programme.learning(StyleBook.read().styles(), 150);
    Set<String> names = new HashSet<>();

    learned.forEach(piece -> names.add(piece.id()));
    Programme.measuring().forEach(piece -> names.add(piece.id()));

    assertEquals(150 + 24, names.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "style",
        "style house",
        "style house 120 swing 0-0 loose 0",
        "style house 120-x swing 0-0 loose 0",
        "KICK",
        "KICK X...",
        "THING X... X... X... X...",
        "bass pluck",
        "tune pluck 0.0.0.0.0",
      })
  void tellsTheLineThatItCannotRead(String line) {
    List<String> lines = List.of("style none 1-2 swing 0-0 loose 0", line, "");

    Exception refused = assertThrows(IllegalArgumentException.class, () -> StyleBook.of(lines));

    assertTrue(refused.toString().contains("styles.txt: "), refused.toString());
  }

  @Test
  void diceFallTheSameOnEveryMachine() {
    Dice dice = Dice.named("club-house-clean-m1");

    int[] thrown = {dice.whole(1, 1000), dice.whole(1, 1000), dice.whole(1, 1000)};

    assertEquals(List.of(88, 836, 80), List.of(thrown[0], thrown[1], thrown[2]));
  }
}
