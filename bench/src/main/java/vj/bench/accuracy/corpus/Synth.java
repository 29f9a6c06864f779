package vj.bench.accuracy.corpus;

/// Plays single notes of a patch.
final class Synth {

  private static final double TURN = 2 * Math.PI;

  /// How often the filter is tuned anew: often enough not to be heard as steps.
  private static final int TUNE_EVERY = 16;

  private final Dice dice;

  Synth(Dice dice) {
    this.dice = dice;
  }

  /// @param hold seconds until the note is let go
  /// @param beat seconds; the wobble keeps to it
  double[] note(Patch patch, double hz, double hold, double beat) {
    double[] sound = new double[Tape.at(hold + 4 * patch.envelope().release())];
    for (int v = 0; v < patch.source().voices(); v++) {
      double place = patch.source().voices() == 1 ? 0 : v / (patch.source().voices() - 1.0) - 0.5;
      oscillator(sound, patch.source(), hz * Math.pow(2, place * patch.source().detune() / 1200));
    }
    new Tape(sound).scale(0.7 / Math.sqrt(patch.source().voices()));
    filter(sound, patch, beat);
    if (patch.drive() > 0) {
      for (int i = 0; i < sound.length; i++) {
        sound[i] = Math.tanh((1 + 2 * patch.drive()) * sound[i]) / (1 + 0.4 * patch.drive());
      }
    }
    shape(sound, patch.envelope(), hold);
    return sound;
  }

  private void oscillator(double[] sound, Patch.Source source, double hz) {
    double step = hz / Tape.RATE;
    double turn = dice.unit();
    double bend = dice.unit();
    for (int i = 0; i < sound.length; i++) {
      turn += step;
      turn -= turn >= 1 ? 1 : 0;
      double x = 0;
      if (source.saw() > 0) {
        x += source.saw() * saw(turn, step);
      }
      if (source.square() > 0) {
        double half = turn + 0.5;
        x += source.square() * (saw(turn, step) - saw(half >= 1 ? half - 1 : half, step));
      }
      if (source.sine() > 0) {
        double fm = source.fm() > 0 ? source.fm() * Math.sin(TURN * bend) : 0;
        bend += step * source.fmRatio();
        x += source.sine() * Math.sin(TURN * turn + fm);
      }
      sound[i] += x;
    }
  }

  /// A saw whose jump is rounded over two samples (PolyBLEP), which keeps most aliases away.
  static double saw(double turn, double step) {
    double x = 2 * turn - 1;
    if (turn < step) {
      double t = turn / step;
      x -= t + t - t * t - 1;
    } else if (turn > 1 - step) {
      double t = (turn - 1) / step;
      x -= t * t + t + t + 1;
    }
    return x;
  }

  private static void filter(double[] sound, Patch patch, double beat) {
    Patch.Sweep sweep = patch.sweep();
    Filter filter = new Filter(Filter.Kind.LOW, sweep.hz(), sweep.resonance());
    for (int i = 0; i < sound.length; i++) {
      if (i % TUNE_EVERY == 0 && sweep.octaves() > 0) {
        double t = (double) i / Tape.RATE;
        double open =
            patch.wobble() > 0
                ? 0.5 - 0.5 * Math.cos(TURN * patch.wobble() * t / beat)
                : Math.exp(-t / sweep.seconds());
        filter.tune(sweep.hz() * Math.pow(2, sweep.octaves() * open), sweep.resonance());
      }
      sound[i] = filter.next(sound[i]);
    }
  }

  private static void shape(double[] sound, Patch.Envelope envelope, double hold) {
    int attack = Math.max(1, Tape.at(envelope.attack()));
    int release = Tape.at(hold);
    double fall = DrumSounds.fall(envelope.decay());
    double releaseFall = DrumSounds.fall(envelope.release());
    double above = 1 - envelope.sustain();
    double gate = 1;
    for (int i = 0; i < sound.length; i++) {
      double level = i < attack ? (double) i / attack : envelope.sustain() + above;
      above *= i < attack ? 1 : fall;
      gate *= i < release ? 1 : releaseFall;
      sound[i] *= level * gate;
    }
  }
}
