package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OutboxTest {

  private static final byte[] ANSWER = {1};
  private static final byte[] HEARTBEAT = {2};

  private final Backlog backlog = new Backlog();
  private final List<String> givenUp = new ArrayList<>();
  private final Outbox outbox = outbox("ours");

  private Outbox outbox(String name) {
    return new Outbox(backlog, () -> givenUp.add(name));
  }

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
    assertFalse(outbox.offer(ANSWER), "what was taken is not written yet");
    outbox.take();
    assertTrue(outbox.offer(ANSWER));
  }

  @Test
  void whoHasNotReadForLongestMakesRoomForOthers() throws Exception {
    byte[] half = new byte[Backlog.BYTES / 2];
    byte[] little = new byte[Backlog.SHARE];
    Outbox modest = outbox("modest");
    Outbox reading = outbox("reading");
    Outbox deaf = outbox("deaf");
    modest.offer(little);
    reading.offer(little);
    deaf.offer(half);
    reading.offer(little);
    reading.take();
    reading.take();

    assertTrue(outbox.offer(half));
    assertEquals(List.of("deaf"), givenUp);
    deaf.abandon();

    assertFalse(deaf.offer(ANSWER));
    assertTrue(reading.offer(ANSWER));
    assertTrue(modest.offer(ANSWER));
    assertEquals(List.of("deaf"), givenUp);
  }

  @Test
  void whatAClientLeavesBehindMakesRoomForOthers() {
    byte[] half = new byte[Backlog.BYTES / 2];
    for (int i = 0; i < 10; i++) {
      Outbox passing = outbox("passing");
      assertTrue(passing.offer(half));
      passing.abandon();
    }

    assertTrue(outbox.offer(half));
    assertEquals(List.of(), givenUp);
  }

  @Test
  void aHeartbeatForAClientThatDoesNotReadDoesNotPassForReading() {
    byte[] half = new byte[Outbox.BYTES];
    Outbox deaf = outbox("deaf");
    deaf.offer(half);
    outbox.offer(new byte[Outbox.BYTES / 2]);
    deaf.offerHeartbeat(HEARTBEAT);

    outbox("next").offer(half);

    assertEquals(List.of("deaf"), givenUp);
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
