package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OutboxTest {

  private static final byte[] ANSWER = {1};
  private static final byte[] HEARTBEAT = {2};

  private final Outbox outbox = new Outbox();

  @Test
  void holdsSoManyFramesAndNoMore() {
    for (int i = 0; i < Outbox.FRAMES; i++) {
      assertTrue(outbox.offer(ANSWER));
    }

    assertFalse(outbox.offer(ANSWER));
  }

  @Test
  void holdsSoManyBytesAndNoMore() throws Exception {
    byte[] quarter = new byte[Outbox.BYTES / 4];
    for (int i = 0; i < 4; i++) {
      assertTrue(outbox.offer(quarter));
    }

    assertFalse(outbox.offer(ANSWER));
    outbox.take();
    assertTrue(outbox.offer(ANSWER));
  }

  @Test
  void heartbeatsMakeRoomForAnswers() throws Exception {
    for (int i = 0; i < Outbox.FRAMES; i++) {
      outbox.offerHeartbeat(HEARTBEAT);
    }

    assertTrue(outbox.offer(ANSWER));

    assertArrayEquals(ANSWER, outbox.take());
  }

  @Test
  void aHeartbeatWithoutRoomIsDropped() throws Exception {
    for (int i = 0; i < Outbox.FRAMES; i++) {
      outbox.offer(ANSWER);
    }
    outbox.offerHeartbeat(HEARTBEAT);
    outbox.finish();

    for (int i = 0; i < Outbox.FRAMES; i++) {
      assertArrayEquals(ANSWER, outbox.take());
    }
    assertNull(outbox.take());
  }

  @Test
  void waitsForRoomAsLongAsItIsTold() throws Exception {
    for (int i = 0; i < Outbox.FRAMES; i++) {
      outbox.offer(ANSWER);
    }

    assertFalse(outbox.offer(ANSWER, Duration.ofMillis(50)));
    Thread.ofPlatform()
        .start(() -> {
          try {
            outbox.take();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertTrue(outbox.offer(ANSWER, Duration.ofSeconds(5)));
  }

  @Test
  void givesOutWhatIsInsideAfterTheEnd() throws Exception {
    outbox.offer(ANSWER);
    outbox.finish();

    assertFalse(outbox.offer(ANSWER));
    assertArrayEquals(ANSWER, outbox.take());
    assertNull(outbox.take());
  }

  @Test
  void losesWhatIsInsideWhenAbandoned() throws Exception {
    outbox.offer(ANSWER);
    outbox.abandon();

    assertNull(outbox.take());
  }
}
