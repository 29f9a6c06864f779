package vj.bus.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OutboxTest {

  private static final byte[] ANSWER = {1};
  private static final byte[] HEARTBEAT = {2};
  private static final Duration LONG = Duration.ofSeconds(5);

  private final Backlog backlog = new Backlog();
  private final List<String> givenUp = new ArrayList<>();
  private final Outbox outbox = outbox("ours");

  private Outbox outbox(String name) {
    AtomicReference<Outbox> made = new AtomicReference<>();
    made.set(
        new Outbox(
            backlog,
            () -> {
              givenUp.add(name);
              made.get().abandon();
            }));
    return made.get();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Made(byte[] frame) implements Draft {

    @Override
    public int length() {
      return frame.length;
    }
  }

  private static boolean offer(Outbox to, byte[] frame) throws InterruptedException {
    return to.offer(new Made(frame), Duration.ZERO);
  }

  @Test
  void holdsSoManyFramesAndNoMore() throws Exception {
    for (int i = 0; i < Outbox.FRAMES; i++) {
      assertTrue(offer(outbox, ANSWER));
    }

    assertFalse(offer(outbox, ANSWER));
  }

  @Test
  void holdsSoManyBytesAndNoMore() throws Exception {
    byte[] quarter = new byte[Outbox.BYTES / 4];
    for (int i = 0; i < 4; i++) {
      assertTrue(offer(outbox, quarter));
    }

    assertFalse(offer(outbox, ANSWER));
    outbox.take();
    assertFalse(offer(outbox, ANSWER), "what was taken is not written yet");
    outbox.take();
    assertTrue(offer(outbox, ANSWER));
  }

  @Test
  void whoHasNotReadForLongestMakesRoomForOthers() throws Exception {
    byte[] half = new byte[Outbox.BYTES];
    byte[] little = new byte[Backlog.SHARE];
    Outbox modest = outbox("modest");
    Outbox reading = outbox("reading");
    Outbox deaf = outbox("deaf");
    offer(modest, little);
    offer(reading, little);
    offer(deaf, half);
    offer(reading, little);
    reading.take();
    reading.take();

    assertTrue(offer(outbox, half));
    assertEquals(List.of("deaf"), givenUp);

    assertFalse(offer(deaf, ANSWER));
    assertTrue(offer(reading, ANSWER));
    assertTrue(offer(modest, ANSWER));
    assertEquals(List.of("deaf"), givenUp);
  }

  @Test
  void whatAClientLeavesBehindMakesRoomForOthers() throws Exception {
    byte[] half = new byte[Outbox.BYTES];
    for (int i = 0; i < 10; i++) {
      Outbox passing = outbox("passing");
      assertTrue(offer(passing, half));
      passing.abandon();
    }

    assertTrue(offer(outbox, half));
    assertEquals(List.of(), givenUp);
  }

  @Test
  void whatIsBeingWrittenForAClientThatWasGivenUpTakesRoomUntilItIsLetGo() throws Exception {
    Outbox deaf = outbox("deaf");
    offer(deaf, new byte[Outbox.BYTES]);
    assertNotNull(deaf.take());
    offer(outbox, new byte[Outbox.BYTES]);
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    FutureTask<Boolean> offered =
        new FutureTask<>(() -> outbox("next").offer(new Observed(Outbox.BYTES, events), LONG));

    Thread next = Thread.ofPlatform().start(offered);
    await().until(() -> next.getState() == Thread.State.TIMED_WAITING);
    events.add("let go");
    deaf.close();

    assertTrue(offered.get());
    assertEquals(List.of("let go", "frame made"), events);
  }

  @Test
  void aFrameForWhichThereIsNoRoomIsNotMade() throws Exception {
    List<String> events = new ArrayList<>();
    offer(outbox, new byte[Outbox.BYTES]);

    assertFalse(outbox.offer(new Observed(2, events), Duration.ZERO));

    assertEquals(List.of(), events);
  }

  @Test
  void aFrameThatCannotBeMadeTakesNoRoom() throws Exception {
    Draft broken = new Broken(Outbox.BYTES);
    for (int i = 0; i < 5; i++) {
      assertThrows(IllegalStateException.class, () -> outbox.offer(broken, Duration.ZERO));
    }

    assertTrue(offer(outbox, new byte[Outbox.BYTES]));
    assertEquals(List.of(), givenUp);
  }

  private record Observed(int length, List<String> events) implements Draft {

    @Override
    public byte[] frame() {
      events.add("frame made");
      return new byte[length];
    }
  }

  private record Broken(int length) implements Draft {

    @Override
    public byte[] frame() {
      throw new IllegalStateException("changed while it was written");
    }
  }

  @Test
  void aHeartbeatForAClientThatDoesNotReadDoesNotPassForReading() throws Exception {
    byte[] half = new byte[Outbox.BYTES];
    Outbox deaf = outbox("deaf");
    offer(deaf, half);
    offer(outbox, new byte[Outbox.BYTES / 2]);
    deaf.offerHeartbeat(HEARTBEAT);

    offer(outbox("next"), half);

    assertEquals(List.of("deaf"), givenUp);
  }

  @Test
  void heartbeatsMakeRoomForAnswers() throws Exception {
    for (int i = 0; i < Outbox.FRAMES; i++) {
      outbox.offerHeartbeat(HEARTBEAT);
    }

    assertTrue(offer(outbox, ANSWER));

    assertArrayEquals(ANSWER, outbox.take());
  }

  @Test
  void aHeartbeatWithoutRoomIsDropped() throws Exception {
    for (int i = 0; i < Outbox.FRAMES; i++) {
      offer(outbox, ANSWER);
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
      offer(outbox, ANSWER);
    }

    assertFalse(outbox.offer(new Made(ANSWER), Duration.ofMillis(50)));
    Thread.ofPlatform()
        .start(() -> {
          try {
            outbox.take();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertTrue(outbox.offer(new Made(ANSWER), Duration.ofSeconds(5)));
  }

  @Test
  void givesOutWhatIsInsideAfterTheEnd() throws Exception {
    offer(outbox, ANSWER);
    outbox.finish();

    assertFalse(offer(outbox, ANSWER));
    assertArrayEquals(ANSWER, outbox.take());
    assertNull(outbox.take());
  }

  @Test
  void losesWhatIsInsideWhenAbandoned() throws Exception {
    offer(outbox, ANSWER);
    outbox.abandon();

    assertNull(outbox.take());
  }
}
