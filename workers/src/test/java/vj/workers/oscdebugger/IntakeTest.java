package vj.workers.oscdebugger;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IntakeTest {

  private static final long SIX_SECONDS = Duration.ofSeconds(6).toNanos();

  @Test
  void turnsEvenWhenNothingArrives() throws Exception {
    try (Intake intake = Intake.open((_, _, _, _) -> {})) {
      intake.start();
      long begun = System.nanoTime();

      await().until(() -> intake.turns(begun + SIX_SECONDS));
      assertEquals(Optional.empty(), intake.trouble(System.nanoTime()));
    }
  }

  @Test
  void showsThatItHangs() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    try (Intake intake =
        Intake.open((_, _, _, _) -> {
          stuck.countDown();
          awaitQuietly(free);
        })) {
      Inlet inlet = inlet();
      intake.start();
      intake.add(inlet);

      send(inlet);
      stuck.await();
      long later = System.nanoTime() + SIX_SECONDS;
      assertFalse(intake.turns(later));
      assertTrue(intake.trouble(later).orElseThrow().contains("hangs"));
      free.countDown();

      await().until(() -> intake.turns(later));
    }
  }

  @Test
  void countsDatagramsThatABugHasLost() throws Exception {
    try (Intake intake =
        Intake.open((_, _, _, _) -> {
          throw new IllegalStateException("a bug");
        })) {
      Inlet inlet = inlet();
      intake.start();
      intake.add(inlet);

      send(inlet);
      send(inlet);

      await().until(() -> intake.failed() == 2);
      assertTrue(intake.turns(System.nanoTime()));
    }
  }

  @Test
  void reportsAnErrorThatLastsUntilItIsOver() {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (Intake intake = new Intake((_, _, _, _) -> {}, new FailingSelector(broken))) {
      intake.start();

      await().until(() -> intake.trouble(System.nanoTime()).isPresent());
      String why = intake.trouble(System.nanoTime()).orElseThrow();
      assertTrue(why.startsWith("waiting for OSC: no descriptor"), why);
      broken.set(false);

      await().until(() -> intake.trouble(System.nanoTime()).isEmpty());
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Inlet inlet() throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    return Inlet.bind("", DatagramChannel.open(), new InetSocketAddress(loopback, 0));
  }

  private static void send(Inlet inlet) throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(new byte[4], 4, inlet.local()));
    }
  }

  /// One that the system lets down for as long as it is told to.
  private static final class FailingSelector extends Selector {

    private final AtomicBoolean broken;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Set<SelectionKey> selected = new HashSet<>();

    private FailingSelector(AtomicBoolean broken) {
      this.broken = broken;
    }

    @Override
    public int select(long timeout) throws IOException {
      if (broken.get()) {
        throw new IOException("no descriptor");
      }
      return 0;
    }

    @Override
    public int select() throws IOException {
      return select(0);
    }

    @Override
    public int selectNow() throws IOException {
      return select(0);
    }

    @Override
    public boolean isOpen() {
      return open.get();
    }

    @Override
    public SelectorProvider provider() {
      return SelectorProvider.provider();
    }

    @Override
    public Set<SelectionKey> keys() {
      return Set.of();
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
      return selected;
    }

    @Override
    public Selector wakeup() {
      return this;
    }

    @Override
    public void close() {
      open.set(false);
    }
  }
}
