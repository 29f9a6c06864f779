package vj.bench.accuracy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// A piece of the corpus in memory: 16-bit PCM, mixed down to one channel.
public final class WavFile {

  private final int sampleRate;
  private final float[] samples;

  private WavFile(int sampleRate, float[] samples) {
    this.sampleRate = sampleRate;
    this.samples = samples;
  }

  public static WavFile read(Path file) throws IOException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      AudioFormat format = in.getFormat();
      if (format.getSampleSizeInBits() != 16 || format.isBigEndian()) {
        throw new IOException("not 16-bit little-endian PCM: " + file);
      }
      ShortBuffer pcm =
          ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      int channels = format.getChannels();
      float[] samples = new float[pcm.remaining() / channels];
      for (int i = 0; i < samples.length; i++) {
        int sum = 0;
        for (int c = 0; c < channels; c++) {
          sum += pcm.get(i * channels + c);
        }
        samples[i] = sum / (32768f * channels);
      }
      return new WavFile((int) format.getSampleRate(), samples);
    } catch (UnsupportedAudioFileException e) {
      throw new IOException("not a WAV file: " + file, e);
    }
  }

  public int sampleRate() {
    return sampleRate;
  }

  /// Full scale is ±1.
  public float[] samples() {
    return samples;
  }
}
