package vj.bench.accuracy.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClubTrackTest {

  private static final double SECONDS = 40;

  @Test
  void bassRisesAtTheBeatsOfAFourOnTheFloorPiece() throws IOException {
    Work work = made("trance", Condition.CLEAN);
    double[] bass = Filter.filtered(work.tape().samples(), Filter.Kind.LOW, 120);

    Truth.Section peak = full(work.truth());
    List<Double> beats = in(peak, work.truth().beats());
    double onBeat = rises(bass, beats, 0);
    double between = rises(bass, beats, 0.75 * 60 / work.truth().bpm());

    assertTrue(beats.size() >= 16);
    assertTrue(onBeat > 0.7, "on the beat: " + onBeat);
    assertTrue(between < 0.4, "between: " + between);
  }

  @Test
  void onsetsAreHeardWhereTheTruthHasThem() throws IOException {
    Work work = made("techno", Condition.CLEAN);

    double[] sound = Filter.filtered(work.tape().samples(), Filter.Kind.HIGH, 2000);
    List<Double> onsets = in(full(work.truth()), work.truth().onsets());

    assertTrue(onsets.size() > 50);
    assertTrue(rises(sound, onsets, 0) > rises(sound, onsets, 0.05) + 0.3);
  }

  @Test
  void sameNameMakesTheSameSamples() throws IOException {
    Work first = made("dnb", Condition.ROOM);

    Work second = made("dnb", Condition.ROOM);

    assertArrayEquals(first.tape().samples(), second.tape().samples());
    assertEquals(json(first), json(second));
  }

  @Test
  void nothingSoundsInTheHeldBreathBeforeADrop() throws IOException {
    Work work = made("house", Condition.CLEAN);

    for (Truth.Stretch buildUp : work.truth().buildUps()) {
      double last = buildUp.to() - 0.1;
      boolean breath = work.truth().onsets().stream().noneMatch(t -> t > last - 0.2 && t < last);
      double level = level(work.tape().samples(), last, 0.05);
      assertTrue(!breath || level < 0.25, "level " + level);
    }
  }

  @Test
  void everyStyleAndConditionCanBeMade() throws IOException {
    StyleBook styles = StyleBook.read();

    for (Piece piece : Programme.learning(styles.styles(), 18)) {
      Piece brief =
          new Piece("club", piece.style(), piece.condition(), piece.variant(), SECONDS / 2);
      Work work = new ClubTrack(styles, brief).make();
      assertTrue(work.truth().beats().size() > 12, piece.id());
      assertTrue(work.tape().peak() < 0.9, piece.id());
    }
  }

  private static Work made(String style, Condition condition) throws IOException {
    return new ClubTrack(StyleBook.read(), new Piece("club", style, condition, "test", SECONDS))
        .make();
  }

  private static String json(Work work) {
    return work.truth().json(work.piece(), work.tape().seconds());
  }

  /// The longest stretch in which everybody plays.
  private static Truth.Section full(Truth truth) {
    return truth.sections().stream()
        .filter(s -> s.label().equals("drop") || s.label().equals("groove"))
        .max((a, b) -> Double.compare(a.to() - a.from(), b.to() - b.from()))
        .orElseThrow();
  }

  private static List<Double> in(Truth.Section section, List<Double> times) {
    return times.stream().filter(t -> t > section.from() && t < section.to() - 0.5).toList();
  }

  /// The share of `times` right after which it is much louder than right before.
  private static double rises(double[] sound, List<Double> times, double later) {
    return times.stream()
            .mapToDouble(t -> t + later)
            .filter(t -> level(sound, t, 0.025) > 1.5 * level(sound, t - 0.03, 0.025))
            .count()
        / (double) times.size();
  }

  private static double level(double[] sound, double from, double seconds) {
    double sum = 0;
    for (int i = Tape.at(from); i < Tape.at(from + seconds); i++) {
      sum += sound[i] * sound[i];
    }
    return Math.sqrt(sum / Tape.at(seconds));
  }
}
