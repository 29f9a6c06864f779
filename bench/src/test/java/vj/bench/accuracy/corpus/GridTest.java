package vj.bench.accuracy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class GridTest {

  @Test
  void steadyTempoPutsBeatsAtEqualSteps() {
    List<Double> steps = steps(drawn(120, 120, Condition.CLEAN));

    assertTrue(steps.stream().allMatch(step -> Math.abs(step - 0.5) < 1e-9));
  }

  @Test
  void rampChangesTheTempoALittleFromBeatToBeat() {
    List<Double> steps = steps(drawn(120, 120, Condition.RAMP));

    double change = steps.getLast() / steps.getFirst();
    assertTrue(Math.abs(change - 1) > 0.05, "by " + change);
    for (int i = 1; i < steps.size(); i++) {
      assertEquals(1, steps.get(i) / steps.get(i - 1), 0.01);
    }
  }

  @Test
  void tempoStepIsOneChangeOnADownbeat() {
    Grid grid = drawn(120, 120, Condition.TEMPOSTEP);
    List<Double> steps = steps(grid);

    long changes = 0;
    for (int i = 1; i < steps.size(); i++) {
      boolean change = Math.abs(steps.get(i) - steps.get(i - 1)) > 1e-6;
      changes += change ? 1 : 0;
      assertTrue(!change || i % Bar.BEATS == 0);
    }

    assertEquals(1, changes);
  }

  @Test
  void cutBeginsANewBarOffTheOldBeat() {
    Grid grid = drawn(120, 140, Condition.DJCUT);

    Bar last = grid.track(0).getLast();
    Bar first = grid.track(1).getFirst();
    double off = (first.start() - last.end()) / 0.5;
    assertTrue(off >= 0.25 && off <= 0.75, "off by " + off);
    assertEquals(60.0 / 140, first.beatSeconds(), 1e-9);
    assertEquals(0, first.number());
  }

  private static Grid drawn(double tempo, double next, Condition condition) {
    return Grid.drawn(new Grid.Plan(tempo, next, 80, condition), Dice.named("grid"));
  }

  private static List<Double> steps(Grid grid) {
    Truth truth = new Truth();
    truth.bars(grid.bars());
    List<Double> beats = truth.beats();
    return IntStream.range(1, beats.size()).mapToObj(i -> beats.get(i) - beats.get(i - 1)).toList();
  }
}
