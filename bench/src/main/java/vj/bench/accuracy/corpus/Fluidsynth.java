package vj.bench.accuracy.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Plays MIDI files into memory by the program of that name.
///
/// @param soundFont of Debian's packages, at its place
record Fluidsynth(Path soundFont) {

  private static final Path FOLDER = Path.of("/usr/share/sounds/sf2");

  /// Of `fluid-soundfont-gm` and `timgm6mb-soundfont`.
  static final List<Fluidsynth> ALL =
      List.of(
          new Fluidsynth(FOLDER.resolve("FluidR3_GM.sf2")),
          new Fluidsynth(FOLDER.resolve("TimGM6mb.sf2")));

  static Fluidsynth with(String soundFont) {
    return new Fluidsynth(FOLDER.resolve(soundFont));
  }

  /// Loud enough for 16 bits, and far from clipping with all channels at once.
  private static final String GAIN = "0.5";

  private static final int FRAME_BYTES = 4;

  /// The first `seconds`, or less if the music ends before; both channels mixed.
  ///
  /// @throws IOException when the program is missing or does not play the file
  Sound play(MidiFile music, double seconds) throws IOException {
    Path midi = Files.createTempFile("vj-corpus", ".mid");
    try {
      music.inMilliseconds().write(midi);
      return play(midi, seconds);
    } finally {
      Files.deleteIfExists(midi);
    }
  }

  private Sound play(Path midi, double seconds) throws IOException {
    Process process =
        new ProcessBuilder(
                "fluidsynth",
                "-ni",
                "-q",
                "-T",
                "raw",
                "-O",
                "s16",
                "-E",
                "little",
                "-r",
                String.valueOf(Sound.RATE),
                "-g",
                GAIN,
                "-F",
                "-",
                soundFont.toString(),
                midi.toString())
            .redirectError(Redirect.DISCARD)
            .start();
    try (InputStream out = process.getInputStream()) {
      byte[] stereo =
          out.readNBytes(Math.toIntExact(Math.round(seconds * Sound.RATE) * FRAME_BYTES));
      if (stereo.length < FRAME_BYTES) {
        throw new IOException("fluidsynth plays nothing of %s by %s".formatted(midi, soundFont));
      }
      return mixed(stereo);
    } finally {
      process.destroy(); // it may want to play on
    }
  }

  private static Sound mixed(byte[] stereo) {
    ShortBuffer pcm = ByteBuffer.wrap(stereo).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    float[] samples = new float[stereo.length / FRAME_BYTES];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (pcm.get(2 * i) + pcm.get(2 * i + 1)) / 65536f;
    }
    return new Sound(samples);
  }
}
