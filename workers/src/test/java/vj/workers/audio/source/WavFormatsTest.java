package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of sample that cards and programs write, in every number of channels that is taken.
@Timeout(20)
final class WavFormatsTest {

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int RATE = 48_000;
  private static final int FRAMES = 500;

  @TempDir private Path folder;

  static Stream<Arguments> formats() {
    return Stream.of(
            new int[] {PCM, 8},
            new int[] {PCM, 16},
            new int[] {PCM, 24},
            new int[] {PCM, 32},
            new int[] {FLOAT, 32},
            new int[] {FLOAT, 64})
        .flatMap(format ->
            IntStream.rangeClosed(1, 8)
                .mapToObj(channels -> Arguments.of(format[0], format[1], channels)));
  }

  @ParameterizedTest(name = "tag {0}, {1} bits, {2} channels")
  @MethodSource("formats")
  void everyFormatReadsAsTheSameSound(int tag, int bits, int channels) throws IOException {
    float[] wanted = ramp(channels);
    Path file = write(tag, bits, channels, wanted);

    float[] samples;
    try (SampleDecoder decoder = AudioFile.open(file)) {
      samples = Fixtures.decode(decoder);
      assertEquals(channels, decoder.format().channels());
    }

    assertEquals(wanted.length, samples.length);
    double step = tag == FLOAT ? 0 : 2.0 / (1L << bits);
    for (int i = 0; i < samples.length; i++) {
      assertEquals(wanted[i], samples[i], step + 1e-7, "sample " + i);
    }
  }

  @Test
  void floatsBeyondFullScaleArriveAsTheyAre() throws IOException {
    float[] odd = {2.5f, -8, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, 0};

    try (SampleDecoder decoder = AudioFile.open(write(FLOAT, 32, 1, odd))) {
      float[] samples = Fixtures.decode(decoder);

      for (int i = 0; i < odd.length; i++) {
        assertEquals(odd[i], samples[i]);
      }
    }
  }

  /// From nearly full scale below to nearly full scale above, a different place in each channel.
  private static float[] ramp(int channels) {
    float[] ramp = new float[FRAMES * channels];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = -0.99f + 1.98f * ((i * 37) % ramp.length) / ramp.length;
    }
    return ramp;
  }

  private Path write(int tag, int bits, int channels, float[] samples) throws IOException {
    int bytes = bits / Byte.SIZE;
    ByteBuffer wav =
        ByteBuffer.allocate(44 + samples.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(36 + samples.length * bytes).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(16).putShort((short) tag).putShort((short) channels);
    wav.putInt(RATE).putInt(RATE * channels * bytes);
    wav.putShort((short) (channels * bytes)).putShort((short) bits);
    wav.put(ascii("data")).putInt(samples.length * bytes);
    for (float sample : samples) {
      put(wav, tag, bits, sample);
    }
    return Files.write(folder.resolve("format.wav"), wav.array());
  }

  private static void put(ByteBuffer wav, int tag, int bits, float sample) {
    if (tag == FLOAT) {
      if (bits == Float.SIZE) {
        wav.putFloat(sample);
      } else {
        wav.putDouble(sample);
      }
      return;
    }
    long whole = Math.round(sample * (double) (1L << (bits - 1)));
    long stored = bits == Byte.SIZE ? whole + 128 : whole; // 8 bits are unsigned
    for (int shift = 0; shift < bits; shift += Byte.SIZE) {
      wav.put((byte) (stored >> shift));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
