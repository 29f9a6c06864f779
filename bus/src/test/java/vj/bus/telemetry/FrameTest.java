package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FrameTest {

  private static final Duration FRAME = Duration.ofMillis(10);

  private final ManualClock clock = new ManualClock();
  private final TelemetrySender sender = new TelemetrySender(clock);
  private final OscTemplate a = sender.template("/a", "i");
  private final OscTemplate b = sender.template("/b", "i");
  private Inbox inbox;

  @BeforeEach
  void open() throws IOException {
    inbox = new Inbox();
  }

  @AfterEach
  void close() {
    sender.close();
    inbox.close();
  }

  private void target(double maxRate, boolean bundle) {
    sender.targets(
        List.of(new Target("127.0.0.1", inbox.port(), List.of(), "", maxRate, bundle, true)));
  }

  @Test
  void withoutBundlesEachCollectedMessageLeavesAtOnce() throws IOException {
    target(0, false);

    sender.collect(a.set(0, 1));
    sender.collect(b.set(0, 2));

    assertEquals(List.of("1", "2"), inbox.firstArguments());
  }

  @Test
  void aFrameLeavesAsOneBundleToBeHandledAtOnce() throws IOException {
    target(0, true);

    sender.collect(a.set(0, 1));
    sender.collect(b.set(0, 2));
    List<byte[]> before = inbox.rest();
    sender.endFrame();
    sender.endFrame();

    assertEquals(List.of(), before);
    assertArrayEquals(
        HexFormat.of()
            .parseHex(
                "2362756e646c65000000000000000001"
                    + "0000000c2f6100002c69000000000001"
                    + "0000000c2f6200002c69000000000002"),
        inbox.next());
    assertEquals(List.of(), inbox.rest(), "an empty frame sends nothing");
  }

  @Test
  void whatIsSentDoesNotWaitForTheBundle() throws IOException {
    target(0, true);

    sender.collect(a.set(0, 1));
    sender.send(b.set(0, 2));
    sender.endFrame();

    assertEquals("/b", inbox.messages().getFirst().address());
    assertEquals("/a", inbox.messages().getFirst().address());
  }

  @Test
  void splitsABundleBeforeItGrowsTooLong() throws IOException {
    target(0, true);
    OscTemplate text = sender.template("/text", "s");
    OscTemplate long3 = sender.template("/long", "sss");
    String kilobyte = "x".repeat(1000);

    for (int i = 0; i < 20; i++) {
      sender.collect(text.set(0, kilobyte));
    }
    String most = "y".repeat(4000);
    sender.collect(long3.set(0, most).set(1, most).set(2, most));
    sender.endFrame();

    List<byte[]> datagrams = inbox.rest();
    int messages = 0;
    for (byte[] datagram : datagrams.subList(0, 3)) {
      assertTrue(datagram.length <= FrameBundle.LONGEST, "length " + datagram.length);
      messages += OscReader.read(ByteBuffer.wrap(datagram)).messages().size();
    }
    assertEquals(20, messages);
    assertEquals(4, datagrams.size());
    assertEquals('/', datagrams.getLast()[0], "longer than a bundle may be: alone");
  }

  @Test
  void limitsTheRateOfEachAddressAndTheLatestWins() throws IOException {
    target(20, false);

    for (int frame = 0; frame <= 20; frame++) {
      sender.collect(a.set(0, frame));
      if (frame == 7) {
        sender.send(b.set(0, 100));
      }
      sender.endFrame();
      clock.advance(FRAME);
    }

    assertEquals(List.of("0", "5", "100", "10", "15", "20"), inbox.firstArguments());
  }

  @Test
  void theLastValueArrivesAtALaterFrameAlsoWhenNothingFollows() throws IOException {
    target(20, false);

    sender.send(a.set(0, 1));
    sender.send(a.set(0, 2));
    sender.send(a.set(0, 3));
    sender.endFrame();
    clock.advance(Duration.ofMillis(51));
    List<Object> before = inbox.firstArguments();
    sender.endFrame();
    sender.endFrame();

    assertEquals(List.of("1"), before);
    assertEquals(List.of("3"), inbox.firstArguments());
  }

  @Test
  void aRateLimitHoldsInBundlesToo() throws IOException {
    target(20, true);

    for (int frame = 0; frame < 10; frame++) {
      sender.collect(a.set(0, frame));
      sender.collect(b.set(0, 100 + frame));
      sender.endFrame();
      clock.advance(FRAME);
    }

    List<OscMessage> first = inbox.messages();
    List<OscMessage> second = inbox.messages();
    assertEquals(List.of(List.of(0), List.of(100)), arguments(first));
    assertEquals(List.of(List.of(5), List.of(105)), arguments(second));
    assertEquals(List.of(), inbox.rest());
  }

  @Test
  void twoTemplatesOfOneAddressShareItsRate() throws IOException {
    target(20, false);
    OscTemplate again = sender.template("/a", "i");

    sender.send(a.set(0, 1));
    sender.send(again.set(0, 2));

    assertEquals(List.of("1"), inbox.firstArguments());
  }

  @Test
  void aDueValueLeavesWithoutAnyFrame() throws IOException {
    try (TelemetrySender running = new TelemetrySender(System::nanoTime)) {
      running.start();
      running.targets(
          List.of(new Target("127.0.0.1", inbox.port(), List.of(), "", 20, false, true)));
      OscTemplate template = running.template("/a", "i");

      running.send(template.set(0, 1));
      running.send(template.set(0, 2));

      assertEquals(1, inbox.messages().getFirst().arguments().getFirst());
      assertEquals(2, inbox.messages().getFirst().arguments().getFirst());
      Awaitility.await().until(() -> running.sent() == 2);
    }
  }

  private static List<List<?>> arguments(List<OscMessage> messages) {
    return messages.stream().<List<?>>map(OscMessage::arguments).toList();
  }
}
