package vj.workers.oscdebugger.flight;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A turn of the recorder that does not end.
@Timeout(60)
class HungDiskTest {

  private final FlightRig rig;
  private final AtomicLong nanos = new AtomicLong();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);

  HungDiskTest() throws IOException {
    rig = FlightRig.open();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void isSaidWhileItLastsAndNoLonger() throws Exception {
    var clock = new FlightRecorder.Clock(nanos::get, disk());
    try (var recorder =
        new FlightRecorder(rig.ring, rig.notes, rig.directory, FlightRig.SMALL, clock)) {
      recorder.start();
      assertTrue(reached.await(10, TimeUnit.SECONDS));

      pass(4);
      assertEquals("", recorder.report().problem(), "not yet");
      pass(2);
      assertEquals(says(5), recorder.report().problem());
      pass(3);
      assertEquals(says(5), recorder.report().problem(), "no news each second");
      pass(14);
      assertEquals(says(20), recorder.report().problem());

      answers.countDown();
      await().atMost(10, TimeUnit.SECONDS).until(() -> recorder.report().problem().isEmpty());
      assertTrue(recorder.report().bytes() > 0);
    }
  }

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private String says(int seconds) {
    return "the disk has not answered for %d s: %s".formatted(seconds, rig.directory);
  }

  /// The recorder asks for the time where it begins a file: there it waits, as for a disk.
  private InstantSource disk() {
    return () -> {
      reached.countDown();
      try {
        answers.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return Instant.ofEpochSecond(1_800_000_000);
    };
  }
}
