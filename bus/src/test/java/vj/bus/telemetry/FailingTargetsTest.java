package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.telemetry.TargetStatus.State;

@Timeout(30)
class FailingTargetsTest {

  private static final Duration SOON = Duration.ofMillis(20);

  private static final Duration HOLD_OFF = Duration.ofNanos(TargetSocket.HOLD_OFF_NANOS);

  private final ManualClock clock = new ManualClock();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicBoolean known = new AtomicBoolean();

  /// `hangs` hangs until released, `late` is unknown until `known`, all else is never known.
  private final TelemetrySender sender = new TelemetrySender(System::nanoTime, this::resolve, SOON);

  private final OscTemplate message = sender.template("/a", "i");

  private InetAddress resolve(String host) throws UnknownHostException {
    if (host.equals("hangs")) {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    if (host.equals("hangs") || (host.equals("late") && known.get())) {
      return InetAddress.ofLiteral("127.0.0.1");
    }
    throw new UnknownHostException(host);
  }

  @AfterEach
  void close() {
    sender.close();
    released.countDown();
  }

  @Test
  void aRefusedTargetIsCountedAndRevivesWithItsReceiver() throws IOException {
    int port = Inbox.unusedPort();
    try (TelemetrySender manual = new TelemetrySender(clock);
        CapturedLog log = new CapturedLog(TargetSocket.class)) {
      manual.targets(List.of(Target.of("127.0.0.1", port)));
      OscTemplate one = manual.template("/a", "i");

      for (int i = 0; i < 100; i++) {
        clock.advance(HOLD_OFF);
        manual.send(one.set(0, i));
      }
      TargetStatus refused = manual.status().getFirst();
      try (Inbox inbox = new Inbox(port)) {
        clock.advance(HOLD_OFF);
        manual.send(one.set(0, 100));
        assertEquals(List.of("100"), inbox.firstArguments(), "the next try arrives");
        clock.advance(Duration.ofSeconds(3));
        manual.send(one.set(0, 101));
      }

      assertEquals(State.REFUSED, refused.state());
      assertEquals(99, refused.refused());
      assertEquals(0, refused.dropped());
      assertEquals("nobody listens on the port", refused.lastError());
      assertEquals(State.SENDING, manual.status().getFirst().state());
      assertEquals(
          List.of(
              "WARNING OSC target 127.0.0.1:%d: nobody listens on the port; trying on"
                  .formatted(port),
              "INFO OSC target 127.0.0.1:%d works again".formatted(port)),
          log.lines());
    }
  }

  /// What was refused minutes ago says nothing about a receiver that has started since.
  @Test
  void aBurstAfterALongRestArrivesWhole() throws IOException {
    int port = Inbox.unusedPort();
    try (TelemetrySender manual = new TelemetrySender(clock)) {
      manual.targets(List.of(Target.of("127.0.0.1", port)));
      OscTemplate one = manual.template("/a", "i");
      manual.send(one.set(0, 0));
      manual.send(one.set(0, 1));
      clock.advance(Duration.ofMinutes(1));

      try (Inbox inbox = new Inbox(port)) {
        for (int i = 2; i < 7; i++) {
          manual.send(one.set(0, i));
        }

        assertEquals(List.of("2", "3", "4", "5", "6"), inbox.firstArguments());
      }
    }
  }

  @Test
  void aRefusedTargetIsTriedNowAndThenInsteadOfWithEveryDatagram() throws IOException {
    try (TelemetrySender manual = new TelemetrySender(clock)) {
      manual.targets(List.of(Target.of("127.0.0.1", Inbox.unusedPort())));
      OscTemplate one = manual.template("/a", "i");
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            manual.send(one.set(0, 0));
            return manual.status().getFirst().state() == State.REFUSED;
          });
      long refused = manual.status().getFirst().refused();

      for (int i = 0; i < 1000; i++) {
        manual.send(one.set(0, i));
      }

      assertEquals(refused, manual.status().getFirst().refused());
      assertEquals(1000, manual.status().getFirst().dropped());
    }
  }

  @Test
  void anIpv6TargetWithoutIpv6ShowsInTheStatusAndOthersAreServed() throws Exception {
    try (Inbox inbox = new Inbox()) {
      Process sending = NoIpv6Process.start(inbox.port());

      String said = new String(sending.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertEquals(0, sending.waitFor());
      assertTrue(said.startsWith("UNREACHABLE "), said);
      assertEquals(List.of("1"), inbox.firstArguments());
    }
  }

  @Test
  void anUnknownHostShowsInTheStatusAndOthersAreServed() throws IOException {
    try (Inbox inbox = new Inbox();
        CapturedLog log = new CapturedLog(TargetSocket.class)) {
      sender.start();
      sender.targets(List.of(Target.of("nowhere", 9000), inbox.target()));
      Awaitility.await().until(() -> sender.status().getFirst().state() == State.UNRESOLVED);

      sender.send(message.set(0, 1));
      sender.send(message.set(0, 2));

      TargetStatus nowhere = sender.status().getFirst();
      assertEquals("nowhere:9000", nowhere.target());
      assertEquals("no address for the name nowhere", nowhere.lastError());
      assertEquals(2, nowhere.dropped());
      assertEquals(2, sender.dropped());
      assertEquals(List.of("1", "2"), inbox.firstArguments());
      assertEquals(1, log.lines("nowhere").size(), log.lines()::toString);
    }
  }

  @Test
  void aNameThatBecomesKnownIsServed() throws IOException {
    try (Inbox inbox = new Inbox();
        CapturedLog log = new CapturedLog(TargetSocket.class)) {
      sender.start();
      sender.targets(List.of(Target.of("late", inbox.port())));
      Awaitility.await().until(() -> sender.status().getFirst().state() == State.UNRESOLVED);

      known.set(true);
      Awaitility.await().until(() -> sender.status().getFirst().state() == State.SENDING);
      sender.send(message.set(0, 1));

      assertEquals(List.of("1"), inbox.firstArguments());
      assertEquals(1, log.lines("INFO").size(), log.lines()::toString);
    }
  }

  @Test
  void aLookupThatHangsHoldsUpNeitherSendingNorOthersNorClosing() throws IOException {
    try (Inbox inbox = new Inbox()) {
      known.set(true);
      sender.start();
      sender.targets(List.of(Target.of("hangs", 9000), Target.of("late", inbox.port())));
      Awaitility.await().until(() -> sender.status().getLast().state() == State.SENDING);

      sender.send(message.set(0, 1));

      assertEquals(List.of("1"), inbox.firstArguments());
      assertEquals(State.RESOLVING, sender.status().getFirst().state());
      long before = System.nanoTime();
      sender.close();
      assertTrue(System.nanoTime() - before < 1_000_000_000L);
    }
  }

  @Test
  void aLookupThatEndsAfterItsTargetIsGoneOpensNothing() throws IOException {
    try (Inbox inbox = new Inbox()) {
      sender.start();
      sender.targets(List.of(Target.of("hangs", inbox.port())));
      Awaitility.await().until(() -> lookups("hangs") == 1);

      sender.targets(List.of());
      released.countDown();
      Awaitility.await().until(() -> lookups("hangs") == 0);
      sender.send(message.set(0, 1));

      assertEquals(List.of(), inbox.rest());
      assertEquals(List.of(), sender.status());
    }
  }

  @Test
  void twoTargetsOnTheSameHostAndPortDoNotWaitForEachOther() throws IOException {
    try (Inbox inbox = new Inbox()) {
      Target first = Target.of("hangs", inbox.port());
      Target second = new Target("hangs", inbox.port(), List.of(), "/vj", 0, false, true);
      sender.start();

      sender.targets(List.of(first));
      Awaitility.await().until(() -> lookups("hangs") == 1);
      sender.targets(List.of(second));

      Awaitility.await().until(() -> lookups("hangs") == 2);
    }
  }

  private static long lookups(String host) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("osc-resolve " + host))
        .count();
  }

  @Test
  void unchangedTargetsKeepTheirCountersAndRemovedOnesStayInTheTotal() throws IOException {
    try (Inbox stays = new Inbox();
        Inbox goes = new Inbox()) {
      sender.targets(List.of(stays.target(), goes.target()));
      sender.send(message);

      sender.targets(List.of(stays.target()));
      sender.send(message);

      assertEquals(1, sender.status().size());
      assertEquals(2, sender.status().getFirst().sent());
      assertEquals(3, sender.sent());
      assertEquals(1, goes.rest().size());
    }
  }

  @Test
  void theThreadSleepsWhileNothingFailsAndEndsWithTheSender() throws IOException {
    try (Inbox inbox = new Inbox()) {
      sender.start();
      sender.targets(List.of(inbox.target()));
      Thread keeper = keeper();

      Awaitility.await().until(() -> keeper.getState() == Thread.State.TIMED_WAITING);
      sender.close();

      Awaitility.await().until(() -> !keeper.isAlive());
    }
  }

  private static Thread keeper() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("osc-targets"))
        .filter(thread -> !thread.isInterrupted())
        .findFirst()
        .orElseThrow();
  }
}
