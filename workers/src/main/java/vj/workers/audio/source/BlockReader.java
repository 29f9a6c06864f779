package vj.workers.audio.source;

import java.io.Closeable;
import java.io.IOException;

/// What a codec gives: samples in blocks as they fall out of the file. [FileDecoder] cuts them to
/// what the reader wants and answers for what the codec does with damaged files.
interface BlockReader extends Closeable {

  int sampleRate();

  int channels();

  /// Decodes the next block into [#block].
  ///
  /// @return its frames (0 for a part without sound), or −1 at the end
  int next() throws IOException;

  /// Interleaved, full scale ±1; valid until the next [#next].
  float[] block();
}
