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

  private static final float TEMPO_IMPORTANCE =
      (float) Double.parseDouble(System.getProperty("t.ti", "0.03"));

  static Track read(Path wav) throws IOException {
    WavFile file = WavFile.read(wav);
    Beats beats = Beats.read(Path.of(wav.toString().replace(".wav", ".json")));
    BeatFrames frames = new BeatFrames(file.sampleRate());
    float[] hop = new float[BeatFrames.hop(file.sampleRate())];
    int hops = file.samples().length / hop.length;
    float[] input = new float[(hops / BeatInput.HOPS_PER_FRAME + 1) * BeatInput.SIZE];
    int n = 0;
    for (int i = 0; i < hops; i++) {
      System.arraycopy(file.samples(), i * hop.length, hop, 0, hop.length);
      if (frames.process(hop)) {
        System.arraycopy(frames.values(), 0, input, n * BeatInput.SIZE, BeatInput.SIZE);
        n++;
      }
    }
    double seconds = (double) hop.length * BeatInput.HOPS_PER_FRAME / file.sampleRate();
    float[] tempo = new float[n];
    for (int i = 0; i < n; i++) {
      double time = (i + 0.5) * seconds - BeatNetwork.DELAY_SECONDS;
      tempo[i] = (float) BeatNetwork.tempoIndex(60 / beats.interval(time));
    }
    float[] downbeat =
        beats.downbeats().length > 0 ? marks(beats.downbeats(), n, seconds) : new float[0];
    return new Track(
        beats.group(),
        Arrays.copyOf(input, n * BeatInput.SIZE),
        marks(beats.beats(), n, seconds),
        downbeat,
        tempo);
  }

  private static float[] marks(double[] times, int frames, double seconds) {
    float[] marks = new float[frames];
    for (double time : times) {
      int at = (int) Math.floor((time + BeatNetwork.DELAY_SECONDS) / seconds);
      for (int i = Math.max(0, at - 1); i <= Math.min(frames - 1, at + 1); i++) {
        marks[i] = Math.max(marks[i], i == at ? 1 : BESIDE);
      }
    }
    return marks;
  }

  @Override
  public Lesson varied(Random random) {
    return this;
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
