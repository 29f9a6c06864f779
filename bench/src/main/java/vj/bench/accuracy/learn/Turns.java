package vj.bench.accuracy.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import vj.bench.accuracy.WavFile;
import vj.workers.audio.analysis.BeatFrames;
import vj.workers.audio.analysis.StructureFrames;
import vj.workers.audio.analysis.StructureNetwork;

/// What the structure network hears of pieces played one after the other, and what it should say:
/// that the music builds up, that it drops.
///
/// @param truth of every frame, output after output
/// @param importance likewise
record Turns(float[] input, float[] truth, float[] importance) implements Lesson {

  private static final int INPUTS = StructureNetwork.SHAPE.inputs();
  private static final int OUTPUTS = StructureNetwork.SHAPE.outputs();

  /// How a piece begins after another means nothing.
  private static final double JOINT_SECONDS = 2;

  /// Every time, the music goes by up to this much faster or slower.
  private static final double STRETCH = 0.1;

  /// A piece within a set.
  ///
  /// @param gain factor that it is played at
  record Played(Path wav, double gain) {}

  static Turns read(List<Played> set) throws IOException {
    Writer writer = new Writer(WavFile.read(set.getFirst().wav()).sampleRate());
    for (Played played : set) {
      Path truth = Path.of(played.wav().toString().replace(".wav", ".json"));
      float[] samples = WavFile.read(played.wav()).samples();
      writer.play(samples, (float) played.gain(), Form.read(truth));
    }
    return writer.turns();
  }

  static Turns of(Sketch.Made sketch) {
    Writer writer = new Writer(Sketch.RATE);
    writer.play(sketch.samples(), 1, sketch.form());
    return writer.turns();
  }

  @Override
  public int frames() {
    return input.length / INPUTS;
  }

  @Override
  public float truth(int frame, int o) {
    return truth[frame * OUTPUTS + o];
  }

  @Override
  public float importance(int frame, int o) {
    return importance[frame * OUTPUTS + o];
  }

  @Override
  public Turns varied(Random random) {
    double speed = 1 + STRETCH * (2 * random.nextDouble() - 1);
    int frames = (int) ((frames() - 1) / speed);
    Turns varied =
        new Turns(
            new float[frames * INPUTS], new float[frames * OUTPUTS], new float[frames * OUTPUTS]);
    for (int i = 0; i < frames; i++) {
      int at = (int) (i * speed);
      float part = (float) (i * speed - at);
      for (int k = 0; k < INPUTS; k++) {
        float from = input[at * INPUTS + k];
        float to = input[(at + 1) * INPUTS + k];
        varied.input[i * INPUTS + k] = from + part * (to - from);
      }
      int nearest = part < 0.5f ? at : at + 1;
      System.arraycopy(truth, nearest * OUTPUTS, varied.truth, i * OUTPUTS, OUTPUTS);
      System.arraycopy(importance, nearest * OUTPUTS, varied.importance, i * OUTPUTS, OUTPUTS);
    }
    return varied;
  }

  /// Plays the pieces of a set to one front end, as in a night, and notes every frame.
  private static final class Writer {
    private final int sampleRate;
    private final StructureFrames front;
    private float[] input = new float[0];
    private float[] truth = new float[0];
    private float[] importance = new float[0];
    private int frames;

    Writer(int sampleRate) {
      this.sampleRate = sampleRate;
      front = new StructureFrames(sampleRate);
    }

    void play(float[] samples, float gain, Form form) {
      double unknownUntil = frames > 0 ? JOINT_SECONDS : 0;
      float[] hop = new float[BeatFrames.hop(sampleRate)];
      makeRoom(samples.length / hop.length);
      for (int i = 0; i + hop.length <= samples.length; i += hop.length) {
        for (int k = 0; k < hop.length; k++) {
          hop[k] = gain * samples[i + k];
        }
        if (front.process(hop)) {
          double time = (double) (i + hop.length) / sampleRate;
          note(form, time, time > unknownUntil);
        }
      }
    }

    private void makeRoom(int most) {
      input = Arrays.copyOf(input, (frames + most) * INPUTS);
      truth = Arrays.copyOf(truth, (frames + most) * OUTPUTS);
      importance = Arrays.copyOf(importance, (frames + most) * OUTPUTS);
    }

    private void note(Form form, double time, boolean known) {
      System.arraycopy(front.values(), 0, input, frames * INPUTS, INPUTS);
      for (int o = 0; o < OUTPUTS; o++) {
        truth[frames * OUTPUTS + o] = form.truth(o, time);
        importance[frames * OUTPUTS + o] = known ? form.importance(o, time) : 0;
      }
      frames++;
    }

    Turns turns() {
      return new Turns(
          Arrays.copyOf(input, frames * INPUTS),
          Arrays.copyOf(truth, frames * OUTPUTS),
          Arrays.copyOf(importance, frames * OUTPUTS));
    }
  }
}
