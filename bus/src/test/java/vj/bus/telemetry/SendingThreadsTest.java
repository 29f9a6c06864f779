package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What sending costs, and what happens when several threads do it.
@Timeout(60)
class SendingThreadsTest {

  private static final int SENDS = 20_000;

  /// JavaOSC's iterators, where the compiler has not removed them; 0 once it has.
  private static final int MOST_GARBAGE = 256;

  private final TelemetrySender sender = new TelemetrySender(System::nanoTime);
  private final AtomicInteger good = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();

  /// Every message says its number in each of its arguments.
  private final OscReceiver receiver =
      new OscReceiver(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
          (message, _, _, _) -> {
            List<String> numbers = message.arguments().stream().map(String::valueOf).toList();
            boolean same = numbers.stream().distinct().count() == 1;
            (same ? good : wrong).incrementAndGet();
          });

  @BeforeEach
  void start() throws IOException {
    receiver.start();
    sender.start();
    sender.targets(List.of(Target.of("127.0.0.1", receiver.port())));
  }

  @AfterEach
  void close() {
    sender.close();
    receiver.close();
  }

  @Test
  void twoThreadsWithATemplateEachCorruptNothing() throws Exception {
    both(
        () -> sendNumbers(sender.template("/numbers/long/address", "iisi"), false),
        () -> sendNumbers(sender.template("/n", "iisi"), false));

    assertEquals(2 * SENDS, sender.sent() + sender.dropped());
    assertNothingIsCorrupt();
  }

  @Test
  void twoThreadsThatShareABundleAndARateCorruptNothing() throws Exception {
    sender.targets(
        List.of(
            new Target("127.0.0.1", receiver.port(), List.of(), "", 0, true, true),
            new Target("localhost", receiver.port(), List.of(), "/limited", 500, true, true),
            new Target("127.0.0.1", receiver.port(), List.of(), "/paced", 500, false, true)));

    both(
        () -> sendNumbers(sender.template("/numbers/long/address", "iisi"), true),
        () -> sendNumbers(sender.template("/n", "iisi"), true));

    assertNothingIsCorrupt();
  }

  @Test
  void subscribingWhileOthersSendDisturbsNobody() throws Exception {
    try (Inbox console = new Inbox();
        CapturedLog log = new CapturedLog(TargetSocket.class)) {
      both(
          () -> sendNumbers(sender.template("/n", "iisi"), false),
          () -> {
            for (int i = 0; i < 500; i++) {
              try (Subscription _ =
                  sender.subscribe(console.port(), List.of(OscPattern.parse("/*")))) {
                sender.targets(List.of(Target.of("127.0.0.1", receiver.port())));
              }
            }
            return null;
          });
      assertEquals(List.of(), log.lines());
    }

    assertEquals(SENDS, sender.status().getFirst().sent());
    assertNothingIsCorrupt();
  }

  @Test
  void aReceiverThatDoesNotReadDoesNotSlowTheSender() throws Exception {
    try (Inbox neverRead = new Inbox()) {
      sender.targets(List.of(neverRead.target()));
      OscTemplate text = sender.template("/text", "s").set(0, "x".repeat(4000));

      long before = System.nanoTime();
      for (int i = 0; i < SENDS; i++) {
        sender.send(text);
      }
      long millis = (System.nanoTime() - before) / 1_000_000;

      assertTrue(millis < 5000, millis + " ms for " + SENDS);
    }
  }

  @Test
  void sendingMakesNextToNoGarbage() {
    OscTemplate levels = sender.template("/audio/levels", "ffffffff");

    long perDatagram = allocatedBySends(levels);

    assertTrue(perDatagram <= MOST_GARBAGE, perDatagram + " bytes for each datagram");
  }

  @Test
  void bundlingMakesNextToNoGarbage() {
    sender.targets(List.of(new Target("127.0.0.1", receiver.port(), List.of(), "", 0, true, true)));
    OscTemplate levels = sender.template("/audio/levels", "ffffffff");

    long perDatagram = allocatedBySends(levels);

    assertTrue(perDatagram <= MOST_GARBAGE, perDatagram + " bytes for each datagram");
  }

  private long allocatedBySends(OscTemplate template) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    for (int round = 0; round < 4; round++) { // the first ones warm up
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < SENDS; i++) {
        for (int argument = 0; argument < 8; argument++) {
          template.set(argument, i * 0.001f);
        }
        sender.collect(template);
        sender.endFrame();
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes / SENDS;
  }

  private Void sendNumbers(OscTemplate template, boolean frames) {
    for (int i = 0; i < SENDS; i++) {
      template.set(0, i).set(1, i).set(2, Integer.toString(i)).set(3, i);
      if (frames) {
        sender.collect(template);
        sender.endFrame();
      } else {
        sender.send(template);
      }
    }
    return null;
  }

  private static void both(Callable<Void> one, Callable<Void> other)
      throws InterruptedException, ExecutionException {
    CountDownLatch together = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Void>> running =
          List.of(one, other).stream()
              .map(work ->
                  threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return work.call();
                  }))
              .toList();
      for (Future<Void> future : running) {
        future.get();
      }
    }
  }

  private void assertNothingIsCorrupt() {
    int before = good.get();
    sender.send(sender.template("/last", "i"));
    Awaitility.await().until(() -> good.get() > before || good.get() > SENDS / 2);
    assertEquals(0, wrong.get());
    assertEquals(0, receiver.malformed());
    assertEquals(0, receiver.failed());
    assertTrue(good.get() > 1000, "arrived: " + good.get());
  }
}
