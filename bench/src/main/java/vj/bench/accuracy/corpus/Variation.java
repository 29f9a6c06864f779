package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/// Draws how one piece of the learning set differs from the notes it is made of: in tempo, key,
/// instruments and in who is silent. The beat stays known, since ticks stay where they are.
final class Variation {

  private static final double SLOWEST = 0.75;
  private static final double FASTEST = 1.33;

  /// Of the beats: in so many something must still be played when channels are silent.
  private static final double MIN_LEFT = 0.70;

  private static final int GROUP = 8; // General MIDI has its instruments in groups of eight

  private final Random random;
  private final List<String> condition = new ArrayList<>();

  Variation(Random random) {
    this.random = random;
  }

  /// What was done to the notes, in words; `clean` if nothing was.
  String condition() {
    return condition.isEmpty() ? "clean" : String.join("+", condition);
  }

  /// @param bpm of the original
  /// @param free whether any tempo near the original will do
  Performance of(Performance original, double bpm, boolean free) {
    Performance varied = silenced(original);
    if (free) {
      varied = varied.transposed(random.nextInt(9) - 4);
    }
    if (random.nextInt(4) == 0) {
      varied = withOtherInstrument(varied);
    }
    double factor = free ? factor(bpm) : 1;
    return varied.bent(tempo(varied, bpm, factor));
  }

  private double factor(double bpm) {
    double low = Math.max(SLOWEST, TruthFilter.SLOWEST_BPM / bpm);
    double high = Math.max(low, Math.min(FASTEST, TruthFilter.FASTEST_BPM / bpm));
    return low * Math.pow(high / low, random.nextDouble());
  }

  /// Without drums in a third, without bass or melody in some: a beat tracker that learned from
  /// full bands only would hear drums, not beats.
  private Performance silenced(Performance p) {
    Voices voices = new Voices(p.notes());
    Set<Integer> silent = new HashSet<>();
    silence(silent, voices.drums(), 0.33, "nodrums");
    silence(silent, voices.melody(), 0.15, "nomelody");
    silence(silent, voices.bass(), 0.15, "nobass");
    if (voices.tuned().size() > 3 && random.nextDouble() < 0.25) {
      int any = voices.tuned().get(random.nextInt(voices.tuned().size()));
      silence(silent, OptionalInt.of(any), 1, "less");
    }
    Performance left = p.muted(silent);
    if (played(left) >= MIN_LEFT * played(p)) {
      return left;
    }
    condition.clear();
    return p;
  }

  private void silence(Set<Integer> silent, OptionalInt channel, double chance, String word) {
    if (random.nextDouble() < chance && channel.isPresent()) {
      silent.add(channel.getAsInt());
      condition.add(word);
    }
  }

  /// Beats in which a note starts.
  private static long played(Performance p) {
    return p.notes().stream().mapToLong(n -> (long) p.grid().place(n.tick())).distinct().count();
  }

  private Performance withOtherInstrument(Performance p) {
    List<Integer> channels = new Voices(p.notes()).tuned();
    if (channels.isEmpty()) {
      return p;
    }
    int channel = channels.get(random.nextInt(channels.size()));
    int program =
        p.file().events().stream()
            .filter(MidiEvent.Channel.class::isInstance)
            .map(MidiEvent.Channel.class::cast)
            .filter(c -> c.command() == MidiEvent.Channel.PROGRAM && c.channel() == channel)
            .mapToInt(MidiEvent.Channel::first)
            .findFirst()
            .orElse(0);
    return p.withProgram(channel, program / GROUP * GROUP + random.nextInt(GROUP));
  }

  /// Steady in most; breathing as players do in a quarter; jumping once in some.
  private DoubleUnaryOperator tempo(Performance p, double bpm, double factor) {
    double end = p.file().end();
    double draw = random.nextDouble();
    if (draw < 0.25) {
      condition.add("drift");
      double depth = 0.01 + 0.03 * random.nextDouble();
      double waves = 1 + 5 * random.nextDouble();
      double phase = random.nextDouble();
      return tick -> factor * (1 + depth * Math.sin(2 * Math.PI * (phase + waves * tick / end)));
    }
    if (draw < 0.33) {
      condition.add("tempojump");
      double wanted = factor * (random.nextBoolean() ? 0.85 : 1.18);
      double other =
          Math.clamp(wanted, TruthFilter.SLOWEST_BPM / bpm, TruthFilter.FASTEST_BPM / bpm);
      double at = p.tempo().tick(p.lastSecond() * (0.2 + 0.6 * random.nextDouble()));
      return tick -> tick < at ? factor : other;
    }
    return _ -> factor;
  }

  /// Where the room, the line and the level come in.
  Sound coloured(Sound dry) {
    Sound sound = dry.normalised(0.7);
    if (random.nextDouble() < 0.15) {
      condition.add("room");
      sound =
          Colour.inRoom(sound, 0.5 + 0.35 * random.nextDouble(), 0.3 + 0.4 * random.nextDouble());
    }
    if (random.nextDouble() < 0.12) {
      condition.add("lowpass");
      sound = Colour.lowPassed(sound, 600 * Math.pow(8, random.nextDouble()));
    }
    if (random.nextDouble() < 0.2) {
      condition.add("noise");
      sound = Colour.withNoise(sound, 8 + 22 * random.nextDouble(), random);
    }
    double u = random.nextDouble();
    return sound.normalised(0.9 * Math.pow(10, -30 * u * u / 20));
  }

  /// One stretch of the piece, or two from different places joined off the beat.
  ///
  /// @param usable not empty
  List<Span> spans(List<Span> usable) {
    Span first = usable.get(random.nextInt(usable.size()));
    if (random.nextDouble() >= 0.12 || usable.size() == 1) {
      return List.of(first);
    }
    condition.add("cut");
    Span second = usable.get(random.nextInt(usable.size()));
    double share = 0.3 + 0.4 * random.nextDouble();
    return List.of(
        new Span(first.from(), first.from() + share * first.length()),
        new Span(second.to() - (1 - share) * second.length(), second.to()));
  }
}
