package vj.workers.audio.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/// The small audio files under src/test/resources, and what is asked of what they decode to.
final class Fixtures {

  private Fixtures() {}

  static Path path(String name) {
    return Path.of(Objects.requireNonNull(Fixtures.class.getResource(name), name).getPath());
  }

  static byte[] bytes(String name) {
    try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All frames, in reads of an odd size so that blocks are cut everywhere.
  static float[] decode(SampleDecoder decoder) throws IOException {
    int channels = decoder.format().channels();
    float[] all = new float[1 << 16];
    float[] piece = new float[97 * channels];
    int length = 0;
    for (int read = decoder.read(piece, 97); read > 0; read = decoder.read(piece, 97)) {
      if (length + read * channels > all.length) {
        all = Arrays.copyOf(all, 2 * all.length);
      }
      System.arraycopy(piece, 0, all, length, read * channels);
      length += read * channels;
    }
    return Arrays.copyOf(all, length);
  }

  static float[] channel(float[] interleaved, int channels, int channel) {
    float[] one = new float[interleaved.length / channels];
    for (int i = 0; i < one.length; i++) {
      one[i] = interleaved[i * channels + channel];
    }
    return one;
  }

  /// How much of a sine of `hertz` is in the samples: its amplitude.
  static double amplitude(float[] samples, double hertz, int sampleRate) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < samples.length; i++) {
      double turn = 2 * Math.PI * hertz * i / sampleRate;
      re += samples[i] * Math.cos(turn);
      im += samples[i] * Math.sin(turn);
    }
    return 2 * Math.hypot(re, im) / samples.length;
  }
}
