package vj.workers.audio.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// WAV and AIFF, as the JDK reads them.
final class PcmReader implements BlockReader {

  private static final int BLOCK_FRAMES = 1024;

  private final AudioInputStream in;
  private final int channels;
  private final int sampleRate;
  private final PcmSamples samples;
  private final byte[] bytes;
  private final float[] block;

  private PcmReader(AudioInputStream in, PcmSamples samples) {
    AudioFormat format = in.getFormat();
    this.in = in;
    this.samples = samples;
    this.channels = format.getChannels();
    this.sampleRate = Math.round(format.getSampleRate());
    this.bytes = new byte[BLOCK_FRAMES * channels * samples.bytes()];
    this.block = new float[BLOCK_FRAMES * channels];
  }

  static PcmReader open(Path path, InputStream file) throws IOException {
    try {
      AudioInputStream in = AudioSystem.getAudioInputStream(file);
      AudioFormat format = in.getFormat();
      if (format.getChannels() < 1 || format.getChannels() > AudioSource.Format.MOST_CHANNELS) {
        throw new IOException(
            "%s has %d channels; 1..%d are taken"
                .formatted(path, format.getChannels(), AudioSource.Format.MOST_CHANNELS));
      }
      return new PcmReader(
          in,
          PcmSamples.of(format)
              .orElseThrow(() ->
                  new IOException(
                      "%s holds %s; 8 to 32 bits and float are taken".formatted(path, format))));
    } catch (UnsupportedAudioFileException e) {
      throw new IOException("%s has a header that cannot be read".formatted(path), e);
    } catch (EOFException e) {
      throw new IOException("%s ends within its header".formatted(path), e);
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

  /// A file that was cut in the middle of a frame ends with the frame before.
  @Override
  public int next() throws IOException {
    int read = in.readNBytes(bytes, 0, bytes.length);
    int frames = read / (channels * samples.bytes());
    samples.read(bytes, frames * channels, block);
    return frames == 0 ? -1 : frames;
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
