package vj.bench.accuracy.corpus;

/// Does to a finished track what a [Condition] says.
final class Damage {

  private static final int DROPOUT_TRIES = 100;

  private final Tape tape;
  private final Truth truth;
  private final Dice dice;

  Damage(Tape tape, Truth truth, Dice dice) {
    this.tape = tape;
    this.truth = truth;
    this.dice = dice;
  }

  /// Leaves peaks at 0.89, but for the quiet.
  void apply(Condition condition) {
    switch (condition) {
      case CLEAN, RAMP, TEMPOSTEP, DJCUT, QUIET -> {}
      case NOISE -> noise(dice.between(6, 12));
      case ROOM -> room();
      case LOWPASS -> lowpass(dice.between(500, 900));
      case HUM -> hum(dice.among(50, 60));
      case CLIPPED -> clip(dice.between(2.5, 4));
      case DROPOUT -> dropout();
    }
    double level = condition == Condition.QUIET ? -dice.between(34, 42) : 0;
    tape.scale(0.89 / tape.peak() * Math.pow(10, level / 20));
  }

  /// Pink: equal power in every octave.
  ///
  /// @param decibels how far below the music
  void noise(double decibels) {
    Tape noise = new Tape(new double[tape.samples().length]);
    double[] sound = noise.samples();
    // Paul Kellet's three one-pole filters: within half a decibel above 50 Hz.
    double a = 0;
    double b = 0;
    double c = 0;
    for (int i = 0; i < sound.length; i++) {
      double white = dice.noise();
      a = 0.99765 * a + 0.0990460 * white;
      b = 0.96300 * b + 0.2965164 * white;
      c = 0.57000 * c + 1.0526913 * white;
      sound[i] = a + b + c + 0.1848 * white;
    }
    tape.add(noise, tape.rms() / noise.rms() * Math.pow(10, -decibels / 20));
  }

  private void room() {
    new Reverb(dice.between(0.4, 1.1), dice.between(0.5, 1.2), dice.between(0.3, 0.7))
        .addTo(tape.samples(), dice.between(0.12, 0.3));
    new Filter(Filter.Kind.HIGH, dice.between(70, 130), 0.7).run(tape.samples());
    new Filter(Filter.Kind.LOW, dice.between(4500, 8000), 0.7).run(tape.samples());
    noise(20);
  }

  private void lowpass(double hz) {
    // Two filters of a fourth-order Butterworth, whatever gets through behind them is inaudible.
    new Filter(Filter.Kind.LOW, hz, 0.5412).run(tape.samples());
    new Filter(Filter.Kind.LOW, hz, 1.3066).run(tape.samples());
  }

  private void hum(int hz) {
    double level = dice.between(0.06, 0.15);
    double[] sound = tape.samples();
    for (int i = 0; i < sound.length; i++) {
      double turn = 2 * Math.PI * hz * i / Tape.RATE;
      sound[i] += level * (Math.sin(turn) + 0.4 * Math.sin(3 * turn) + 0.15 * Math.sin(5 * turn));
      sound[i] += 0.02;
    }
  }

  private void clip(double gain) {
    double[] sound = tape.samples();
    for (int i = 0; i < sound.length; i++) {
      sound[i] = Math.clamp(gain * sound[i], -1, 1);
    }
  }

  private void dropout() {
    double length = dice.between(5, 8);
    double from = dice.between(0.4, 0.6) * tape.seconds();
    for (int tries = 0; tries < DROPOUT_TRIES && nearBuildUp(from, from + length); tries++) {
      from = dice.between(0.2, 0.8) * tape.seconds();
    }
    Truth.Stretch silence = new Truth.Stretch(from, from + length);
    tape.silence(silence.from(), silence.to());
    truth.silent(silence);
    truth.ignore(new Truth.Stretch(silence.from() - 0.1, silence.to() + 0.1));
  }

  /// What is asked about build-ups must be heard.
  private boolean nearBuildUp(double from, double to) {
    return truth.buildUps().stream().anyMatch(b -> from < b.to() + 2 && to > b.from() - 2);
  }
}
