package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import vj.workers.audio.source.AudioFile;
import vj.workers.audio.source.SampleDecoder;

/// Reads recorded music with the decoders of the audio worker.
final class Recording {

  /// Twenty minutes: what a corpus cuts a minute from should fit in memory.
  private static final int MAX_FRAMES = 20 * 60 * Sound.RATE;

  private static final int BLOCK = 4096;

  private Recording() {}

  /// All channels mixed.
  ///
  /// @throws IOException also for a sampling rate that the corpus has not
  static Sound read(Path file) throws IOException {
    try (SampleDecoder decoder = AudioFile.open(file)) {
      int channels = decoder.format().channels();
      if (decoder.format().sampleRate() != Sound.RATE) {
        throw new IOException(
            "%s has %s Hz, not %d".formatted(file, decoder.format().sampleRate(), Sound.RATE));
      }
      float[] block = new float[BLOCK * channels];
      float[] mixed = new float[Sound.RATE];
      int n = 0;
      for (int read = decoder.read(block, BLOCK);
          read > 0 && n + read <= MAX_FRAMES;
          read = decoder.read(block, BLOCK)) {
        mixed = n + read > mixed.length ? Arrays.copyOf(mixed, 2 * mixed.length) : mixed;
        for (int i = 0; i < read; i++) {
          float sum = 0;
          for (int c = 0; c < channels; c++) {
            sum += block[i * channels + c];
          }
          mixed[n++] = sum / channels;
        }
      }
      return new Sound(Arrays.copyOf(mixed, n));
    }
  }
}
