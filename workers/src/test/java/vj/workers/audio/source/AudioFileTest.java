package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vj.workers.audio.source.AudioSource.Format;

@Timeout(20)
final class AudioFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "sine16.wav,   44100, 1,  4410, 441",
    "sine24.wav,   48000, 2,  2400, 480",
    "sine32.wav,   96000, 1,  4800, 960",
    "float.wav,    48000, 2,  2400, 480",
    "eight.wav,     8000, 8,   800, 400",
    "eightbit.wav,  8000, 1,   800, 400",
    "sine16.aiff,  44100, 2,  2205, 441",
    "sine24.aiff,  48000, 1,  4800, 480",
    "sine16.flac,  48000, 2,  4800, 480",
    "sine24.flac,  48000, 1,  4800, 480",
  })
  void decodesLosslessFilesToTheFrame(
      String name, int sampleRate, int channels, int frames, double hertz) throws IOException {
    try (SampleDecoder decoder = AudioFile.open(Fixtures.path(name))) {

      float[] samples = Fixtures.decode(decoder);

      assertEquals(sampleRate, decoder.format().sampleRate());
      assertEquals(channels, decoder.format().channels());
      assertEquals(frames, samples.length / channels);
      for (int channel = 0; channel < channels; channel++) {
        float[] one = Fixtures.channel(samples, channels, channel);
        assertEquals(0.5, Fixtures.amplitude(one, hertz, sampleRate), 0.01);
      }
    }
  }

  /// 0.1 s of silence, 0.5 s of a sine: where the sine begins is where a beat would be.
  @ParameterizedTest
  @CsvSource({
    "tagged.mp3,   24000, 2, 14400, 14400",
    "untagged.mp3, 24000, 2, 14400, 15552",
    "vbr.mp3,      44100, 2, 26460, 26460",
    "mpeg2.mp3,    22050, 1, 13230, 13296",
    "sine.ogg,     44100, 2, 26460, 26460",
  })
  void lossyFilesBeginAndEndWhereTheirMusicDoes(
      String name, int sampleRate, int channels, int leastFrames, int mostFrames)
      throws IOException {
    try (SampleDecoder decoder = AudioFile.open(Fixtures.path(name))) {

      float[] left = Fixtures.channel(Fixtures.decode(decoder), channels, 0);

      assertEquals(sampleRate, decoder.format().sampleRate());
      assertEquals(channels, decoder.format().channels());
      assertTrue(left.length >= leastFrames && left.length <= mostFrames, "" + left.length);
      assertEquals(0.1, (double) firstLoud(left) / sampleRate, 0.001);
      float[] music = Arrays.copyOfRange(left, sampleRate / 5, sampleRate / 2);
      assertEquals(0.5, Fixtures.amplitude(music, 441, sampleRate), 0.05);
    }
  }

  @ParameterizedTest
  @CsvSource({"opus.opus, Ogg Opus", "aac.m4a, MP4 (AAC or ALAC)", "flac.ogg, FLAC in Ogg"})
  void namesTheFormatsThatItDoesNotTake(String name, String format) {
    IOException refused =
        assertThrows(IOException.class, () -> AudioFile.open(Fixtures.path(name)));

    assertTrue(
        String.valueOf(refused.getMessage()).contains(name + " is " + format),
        refused.getMessage());
    assertTrue(
        String.valueOf(refused.getMessage())
            .contains("WAV, AIFF, FLAC, MP3 and Ogg Vorbis are taken"));
  }

  @Test
  void asksTheFirstBytesAndNotTheName() throws IOException {
    Path misnamed = Files.copy(Fixtures.path("sine16.flac"), folder.resolve("music.wav"));

    try (SampleDecoder decoder = AudioFile.open(misnamed)) {
      assertEquals(
          new Format(48000, 2, "music.wav, FLAC (48000 Hz, 2 channels)"), decoder.format());
    }
  }

  @Test
  void aWavCutInTheMiddleOfAFrameEndsWithTheFrameBefore() throws IOException {
    byte[] whole = Fixtures.bytes("sine24.wav");
    Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, whole.length - 601));

    try (SampleDecoder decoder = AudioFile.open(cut)) {
      assertEquals(2400 - 101, Fixtures.decode(decoder).length / 2);
    }
  }

  @Test
  void skipsCoversThatAreLargerThanTheHeapOfAWorker() throws IOException {
    byte[] cover = new byte[20 << 20];
    ByteArrayOutputStream tagged = new ByteArrayOutputStream();
    tagged.write(new byte[] {'I', 'D', '3', 4, 0, 0, 10, 0, 0, 0});
    tagged.write(cover);
    tagged.write(Fixtures.bytes("tagged.mp3"));
    Path mp3 = Files.write(folder.resolve("cover.mp3"), tagged.toByteArray());
    ByteArrayOutputStream pictured = new ByteArrayOutputStream();
    byte[] flac = Fixtures.bytes("sine24.flac");
    pictured.write(flac, 0, 42);
    for (int i = 0; i < 2; i++) {
      pictured.write(new byte[] {6, (byte) 0xA0, 0, 0}); // PICTURE, 10 MB
      pictured.write(cover, 0, 10 << 20);
    }
    pictured.write(flac, 42, flac.length - 42);
    Path picture = Files.write(folder.resolve("cover.flac"), pictured.toByteArray());

    long before = allocated();
    try (SampleDecoder one = AudioFile.open(mp3);
        SampleDecoder other = AudioFile.open(picture)) {
      assertEquals(14400, Fixtures.decode(one).length / 2);
      assertEquals(4800, Fixtures.decode(other).length);
    }

    // decoding itself makes some garbage; the smallest cover would be 20 MB more
    long made = allocated() - before;
    assertTrue(made < 16 << 20, "allocated " + made);
  }

  /// jflac loops for ever on what follows the number of samples that the header promises.
  @Test
  void aFlacWithMoreBehindItThanItsHeaderSaysEnds() throws IOException {
    byte[] flac = Fixtures.bytes("sine24.flac");
    byte[] followed = Arrays.copyOf(flac, flac.length + 1000);
    Arrays.fill(followed, flac.length, followed.length, (byte) 0xFF);
    Path file = Files.write(folder.resolve("followed.flac"), followed);

    try (SampleDecoder decoder = AudioFile.open(file)) {
      assertEquals(4800, Fixtures.decode(decoder).length);
    }
  }

  @Test
  void whatDecodesToNothingIsAnError() throws IOException {
    byte[] header = Arrays.copyOf(Fixtures.bytes("sine16.wav"), 44);
    Path empty = Files.write(folder.resolve("empty.wav"), header);

    try (SampleDecoder decoder = AudioFile.open(empty)) {
      IOException silent = assertThrows(IOException.class, () -> Fixtures.decode(decoder));
      assertTrue(
          String.valueOf(silent.getMessage()).endsWith("decodes to no sound at all"),
          silent.getMessage());
    }
  }

  @Test
  void saysWhyAPathIsNoAudioFile() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.mp3"), "kick on one, snare on two");
    Path empty = Files.createFile(folder.resolve("empty"));

    assertTrue(failure(folder).endsWith("is a directory; name one audio file"));
    assertTrue(failure(folder.resolve("none")).endsWith("none does not exist"));
    assertTrue(failure(empty).endsWith("empty is empty"));
    assertTrue(failure(text).contains("no audio file (it begins with 6b 69 63 6b"));
    assertTrue(failure(Path.of("/dev/null")).endsWith("is not a file; say pipe:/dev/null"));
  }

  @Test
  void damageInTheMiddleOfAnOggLosesOnlyWhatItHit() throws IOException {
    byte[] bytes = Fixtures.bytes("sine.ogg");
    byte[] junk = new byte[3000];
    Arrays.fill(junk, (byte) 0x4F);
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    int page = lastPage(bytes);
    damaged.write(bytes, 0, page);
    damaged.write(junk);
    damaged.write(bytes, page, bytes.length - page);
    Path file = Files.write(folder.resolve("damaged.ogg"), damaged.toByteArray());

    try (SampleDecoder decoder = AudioFile.open(file)) {
      assertEquals(26460, Fixtures.decode(decoder).length / 2);
    }
  }

  private static int lastPage(byte[] ogg) {
    int at = ogg.length - 4;
    while (ogg[at] != 'O' || ogg[at + 1] != 'g' || ogg[at + 2] != 'g' || ogg[at + 3] != 'S') {
      at--;
    }
    return at;
  }

  private static int firstLoud(float[] samples) {
    int at = 0;
    while (Math.abs(samples[at]) < 0.05) {
      at++;
    }
    return at;
  }

  private static String failure(Path path) {
    return String.valueOf(assertThrows(IOException.class, () -> AudioFile.open(path)).getMessage());
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
