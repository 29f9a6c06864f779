package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the bytes, a file decodes to something, or fails with an IOException, soon.
final class AudioFileHostileTest {

  private static final int MUTATIONS = 2_000;
  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sine16.wav",
        "eight.wav",
        "float.wav",
        "sine24.aiff",
        "sine16.flac",
        "sine24.flac",
        "tagged.mp3",
        "vbr.mp3",
        "mpeg2.mp3",
        "sine.ogg"
      })
  void survivesMutations(String name) {
    byte[] whole = Fixtures.bytes(name);
    Random random = new Random(name.hashCode());

    assertTimeoutPreemptively(
        BOUND,
        () -> {
          for (int i = 0; i < MUTATIONS; i++) {
            decode(mutated(whole, random));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "RIFF....WAVE", "FORM....AIFF", "fLaC", "OggS", "ID3", "\u00ff\u00fb"})
  void survivesNoiseBehindAMagicNumber(String magic) {
    Random random = new Random(7);

    assertTimeoutPreemptively(
        BOUND,
        () -> {
          for (int i = 0; i < MUTATIONS / 4; i++) {
            byte[] noise = new byte[random.nextInt(20_000)];
            random.nextBytes(noise);
            for (int at = 0; at < Math.min(magic.length(), noise.length); at++) {
              noise[at] = (byte) magic.charAt(at);
            }
            decode(noise);
          }
        });
  }

  /// Most mutations hit the header, where sizes and counts are.
  private static byte[] mutated(byte[] whole, Random random) {
    int kept = random.nextInt(4) == 0 ? random.nextInt(whole.length) : whole.length;
    byte[] bytes = java.util.Arrays.copyOf(whole, kept);
    for (int i = random.nextInt(8); i >= 0 && kept > 0; i--) {
      int at = random.nextInt(random.nextInt(3) == 0 ? kept : Math.min(kept, 160));
      bytes[at] = random.nextInt(3) == 0 ? (byte) 0xFF : (byte) random.nextInt(256);
    }
    return bytes;
  }

  private void decode(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("hostile"), bytes);
    try (SampleDecoder decoder = AudioFile.open(file)) {
      float[] piece = new float[4096 * decoder.format().channels()];
      int read = 0;
      while (read >= 0) {
        read = decoder.read(piece, 4096);
      }
    } catch (IOException _) {
      // the other proper end
    }
  }
}
