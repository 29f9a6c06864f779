package vj.workers.audio.source;

import java.io.IOException;
import vj.workers.audio.source.AudioSource.Format;

/// Samples as fast as they can be made: a file being decoded, or the demo track. One thread reads
/// and closes it; memory is bounded whatever the length.
public interface SampleDecoder extends AutoCloseable {

  Format format();

  /// @param interleaved full scale = ±1, not clipped
  /// @return frames read, 1..`frames`, or −1 at the end
  /// @throws IOException when the file cannot be read or decoded; the message names it
  int read(float[] interleaved, int frames) throws IOException;

  @Override
  void close();

  /// Makes the decoder, from its beginning: once to play, again for each turn of a loop.
  @FunctionalInterface
  interface Opening {
    SampleDecoder open() throws IOException;
  }
}
