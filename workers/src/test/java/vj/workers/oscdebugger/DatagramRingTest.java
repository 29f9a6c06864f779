package vj.workers.oscdebugger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DatagramRingTest {

  private static final int LONGEST = 65_535;
  private static final Sender AUDIO =
      new Sender("audio_analyzer", new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000));

  @Test
  void handsOutWhatCameAsItCame() {
    var ring = new DatagramRing(10, 1 << 17);
    Sender stranger = new Sender("", new InetSocketAddress(InetAddress.ofLiteral("fe80::1"), 7));
    ByteBuffer datagram = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 4, 9}, 1, 4);
    DatagramRing.Reader reader = ring.fromNow();

    ring.append(datagram, AUDIO, 11, 22);
    ring.append(ByteBuffer.allocate(LONGEST), stranger, 33, 44);
    ring.append(ByteBuffer.allocate(0), AUDIO, 55, 66);

    Captured first = reader.read().orElseThrow();
    Captured second = reader.read().orElseThrow();
    Captured third = reader.read().orElseThrow();
    assertEquals(4, datagram.remaining());
    assertArrayEquals(new byte[] {1, 2, 3, 4}, first.datagram());
    assertEquals(List.of(0L, 11L, 22L), List.of(first.number(), first.nanos(), first.millis()));
    assertEquals(AUDIO, first.sender());
    assertEquals(LONGEST, second.datagram().length);
    assertEquals(stranger, second.sender());
    assertEquals(0, third.datagram().length);
    assertEquals(AUDIO, third.sender());
    assertTrue(reader.read().isEmpty());
  }

  @Test
  void forgetsTheOldestAndTellsWhoWasTooSlow() {
    var ring = new DatagramRing(3, 1 << 17);
    DatagramRing.Reader reader = ring.fromNow();

    for (int number = 0; number < 10; number++) {
      append(ring, number, 4);
    }

    assertEquals(10, ring.total());
    assertEquals(3, ring.size());
    assertEquals(7, reader.read().orElseThrow().number());
    assertEquals(7, reader.missed());
  }

  @Test
  void clearHidesWhatWasFromWhoLooksBackAndNothingFromWhoFollows() {
    var ring = new DatagramRing(100, 1 << 17);
    DatagramRing.Reader reader = ring.fromNow();
    append(ring, 0, 4);
    append(ring, 1, 4);
    DatagramRing.Rewind begun = ring.rewind();

    ring.clear();
    append(ring, 2, 4);

    assertTrue(begun.read().isEmpty());
    assertEquals(List.of(2L), backwards(ring));
    assertEquals(1, ring.size());
    assertEquals(0, reader.read().orElseThrow().number());
    assertEquals(1, reader.read().orElseThrow().number());
    assertEquals(2, reader.read().orElseThrow().number());
    assertEquals(0, reader.missed());
    assertEquals(0, ring.fromOldest().read().orElseThrow().number());
  }

  @Test
  void keepsTheNewestThatFitWhenItIsResized() {
    var ring = new DatagramRing(1000, 1 << 18);
    DatagramRing.Reader early = ring.fromOldest();
    for (int number = 0; number < 500; number++) {
      append(ring, number, 40);
    }
    DatagramRing.Reader late = ring.fromNow();
    for (int number = 0; number < 300; number++) {
      early.read();
    }

    ring.resize(100, 1);

    append(ring, 500, 40);
    assertEquals(100, ring.size());
    assertEquals(401, early.read().orElseThrow().number());
    assertEquals(101, early.missed());
    assertEquals(500, late.read().orElseThrow().number());
    assertEquals(0, late.missed());
  }

  @Test
  void doesWhatASimpleModelDoes() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      int capacity = 1 + random.nextInt(200);
      int longest = seed % 3 == 0 ? LONGEST : 1500;
      var ring = new DatagramRing(capacity, 1 << 18);
      Deque<Long> model = new ArrayDeque<>();
      DatagramRing.Reader follower = ring.fromNow();
      long total = 0;
      long followed = 0;
      for (int step = 0; step < 3000; step++) {
        switch (random.nextInt(50)) {
          case 0 -> {
            ring.clear();
            model.clear();
          }
          case 1 -> {
            capacity = 1 + random.nextInt(200);
            ring.resize(capacity, 1 << (17 + random.nextInt(3)));
          }
          case 2, 3, 4, 5, 6, 7, 8, 9 -> {
            Optional<Captured> read = follower.read();
            if (read.isPresent()) {
              assertTrue(intact(read.get()));
              followed++;
            }
            assertEquals(
                followed + follower.missed(),
                read.map(captured -> captured.number() + 1).orElse(total));
          }
          default -> {
            model.add(total);
            append(ring, total++, random.nextInt(longest));
          }
        }
        while (model.size() > capacity) {
          model.remove();
        }
        assertEquals(total, ring.total());
        assertTrue(ring.size() <= model.size());
        while (model.size() > ring.size()) { // for want of bytes
          model.remove();
        }
        if (step % 100 == 0) {
          String where = "seed " + seed + ", step " + step;
          assertEquals(List.copyOf(model).reversed(), backwards(ring), where);
          List<Long> all = numbers(ring);
          assertTrue(all.size() >= model.size() && all.size() <= capacity, where);
          long oldest = total - all.size();
          assertEquals(LongStream.range(oldest, total).boxed().toList(), all, where);
        }
      }
    }
  }

  @Test
  void readersThatAreOverrunNeverSeeATornDatagram() throws Exception {
    var ring = new DatagramRing(1 << 20, 1);
    AtomicBoolean over = new AtomicBoolean();
    AtomicReference<String> torn = new AtomicReference<>("");
    List<Thread> readers = new ArrayList<>();
    List<Long> counted = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      DatagramRing.Reader reader = ring.fromNow();
      readers.add(Thread.ofPlatform().start(() -> follow(reader, over, torn, counted)));
    }
    Random random = new Random(1);
    long appended = 0;

    for (long until = System.nanoTime() + 2_000_000_000L; System.nanoTime() < until; ) {
      append(ring, appended++, random.nextInt(400));
    }
    over.set(true);
    for (Thread reader : readers) {
      reader.join();
    }

    assertEquals("", torn.get());
    assertEquals(List.of(appended, appended, appended), counted);
  }

  private static void follow(
      DatagramRing.Reader reader,
      AtomicBoolean over,
      AtomicReference<String> torn,
      List<Long> counted) {
    long read = 0;
    while (true) {
      boolean last = over.get();
      Optional<Captured> captured = reader.read();
      if (captured.isEmpty() && last) {
        break;
      }
      read += captured.isPresent() ? 1 : 0;
      captured.filter(each -> !intact(each)).ifPresent(each -> torn.set(each.toString()));
    }
    synchronized (counted) {
      counted.add(read + reader.missed());
    }
  }

  @Test
  void takesMemoryOnlyAsItFills() {
    long before = direct();
    var ring = new DatagramRing(1_000_000, 128_000_000);

    append(ring, 0, 100);

    assertTrue(direct() - before <= 1 << 18, () -> direct() - before + " bytes");
    assertEquals(1, ring.size());
  }

  @Test
  void appendsWithoutGarbage() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var ring = new DatagramRing(1000, 1 << 17);
    ByteBuffer datagram = ByteBuffer.allocateDirect(60);
    for (int i = 0; i < 50_000; i++) {
      ring.append(datagram, AUDIO, i, i);
    }

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 50_000; i++) {
      ring.append(datagram, AUDIO, i, i);
    }

    assertFalse(threads.getCurrentThreadAllocatedBytes() - before > 10_000);
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  /// Every byte is made from the number, and so are the times and the port.
  private static void append(DatagramRing ring, long number, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (number + i);
    }
    String worker = number % 3 == 0 ? "" : "worker" + number % 3;
    InetAddress address = InetAddress.ofLiteral(number % 2 == 0 ? "10.0.0.1" : "fe80::2");
    var sender = new Sender(worker, new InetSocketAddress(address, (int) (number % 65_536)));
    ring.append(ByteBuffer.wrap(bytes), sender, number * 3, number * 5);
  }

  private static boolean intact(Captured captured) {
    long number = captured.number();
    for (int i = 0; i < captured.datagram().length; i++) {
      if (captured.datagram()[i] != (byte) (number + i)) {
        return false;
      }
    }
    return captured.nanos() == number * 3
        && captured.millis() == number * 5
        && captured.sender().address().getPort() == number % 65_536
        && captured.sender().worker().equals(number % 3 == 0 ? "" : "worker" + number % 3);
  }

  private static List<Long> backwards(DatagramRing ring) {
    List<Long> numbers = new ArrayList<>();
    DatagramRing.Rewind rewind = ring.rewind();
    for (Optional<Captured> read = rewind.read(); read.isPresent(); read = rewind.read()) {
      assertTrue(intact(read.get()));
      numbers.add(read.get().number());
    }
    return numbers;
  }

  private static List<Long> numbers(DatagramRing ring) {
    List<Long> numbers = new ArrayList<>();
    DatagramRing.Reader reader = ring.fromOldest();
    for (Optional<Captured> read = reader.read(); read.isPresent(); read = reader.read()) {
      assertTrue(intact(read.get()));
      numbers.add(read.get().number());
    }
    assertEquals(0, reader.missed());
    return numbers;
  }
}
