package vj.workers.audio.offline;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import vj.workers.audio.Downmix;
import vj.workers.audio.analysis.AnalysisParts;
import vj.workers.audio.analysis.Analyzer;
import vj.workers.audio.analysis.Features;
import vj.workers.audio.source.AudioFile;
import vj.workers.audio.source.SampleDecoder;

/// The worker's analysis of a whole file at its own rate, as fast as it goes. One thread; memory
/// grows by about half a megabyte for each hour, whatever is in the file.
final class FileAnalysis {

  /// What is kept of the busiest file of this length still fits the worker's heap. No set is
  /// longer.
  private static final int MOST_HOURS = 6;

  /// Told after each hop.
  @FunctionalInterface
  interface Follower {

    /// @param seconds at the end of the hop
    void hop(double seconds, Features features) throws IOException;
  }

  private FileAnalysis() {}

  /// Analyses `file` from beginning to end.
  ///
  /// @throws IOException when it cannot be read or decoded, or is too long; the message names it
  static Findings of(Path file, Follower follower) throws IOException {
    try (SampleDecoder decoder = AudioFile.open(file)) {
      int rate = decoder.format().sampleRate();
      var findings = new Findings(decoder.format());
      var analyzer = new Analyzer(rate, AnalysisParts.ALL, findings);
      var hops = new Hops(decoder, analyzer.hop());
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long began = System.nanoTime();
      long before = threads.getCurrentThreadCpuTime();
      while (hops.next()) {
        if (hops.frames() > (long) MOST_HOURS * 3600 * rate) {
          throw new IOException("%s is longer than %d hours".formatted(file, MOST_HOURS));
        }
        findings.hopEnds(analyzer.features().position + analyzer.hop());
        analyzer.process(hops.mono());
        findings.hop(hops.mono(), analyzer.features());
        follower.hop(findings.seconds(), analyzer.features());
      }
      findings.end(
          (double) hops.frames() / rate,
          (threads.getCurrentThreadCpuTime() - before) * 1e-9,
          (System.nanoTime() - began) * 1e-9);
      return findings;
    }
  }

  /// A decoder's sound in hops of one channel; the last is filled up with silence.
  private static final class Hops {
    private final SampleDecoder decoder;
    private final int channels;
    private final float[] interleaved;
    private final float[] piece;
    private final float[] mono;
    private long frames;

    Hops(SampleDecoder decoder, int hop) {
      this.decoder = decoder;
      this.channels = decoder.format().channels();
      this.interleaved = new float[hop * channels];
      this.piece = new float[hop];
      this.mono = new float[hop];
    }

    boolean next() throws IOException {
      int filled = 0;
      while (filled < mono.length) {
        int count = decoder.read(interleaved, mono.length - filled);
        if (count < 0) {
          break;
        }
        Downmix.mean(interleaved, channels, piece, count);
        System.arraycopy(piece, 0, mono, filled, count);
        filled += count;
      }
      Arrays.fill(mono, filled, mono.length, 0);
      frames += filled;
      return filled > 0;
    }

    float[] mono() {
      return mono;
    }

    long frames() {
      return frames;
    }
  }
}
