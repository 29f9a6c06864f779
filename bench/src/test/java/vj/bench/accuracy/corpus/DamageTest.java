package vj.bench.accuracy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DamageTest {

  private static final double SECONDS = 20;

  private final Truth truth = new Truth();

  @Test
  void quietIsBetween34And42DecibelsDown() {
    Tape tape = damaged(Condition.QUIET);

    double decibels = 20 * Math.log10(tape.peak() / 0.89);

    assertTrue(decibels <= -34 && decibels >= -42, "%.1f dB".formatted(decibels));
  }

  @Test
  void noiseIsSoManyDecibelsBelowTheMusic() {
    Tape tape = tone(1000);
    double before = tape.rms();

    new Damage(tape, truth, Dice.named("noise")).noise(9);

    double noise = Math.sqrt(tape.rms() * tape.rms() - before * before);
    assertEquals(9, 20 * Math.log10(before / noise), 0.3);
  }

  @Test
  void lowpassLeavesNothingAboveIt() {
    Tape high = tone(4000);
    Tape low = tone(200);

    double lost = high.rms() / low.rms();
    for (Tape tape : new Tape[] {high, low}) {
      tape.add(tone(60), 1);
      new Damage(tape, truth, Dice.named("lowpass")).apply(Condition.LOWPASS);
    }

    assertEquals(1, lost, 0.01);
    assertTrue(level(high, 4000) < 0.01 * level(low, 200));
  }

  @Test
  void clippedStandsAtTheLimit() {
    Tape tape = damaged(Condition.CLIPPED);

    long flat = 0;
    for (double x : tape.samples()) {
      flat += Math.abs(x) > 0.889 ? 1 : 0;
    }

    assertTrue(flat > 0.5 * tape.samples().length);
  }

  @Test
  void dropoutIsSilentAndIgnoredAndHasNoOnsets() {
    for (double t = 0; t < SECONDS; t += 0.25) {
      truth.onset(t);
    }

    Tape tape = damaged(Condition.DROPOUT);

    Truth.Stretch ignored = truth.ignored().getFirst();
    double length = ignored.to() - ignored.from();
    Tape silence = part(tape, ignored.from() + 0.11, ignored.to() - 0.11);
    assertTrue(length >= 5 && length <= 8.3, "%.1f s".formatted(length));
    assertEquals(0, silence.rms());
    assertTrue(
        truth.onsets().stream().noneMatch(t -> t > ignored.from() + 0.1 && t < ignored.to() - 0.1));
  }

  @Test
  void humIsOfTheMains() {
    Tape tape = damaged(Condition.HUM);

    assertTrue(Math.max(level(tape, 50), level(tape, 60)) > 0.03);
  }

  private Tape damaged(Condition condition) {
    Tape tape = tone(1000);
    new Damage(tape, truth, Dice.named(condition.label())).apply(condition);
    return tape;
  }

  private static Tape tone(double hz) {
    Tape tape = new Tape(SECONDS);
    for (int i = 0; i < tape.samples().length; i++) {
      tape.samples()[i] = 0.8 * Math.sin(2 * Math.PI * hz * i / Tape.RATE);
    }
    return tape;
  }

  private static Tape part(Tape tape, double from, double to) {
    return new Tape(Arrays.copyOfRange(tape.samples(), Tape.at(from), Tape.at(to)));
  }

  /// Of one frequency.
  private static double level(Tape tape, double hz) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < tape.samples().length; i++) {
      double turn = 2 * Math.PI * hz * i / Tape.RATE;
      real += tape.samples()[i] * Math.cos(turn);
      imaginary += tape.samples()[i] * Math.sin(turn);
    }
    return 2 * Math.hypot(real, imaginary) / tape.samples().length;
  }
}
