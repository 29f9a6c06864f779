package vj.workers.audio;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscReceiver;
import vj.bus.telemetry.Target;
import vj.bus.telemetry.TelemetrySender;
import vj.bus.worker.FakeContext;

/// What the working worker leaves for the garbage collector: the real one, on the demo track, with
/// everything switched on and a receiver that listens.
@Timeout(120)
final class GarbageTest {

  /// JavaOSC's iterators, where the compiler has not removed them.
  private static final int MOST_FOR_EACH_DATAGRAM = 256;

  /// At 44.1 kHz.
  private static final double HOP_SECONDS = 256 / 44_100.0;

  private static final int WARM_DATAGRAMS = 20_000;
  private static final int MEASURED_SECONDS = 5;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final AtomicInteger beats = new AtomicInteger();
  private final AtomicInteger onsets = new AtomicInteger();

  @Test
  void theAnalysisMakesNoneAndTheSenderNextToNone() throws Exception {
    try (var receiver =
            new OscReceiver(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                (message, _, _, _) -> count(message));
        var telemetry = new TelemetrySender(System::nanoTime)) {
      receiver.start();
      telemetry.start();
      telemetry.targets(List.of(Target.of("127.0.0.1", receiver.port())));
      var context =
          new FakeContext(
              telemetry, AudioSettings.ALL, Map.of("source", "demo", "frame_rate", 240));
      Thread worker = Thread.ofPlatform().name("worker").start(() -> run(context));
      try {
        await().atMost(Duration.ofSeconds(60)).until(() -> telemetry.sent() > WARM_DATAGRAMS);

        assertLittleGarbage(worker, analysis(), telemetry);
      } finally {
        worker.interrupt();
        worker.join(5000);
      }
    }
  }

  private void assertLittleGarbage(Thread worker, Thread analysis, TelemetrySender telemetry)
      throws InterruptedException {
    beats.set(0);
    onsets.set(0);
    long datagrams = telemetry.sent();
    long sending = threads.getThreadAllocatedBytes(worker.threadId());
    long analysing = threads.getThreadAllocatedBytes(analysis.threadId());

    worker.join(TimeUnit.SECONDS.toMillis(MEASURED_SECONDS));

    analysing = threads.getThreadAllocatedBytes(analysis.threadId()) - analysing;
    sending = threads.getThreadAllocatedBytes(worker.threadId()) - sending;
    datagrams = telemetry.sent() - datagrams;
    double hops = MEASURED_SECONDS / HOP_SECONDS;
    assertTrue(beats.get() > 3 && onsets.get() > 10, beats + " beats, " + onsets + " onsets");
    assertTrue(analysing / hops < 1, analysing + " bytes in about " + (int) hops + " hops");
    assertTrue(
        sending <= MOST_FOR_EACH_DATAGRAM * datagrams,
        sending + " bytes for " + datagrams + " datagrams");
    System.out.printf(
        "garbage: analysis %d B in %.0f hops, sender %.1f B for each of %d datagrams%n",
        analysing, hops, (double) sending / datagrams, datagrams);
  }

  private void count(OscMessage message) {
    if (message.address().equals("/audio/onset")) {
      onsets.incrementAndGet();
    } else if (message.address().equals("/audio/beat")
        && Integer.valueOf(1).equals(message.arguments().getFirst())) {
      beats.incrementAndGet();
    }
  }

  private static Thread analysis() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("audio-analysis"))
        .findFirst()
        .orElseThrow();
  }

  private static void run(FakeContext context) {
    try {
      AudioKind.of(System.getenv()).create().get().run(context);
    } catch (InterruptedException _) {
      // told to stop
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
