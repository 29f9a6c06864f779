package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
final class PacedSourceTest {

  private final ManualClock clock = new ManualClock();
  private final float[] buffer = new float[2 * 44100];

  @TempDir private Path folder;

  @Test
  void playsInRealTimeInSmallSteps() throws Exception {
    try (PacedSource source = paced(DemoTrack::new, false)) {
      long frames = 0;
      while (frames < 10 * 44100) {
        int read = source.read(buffer, 44100);
        frames += read;

        assertTrue(read <= 441, "a step of " + read);
        assertEquals(frames / 44100.0, clock.seconds(), 1e-6);
      }
    }
  }

  @Test
  void aLateReaderCatchesUpSoThatBeatsStayInTime() throws Exception {
    try (PacedSource source = paced(DemoTrack::new, false)) {
      read(source, 44100);
      clock.advanceMillis(200);

      read(source, 44100);

      assertEquals(2.0, clock.seconds(), 0.01);
    }
  }

  @Test
  void afterALongPauseItGoesOnFromThereInsteadOfRacing() throws Exception {
    try (PacedSource source = paced(DemoTrack::new, false)) {
      read(source, 44100);
      clock.advanceMillis(10_000);

      int first = source.read(buffer, 44100);
      double resumed = clock.seconds();
      read(source, 44100);

      assertTrue(first <= 441);
      assertEquals(resumed + 1, clock.seconds(), 0.01);
    }
  }

  @Test
  void endsWithTheFileAndNotBefore() throws Exception {
    try (PacedSource source = paced(() -> AudioFile.open(Fixtures.path("sine16.flac")), false)) {
      assertEquals(4800, read(source, Integer.MAX_VALUE));
      assertEquals(-1, source.read(buffer, 100));
      assertEquals(0.1, clock.seconds(), 1e-6);
    }
  }

  @Test
  void aLoopGoesOnWithoutAGap() throws Exception {
    try (PacedSource source = paced(() -> AudioFile.open(Fixtures.path("sine24.wav")), true)) {
      float[] all = new float[48000];
      for (int at = 0; at < all.length; ) {
        int read = source.read(buffer, Math.min(256, all.length - at));
        for (int i = 0; i < read; i++) {
          all[at++] = buffer[2 * i];
        }
      }

      assertEquals(0.5, Fixtures.amplitude(all, 480, 48000), 0.001);
      assertEquals(1.0, clock.seconds(), 1e-3);
    }
  }

  @Test
  void aFileThatChangesItsFormatUnderTheLoopIsReported() throws Exception {
    Path file = Files.copy(Fixtures.path("sine16.wav"), folder.resolve("a.wav"));
    try (PacedSource source = paced(() -> AudioFile.open(file), true)) {
      Path other = Files.copy(Fixtures.path("sine24.wav"), folder.resolve("b.wav"));
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

      IOException changed =
          assertThrows(IOException.class, () -> read(source, Integer.MAX_VALUE - 1));

      assertTrue(
          String.valueOf(changed.getMessage()).contains("was replaced by"), changed.getMessage());
    }
  }

  @Test
  void closeEndsAReadThatWaits() throws Exception {
    PacedSource source =
        new PacedSource(new DemoTrack(), DemoTrack::new, false, MonotonicClock.system());
    Thread closer = Thread.ofPlatform().start(source::close);

    while (source.read(buffer, 44100) > 0) {
      // plays until it is closed
    }

    closer.join();
    assertEquals(-1, source.read(buffer, 1));
  }

  @Test
  void anInterruptEndsARead() throws IOException {
    try (PacedSource source = paced(DemoTrack::new, false)) {
      Thread.currentThread().interrupt();

      assertThrows(InterruptedException.class, () -> source.read(buffer, 1));
    }
  }

  private PacedSource paced(SampleDecoder.Opening opening, boolean loop) throws IOException {
    return new PacedSource(opening.open(), opening, loop, clock);
  }

  private int read(PacedSource source, int frames) throws Exception {
    int done = 0;
    while (done < frames) {
      int read = source.read(buffer, Math.min(256, frames - done));
      if (read < 0) {
        return done;
      }
      done += read;
    }
    return done;
  }
}
