package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.telemetry.TargetStatus.State;

/// A socket on which now and then something is sent, with a new attempt to connect in between, as
/// [TelemetrySender] makes them while a target fails.
@Timeout(10)
class SparseSendingTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.2");
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final ManualClock clock = new ManualClock();

  private TargetSocket socket(int port) {
    Target target = Target.of("127.0.0.1", port);
    return new TargetSocket(target, new TargetSocket.Totals(), clock, () -> {});
  }

  private void sendAndRetry(TargetSocket socket, InetAddress address) {
    socket.write(datagram());
    clock.advance(RETRY);
    if (socket.failing()) {
      socket.connect(address);
    }
    clock.advance(RETRY);
  }

  /// `/a 1`
  private static ByteBuffer datagram() {
    return ByteBuffer.wrap(new byte[] {'/', 'a', 0, 0, ',', 'i', 0, 0, 0, 0, 0, 1});
  }

  @Test
  void aTargetWithoutAReceiverNeverSeemsToWork() throws IOException {
    TargetSocket socket = socket(Inbox.unusedPort());
    try (CapturedLog log = new CapturedLog(TargetSocket.class)) {
      socket.connect(HERE);

      for (int i = 0; i < 10; i++) {
        sendAndRetry(socket, HERE);
      }

      assertEquals(State.REFUSED, socket.status().state());
      assertEquals(1, log.lines().size(), log.lines()::toString);
    } finally {
      socket.close();
    }
  }

  @Test
  void aReceiverThatComesIsNoticed() throws IOException {
    int port = Inbox.unusedPort();
    TargetSocket socket = socket(port);
    try (CapturedLog log = new CapturedLog(TargetSocket.class)) {
      socket.connect(HERE);
      for (int i = 0; i < 3; i++) {
        sendAndRetry(socket, HERE);
      }

      try (Inbox inbox = new Inbox(port)) {
        sendAndRetry(socket, HERE); // hears of the refusal before, and begins to be quiet
        sendAndRetry(socket, HERE);
        assertEquals(List.of("1", "1"), inbox.firstArguments());
      }

      assertEquals(State.SENDING, socket.status().state());
      assertEquals(1, log.lines("works again").size(), log.lines()::toString);
    } finally {
      socket.close();
    }
  }

  @Test
  void aReceiverThatMovesToAnotherAddressIsFollowed() throws IOException {
    try (Inbox inbox = new Inbox()) {
      TargetSocket socket = socket(inbox.port());
      socket.connect(ELSEWHERE);
      sendAndRetry(socket, ELSEWHERE);
      sendAndRetry(socket, ELSEWHERE);

      socket.connect(HERE);
      socket.write(datagram());

      assertEquals(List.of("1"), inbox.firstArguments());
      socket.close();
    }
  }
}
