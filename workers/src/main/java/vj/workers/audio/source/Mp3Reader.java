package vj.workers.audio.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;

/// MPEG audio of all three layers, decoded by jlayer, without what encoder and decoder add at both
/// ends.
final class Mp3Reader implements BlockReader {

  /// A Xing tag with all its parts ends well before this.
  private static final int TAG = 256;

  private final InputStream in;
  private final Bitstream frames;
  private final Decoder decoder = new Decoder();
  private final Mp3Samples samples;
  private final Mp3Header kind;
  private final int sampleRate;
  private final int channels;
  private int toSkip;
  private long left;

  private Mp3Reader(InputStream in, Bitstream frames, Mp3Header kind, Mp3Gap gap, Header header) {
    this.in = in;
    this.frames = frames;
    this.kind = kind;
    this.sampleRate = header.frequency();
    this.channels = header.mode() == Header.SINGLE_CHANNEL ? 1 : 2;
    this.samples = new Mp3Samples(channels);
    this.toSkip = gap.skipped();
    this.left = gap.length() < 0 ? Long.MAX_VALUE : gap.length();
  }

  /// @param in at the first frame
  static Mp3Reader open(Path path, InputStream in) throws IOException {
    in.mark(TAG);
    byte[] first = in.readNBytes(TAG);
    in.reset();
    Mp3Header kind = Mp3Header.at(first, 0);
    Mp3Gap gap = Mp3Gap.of(first);
    if (gap.tagged()) {
      in.skipNBytes(kind.bytes());
    }
    try {
      Bitstream frames = new Bitstream(in);
      Header header = frames.readFrame();
      if (header == null) {
        throw new IOException("%s (MP3) decodes to no sound at all".formatted(path));
      }
      Mp3Reader reader = new Mp3Reader(in, frames, kind, gap, header);
      reader.decoder.setOutputBuffer(reader.samples);
      return reader;
    } catch (JavaLayerException e) {
      throw new IOException("%s has a damaged first frame".formatted(path), e);
    }
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return channels;
  }

  /// A frame that cannot be decoded is silent, and what follows stays in time.
  @Override
  public int next() throws IOException {
    if (left <= 0) {
      return -1;
    }
    if (!decodeFrame()) {
      return -1;
    }
    int decoded = samples.frames();
    int skipped = Math.min(toSkip, decoded);
    toSkip -= skipped;
    samples.drop(skipped);
    int kept = (int) Math.min(left, decoded - skipped);
    left -= kept;
    return kept;
  }

  /// @return false at the end of the file
  private boolean decodeFrame() {
    samples.clear();
    try {
      Header header = frames.readFrame();
      if (header == null) {
        return false;
      }
      boolean mono = header.mode() == Header.SINGLE_CHANNEL;
      if (header.frequency() == sampleRate && mono == (channels == 1)) { // else a false sync
        decoder.decodeFrame(header, frames);
      }
    } catch (JavaLayerException _) {
      samples.silence(kind.samples());
    } finally {
      frames.closeFrame();
    }
    return true;
  }

  @Override
  public float[] block() {
    return samples.interleaved();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
