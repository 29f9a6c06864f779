package vj.bench.accuracy.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import vj.bench.accuracy.Beats;
import vj.bench.accuracy.WavFile;
import vj.workers.audio.analysis.BeatFrames;
import vj.workers.audio.analysis.BeatInput;
import vj.workers.audio.analysis.BeatNetwork;

/// What the network hears of one piece, frame by frame, and what it should say.
record Track(String group, float[] input, float[] beat, float[] downbeat, float[] tempo)
    implements Lesson {

  /// Truth in the frames beside that of a beat.
  private static final float BESIDE = 0.5f;

  /// Every frame tells of the tempo, few of a beat.
  private static final float TEMPO_IMPORTANCE = 0.03f;

  private static final double COLOUR = 0.4;

  /// Pieces are played up to this much faster or slower each time.
  private static final double STRETCH = 0.05;

  static Track read(Path wav) throws IOException {
    WavFile file = WavFile.read(wav);
    Beats beats = Beats.read(Path.of(wav.toString().replace(".wav", ".json")));
    return of(beats.group(), file.samples(), file.sampleRate(), beats);
  }

  static Track of(String group, float[] samples, int sampleRate, Beats beats) {
    BeatFrames frames = new BeatFrames(sampleRate);
    float[] hop = new float[BeatFrames.hop(sampleRate)];
    int hops = samples.length / hop.length;
    float[] input = new float[(hops / BeatInput.HOPS_PER_FRAME + 1) * BeatInput.SIZE];
    int n = 0;
    for (int i = 0; i < hops; i++) {
      System.arraycopy(samples, i * hop.length, hop, 0, hop.length);
      if (frames.process(hop)) {
        System.arraycopy(frames.values(), 0, input, n * BeatInput.SIZE, BeatInput.SIZE);
        n++;
      }
    }
    double seconds = (double) hop.length * BeatInput.HOPS_PER_FRAME / sampleRate;
    float[] tempo = new float[n];
    for (int i = 0; i < n; i++) {
      double time = (i + 0.5) * seconds - BeatNetwork.DELAY_SECONDS;
      tempo[i] = (float) BeatNetwork.tempoIndex(60 / beats.interval(time));
    }
    float[] downbeat =
        beats.downbeats().length > 0 ? marks(beats.downbeats(), n, seconds) : new float[0];
    return new Track(
        group,
        Arrays.copyOf(input, n * BeatInput.SIZE),
        marks(beats.beats(), n, seconds),
        downbeat,
        tempo);
  }

  private static float[] marks(double[] times, int frames, double seconds) {
    float[] marks = new float[frames];
    for (double time : times) {
      mark(marks, (int) Math.floor((time + BeatNetwork.DELAY_SECONDS) / seconds));
    }
    return marks;
  }

  @Override
  public Lesson varied(Random random) {
    Track stretched = stretched(1 + STRETCH * (2 * random.nextDouble() - 1));
    stretched.colour(random);
    return stretched;
  }

  /// Makes some bands weigh more and others less, as another mix would.
  private void colour(Random random) {
    float[] gain = new float[BeatInput.SIZE];
    double slope = COLOUR * random.nextGaussian();
    double bend = COLOUR * random.nextGaussian();
    for (int b = 0; b < BeatInput.BANDS; b++) {
      double at = (double) b / (BeatInput.BANDS - 1);
      double own = COLOUR / 2 * random.nextGaussian();
      double g = Math.exp(slope * (at - 0.5) * 2 + bend * Math.cos(2 * Math.PI * at) + own);
      gain[b] = (float) g;
      gain[b + BeatInput.BANDS] = (float) Math.sqrt(g);
    }
    for (int i = 0; i < input.length; i++) {
      input[i] *= gain[i % BeatInput.SIZE];
    }
  }

  /// The same played `speed` times as fast: frames between frames, so that a few pieces make many.
  private Track stretched(double speed) {
    int n = (int) ((frames() - 1) / speed);
    float[] newInput = new float[n * BeatInput.SIZE];
    float[] newTempo = new float[n];
    float higher = (float) (BeatNetwork.tempoIndex(120 * speed) - BeatNetwork.tempoIndex(120));
    for (int i = 0; i < n; i++) {
      int at = (int) (i * speed);
      float part = (float) (i * speed - at);
      for (int k = 0; k < BeatInput.SIZE; k++) {
        float from = input[at * BeatInput.SIZE + k];
        float to = input[(at + 1) * BeatInput.SIZE + k];
        newInput[i * BeatInput.SIZE + k] = from + part * (to - from);
      }
      newTempo[i] = Math.max(0, Math.min(BeatNetwork.TEMPI - 1, tempo[at] + higher));
    }
    return new Track(
        group, newInput, stretched(beat, n, speed), stretched(downbeat, n, speed), newTempo);
  }

  private static float[] stretched(float[] marks, int frames, double speed) {
    if (marks.length == 0) {
      return marks;
    }
    float[] out = new float[frames];
    for (int at = 0; at < marks.length; at++) {
      if (marks[at] == 1) {
        mark(out, (int) ((at + 0.5) / speed));
      }
    }
    return out;
  }

  private static void mark(float[] marks, int at) {
    for (int i = Math.max(0, at - 1); i <= Math.min(marks.length - 1, at + 1); i++) {
      marks[i] = Math.max(marks[i], i == at ? 1 : BESIDE);
    }
  }

  @Override
  public int frames() {
    return tempo.length;
  }

  @Override
  public float truth(int frame, int o) {
    if (o >= BeatNetwork.TEMPI_FROM) {
      return Math.max(0, 1 - Math.abs(tempo[frame] - (o - BeatNetwork.TEMPI_FROM)));
    }
    return o == BeatNetwork.BEAT ? beat[frame] : downbeat[frame];
  }

  @Override
  public float importance(int frame, int o) {
    if (Float.isNaN(tempo[frame]) || (o == BeatNetwork.DOWNBEAT && downbeat.length == 0)) {
      return 0;
    }
    return o >= BeatNetwork.TEMPI_FROM ? TEMPO_IMPORTANCE : 1;
  }
}
