package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.audio.source.AudioSource.Format;

@Timeout(20)
final class CaptureTest {

  private static final Format FORMAT = Format.of("fake", 8000, 1);

  private final float[] buffer = new float[8000];
  private final FakeInput input = new FakeInput();

  @Test
  void deliversWhatHasArrivedInOrder() throws Exception {
    try (Capture capture = started()) {
      input.deliver(1, 2, 3);
      input.deliver(4, 5);

      assertEquals(2, capture.read(buffer, 2));
      assertEquals(2, buffer[1]);
      assertEquals(1, capture.read(buffer, 1));
      assertEquals(3, buffer[0]);
    }
  }

  @Test
  void dropsAndCountsTheOldestOfWhatIsNotRead() throws Exception {
    try (Capture capture = started()) {
      for (int i = 0; i < 150; i++) { // 3 s, of which 0.25 s are kept
        float[] piece = new float[160];
        java.util.Arrays.fill(piece, i);
        input.deliver(piece);
      }
      input.awaitTaken();

      int read = capture.read(buffer, 8000);

      assertEquals(2000, read);
      assertEquals(149, buffer[1999]);
      assertEquals(137, buffer[0]);
      assertEquals(150 * 160 - 2000, capture.lost());
    }
  }

  @Test
  void aLostDeviceIsReportedAfterWhatItHadDelivered() throws Exception {
    try (Capture capture = started()) {
      input.deliver(1);
      input.lose();

      assertEquals(1, capture.read(buffer, 10));
      IOException gone = assertThrows(IOException.class, () -> capture.read(buffer, 10));
      assertEquals("fake (8000 Hz, 1 channel) was unplugged", gone.getMessage());
    }
  }

  @Test
  void anInterruptEndsARead() {
    try (Capture capture = started()) {
      Thread.currentThread().interrupt();

      assertThrows(InterruptedException.class, () -> capture.read(buffer, 10));
    }
  }

  private Capture started() {
    Capture capture = new Capture(FORMAT, input);
    capture.start();
    return capture;
  }

  /// A device whose sound a test hands over piece by piece.
  private static final class FakeInput implements CaptureInput {
    private static final float[] LOST = new float[0];

    private final BlockingQueue<float[]> pieces = new SynchronousQueue<>();
    private final CountDownLatch taken = new CountDownLatch(151);

    void deliver(float... piece) throws InterruptedException {
      pieces.put(piece);
    }

    void lose() throws InterruptedException {
      pieces.put(LOST);
    }

    /// Every piece has been stored once the thread asks for one more.
    void awaitTaken() throws InterruptedException {
      taken.await();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // LOST is this very array
    public int read(float[] interleaved, int frames) throws IOException {
      taken.countDown();
      try {
        float[] piece = pieces.poll(10, TimeUnit.SECONDS);
        if (piece == null || piece.length == 0) {
          return -1;
        }
        System.arraycopy(piece, 0, interleaved, 0, piece.length);
        return piece.length;
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public String reason() {
      return "was unplugged";
    }

    @Override
    public void close() {
      pieces.offer(LOST); // to a thread that waits
    }
  }
}
