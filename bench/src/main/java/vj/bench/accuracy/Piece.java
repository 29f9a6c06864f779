package vj.bench.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vj.workers.audio.analysis.RhythmFrames;

/// What the beat tracker hears of a piece, and where in the bar it hears it.
final class Piece {

  /// Class of each frame.
  private final int[] heard;

  /// As [Beats#place] says.
  private final double[] places;

  private Piece(int[] heard, double[] places) {
    this.heard = heard;
    this.places = places;
  }

  private static final int SEGMENT_BEATS = 8;

  /// Stretches of some beats each: a piece changes its rhythm when the kick pauses or comes back.
  List<Piece> segments() {
    List<Piece> segments = new ArrayList<>();
    int from = 0;
    int beats = 0;
    for (int i = 1; i <= heard.length; i++) {
      if (i == heard.length || phase(i) < phase(i - 1)) {
        beats++;
      }
      if (beats == SEGMENT_BEATS || i == heard.length) {
        segments.add(
            new Piece(Arrays.copyOfRange(heard, from, i), Arrays.copyOfRange(places, from, i)));
        from = i;
        beats = 0;
      }
    }
    return segments;
  }

  /// Of the beat, 0..1.
  double phase(int frame) {
    double place = places[frame];
    return place < 0 ? -1 - place : place - Math.floor(place);
  }

  static Piece read(Path wav) throws IOException {
    WavFile file = WavFile.read(wav);
    Beats beats = Beats.read(Path.of(wav.toString().replace(".wav", ".json")));
    RhythmFrames frames = new RhythmFrames(file.sampleRate());
    float[] hop = new float[RhythmFrames.hop(file.sampleRate())];
    int hops = file.samples().length / hop.length;
    int[] heard = new int[hops];
    double[] places = new double[hops];
    int n = 0;
    for (int i = 0; i < hops; i++) {
      System.arraycopy(file.samples(), i * hop.length, hop, 0, hop.length);
      heard[n] = frames.process(hop);
      places[n] = beats.place((i + 1.0) * hop.length / file.sampleRate());
      n += heard[n] >= 0 && !Double.isNaN(places[n]) ? 1 : 0;
    }
    return new Piece(Arrays.copyOf(heard, n), Arrays.copyOf(places, n));
  }

  int frames() {
    return heard.length;
  }

  int heard(int frame) {
    return heard[frame];
  }

  double place(int frame) {
    return places[frame];
  }
}
