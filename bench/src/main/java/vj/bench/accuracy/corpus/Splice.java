package vj.bench.accuracy.corpus;

import java.util.List;

/// Joins stretches of a sound, without a click at the seam.
final class Splice {

  private static final int FADE = Sound.RATE / 200;

  private Splice() {}

  /// @param spans in the seconds of the sound; what lies after its end is silent
  static Sound of(Sound sound, List<Span> spans) {
    double length = spans.stream().mapToDouble(Span::length).sum();
    float[] out = new float[Math.toIntExact(Math.round(length * Sound.RATE))];
    double at = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      int from = (int) Math.round(span.from() * Sound.RATE);
      int to = (int) Math.round(at * Sound.RATE);
      int n = (int) Math.round((at + span.length()) * Sound.RATE) - to;
      n = Math.min(n, Math.min(out.length - to, sound.samples().length - from));
      for (int k = 0; k < n; k++) {
        boolean start = i > 0 && k < FADE;
        boolean end = i + 1 < spans.size() && n - k < FADE;
        float fade = start ? k / (float) FADE : end ? (n - k) / (float) FADE : 1;
        out[to + k] = sound.samples()[from + k] * fade;
      }
      at += span.length();
    }
    return new Sound(out);
  }
}
