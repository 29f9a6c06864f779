package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vj.workers.audio.EventQueue.Event;
import vj.workers.audio.EventQueue.Kind;

class EventQueueTest {

  private final AtomicInteger wakes = new AtomicInteger();
  private final EventQueue queue = new EventQueue(wakes::incrementAndGet);
  private final Event event = new Event();

  @Test
  void keepsOrderAndWakesTheReaderForEach() {
    queue.push(Kind.ONSET, 2, 0.5f, 100);
    queue.push(Kind.BEAT, 3, 0.75f, 200.5);

    assertTrue(queue.poll(event));
    assertEquals(Kind.ONSET, event.kind);
    assertTrue(queue.poll(event));
    assertEquals(Kind.BEAT, event.kind);
    assertEquals(3, event.number);
    assertEquals(0.75f, event.strength);
    assertEquals(200.5, event.position);
    assertFalse(queue.poll(event));
    assertEquals(2, wakes.get());
  }

  @Test
  void dropsTheOldestWhenItIsFull() {
    for (int i = 0; i < EventQueue.CAPACITY + 10; i++) {
      queue.push(Kind.ONSET, 0, 0, i);
    }

    assertTrue(queue.poll(event));
    assertEquals(10, event.position);
    assertEquals(10, queue.dropped());
  }
}
