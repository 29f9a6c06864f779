package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.Acceptance;

@Timeout(20)
final class PipeSourceTest {

  private static final int RATE = 48_000;

  private final float[] buffer = new float[2 * RATE];

  @TempDir private Path folder;

  @Test
  void aRawFileEndsAfterItsLastWholeFrame() throws Exception {
    Path raw = Files.write(folder.resolve("raw"), new byte[] {0, 64, 0, -64, 1, 2, 3});

    try (PipeSource source = open(raw, new ManualClock())) {
      assertEquals(1, source.read(buffer, 10));
      assertEquals(0.5f, buffer[0]);
      assertEquals(-0.5f, buffer[1]);
      assertEquals(-1, source.read(buffer, 10));
    }
  }

  @Test
  void aWriterAtFullSpeedIsHeldToALittleMoreThanRealTime() throws Exception {
    ManualClock clock = new ManualClock();
    try (PipeSource source = open(Path.of("/dev/zero"), clock)) {

      readFrames(source, 100 * RATE);

      assertEquals(100 / 1.002, clock.seconds(), 0.1);
    }
  }

  @Test
  void openingAFifoWaitsForNobodyAndCloseEndsARead() throws Exception {
    PipeSource source = open(fifo(), MonotonicClock.system());
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Integer> read =
        CompletableFuture.supplyAsync(() -> {
          reading.countDown();
          return readOnce(source);
        });
    reading.await();

    source.close();

    assertEquals(-1, read.get(5, TimeUnit.SECONDS));
  }

  @Test
  void closeEndsAReadOfASilentWriter() throws Exception {
    Path fifo = fifo();
    PipeSource source = open(fifo, MonotonicClock.system());
    try (FileOutputStream writer = new FileOutputStream(fifo.toFile())) {
      writer.write(new byte[4]);
      assertEquals(1, source.read(buffer, 10));
      CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readOnce(source));

      source.close();

      assertEquals(-1, read.get(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void anInterruptEndsARead() throws Exception {
    try (PipeSource source = open(fifo(), MonotonicClock.system())) {
      Thread.currentThread().interrupt();

      assertThrows(InterruptedException.class, () -> source.read(buffer, 10));
    }
  }

  @Test
  void aWriterMayLeaveInTheMiddleOfAFrameAndAnotherComes() throws Exception {
    Path fifo = fifo();
    try (PipeSource source = open(fifo, MonotonicClock.system())) {
      try (FileOutputStream writer = new FileOutputStream(fifo.toFile())) {
        writer.write(new byte[] {0, 64, 0, -64, 1, 2, 3});
      }
      assertEquals(1, source.read(buffer, 10));
      CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readOnce(source));
      try (FileOutputStream writer = new FileOutputStream(fifo.toFile())) {
        writer.write(new byte[] {0, 32, 0, -32});
        assertEquals(1, read.get(5, TimeUnit.SECONDS));
        assertEquals(0.25f, buffer[0]);
        assertEquals(-0.25f, buffer[1]);
      }
    }
  }

  @Test
  void afterAPauseOfOursWhatLiesInThePipeIsSkipped() throws Exception {
    Path fifo = fifo();
    ManualClock clock = new ManualClock();
    try (PipeSource source = open(fifo, clock);
        FileOutputStream writer = new FileOutputStream(fifo.toFile())) {
      writer.write(new byte[40]);
      readFrames(source, 10);
      writer.write(new byte[40_000]);
      clock.advanceMillis(10_000);

      int stale = source.read(buffer, 100);
      writer.write(new byte[] {0, 64, 0, 64});

      assertEquals(100, stale);
      assertEquals(1, source.read(buffer, 100));
      assertEquals(0.5f, buffer[0]);
    }
  }

  @Test
  void makesNoFileOfAFifoThatIsJustGone() {
    Path gone = folder.resolve("gone");

    assertThrows(IOException.class, () -> PipeSource.openFifo(gone));

    assertFalse(Files.exists(gone));
  }

  @Test
  void saysHowToMakeTheFifo() {
    IOException missing =
        assertThrows(
            IOException.class, () -> open(folder.resolve("none"), MonotonicClock.system()));

    assertTrue(
        String.valueOf(missing.getMessage())
            .endsWith("make it with: mkfifo " + folder.resolve("none")));
  }

  private static PipeSource open(Path path, MonotonicClock clock) throws IOException {
    return PipeSource.open(new SourceSpec.Pipe(path, RATE, 2), clock);
  }

  private Path fifo() throws Exception {
    Acceptance.needs("mkfifo");
    Path fifo = folder.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    return fifo;
  }

  private void readFrames(PipeSource source, int frames) throws Exception {
    for (int done = 0; done < frames; ) {
      done += source.read(buffer, Math.min(256, frames - done));
    }
  }

  private int readOnce(PipeSource source) {
    try {
      return source.read(buffer, 10);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
