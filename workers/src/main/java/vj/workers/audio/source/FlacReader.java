package vj.workers.audio.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jflac.FLACDecoder;
import org.jflac.frame.Frame;
import org.jflac.metadata.StreamInfo;

/// FLAC, decoded by jflac.
final class FlacReader implements BlockReader {

  private static final int STREAM_INFO = 34;
  private static final int LAST_BLOCK = 0x80;

  /// The eight bytes of STREAMINFO that end with the 36 bits of its count of samples.
  private static final int TOTAL_SAMPLES = 10;

  private static final long TOTAL_MASK = (1L << 36) - 1;

  private final InputStream in;
  private final FLACDecoder decoder;
  private final StreamInfo info;
  private long left;
  private float[] block = new float[0];

  private FlacReader(InputStream in, FLACDecoder decoder, StreamInfo info, long total) {
    this.in = in;
    this.decoder = decoder;
    this.info = info;
    this.left = total == 0 ? Long.MAX_VALUE : total;
  }

  /// jflac would load all metadata into memory, and a cover may be larger than the worker's heap:
  /// it gets the one block that matters, marked as the last, and then the frames. It does not get
  /// the count of samples: once it has decoded that many it stops looking for frames, and on
  /// whatever follows in the file it turns for ever. We count.
  static FlacReader open(Path path, InputStream in) throws IOException {
    in.skipNBytes(4);
    byte[] kept = new byte[0];
    boolean last = false;
    while (!last) {
      byte[] head = in.readNBytes(4);
      if (head.length < 4) {
        throw new IOException("%s ends within its metadata".formatted(path));
      }
      last = (head[0] & LAST_BLOCK) != 0;
      int size = ByteBuffer.wrap(head).getInt() & 0xFFFFFF;
      if ((head[0] & 0x7F) == 0 && size == STREAM_INFO && kept.length == 0) {
        kept = in.readNBytes(size);
      } else {
        in.skipNBytes(size);
      }
    }
    if (kept.length < STREAM_INFO) {
      throw new IOException("%s has no STREAMINFO".formatted(path));
    }
    long total = ByteBuffer.wrap(kept).getLong(TOTAL_SAMPLES) & TOTAL_MASK;
    ByteBuffer.wrap(kept)
        .putLong(TOTAL_SAMPLES, ByteBuffer.wrap(kept).getLong(TOTAL_SAMPLES) & ~TOTAL_MASK);
    ByteBuffer start = ByteBuffer.allocate(8 + STREAM_INFO);
    start.put(new byte[] {'f', 'L', 'a', 'C', (byte) LAST_BLOCK, 0, 0, STREAM_INFO}).put(kept);
    FLACDecoder decoder =
        new FLACDecoder(new SequenceInputStream(new ByteArrayInputStream(start.array()), in));
    return new FlacReader(in, decoder, decoder.readStreamInfo(), total);
  }

  @Override
  public int sampleRate() {
    return info.getSampleRate();
  }

  @Override
  public int channels() {
    return info.getChannels();
  }

  @Override
  public int next() throws IOException {
    Frame frame = left > 0 ? decoder.readNextFrame() : null;
    if (frame == null) {
      return -1;
    }
    if (frame.header.channels != channels()) { // a false sync within damage
      return 0;
    }
    int frames = (int) Math.min(left, frame.header.blockSize);
    left -= frames;
    if (block.length < frames * channels()) {
      block = new float[frames * channels()];
    }
    float scale = (float) Math.scalb(1.0, 1 - info.getBitsPerSample());
    for (int channel = 0; channel < channels(); channel++) {
      int[] from = decoder.getChannelData()[channel].getOutput();
      for (int i = 0; i < frames; i++) {
        block[i * channels() + channel] = from[i] * scale;
      }
    }
    return frames;
  }

  @Override
  public float[] block() {
    return block;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
