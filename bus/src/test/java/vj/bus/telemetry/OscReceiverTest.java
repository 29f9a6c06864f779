package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.telemetry.OscMessage.TimeTag;

@Timeout(60)
class OscReceiverTest {

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final byte[] UNKNOWN_TAG = HexFormat.of().parseHex("2f6200002c7a0000");

  private record Arrival(
      OscMessage message, InetSocketAddress sender, TimeTag timeTag, long nanos) {}

  private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(200_000);
  private final OscReceiver receiver =
      new OscReceiver(
          new InetSocketAddress(LOOPBACK, 0),
          () -> 42L,
          (message, sender, timeTag, nanos) -> {
            if (message.address().equals("/bug")) {
              throw new IllegalStateException("a bug in the handler");
            }
            arrivals.add(new Arrival(message, sender, timeTag, nanos));
          });
  private DatagramSocket sender = open();

  private static DatagramSocket open() {
    try {
      return new DatagramSocket(0, LOOPBACK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.close();
    sender.close();
  }

  @Test
  void handsOnTheMessageWithSenderTimeTagAndTime() throws Exception {
    byte[] bundle =
        HexFormat.of()
            .parseHex("2362756e646c650000000000000000090000000c" + "2f6100002c690000" + "00000007");

    send(bundle);

    Arrival arrival = next();
    assertEquals("/a", arrival.message().address());
    assertEquals(7, arrival.message().arguments().getFirst());
    assertEquals(sender.getLocalSocketAddress(), arrival.sender());
    assertEquals(new TimeTag(9), arrival.timeTag());
    assertEquals(42, arrival.nanos());
  }

  @Test
  void servesTheNextGoodDatagramAfterAHundredThousandHostileOnes() throws Exception {
    HostileDatagrams hostile = new HostileDatagrams(1);

    for (int round = 0; round < 1000; round++) {
      for (int i = 0; i < 100; i++) {
        send(hostile.next());
      }
      arriveWith("/good", round);
    }

    assertTrue(receiver.malformed() > 10_000, "malformed: " + receiver.malformed());
    assertEquals(receiver.malformed(), receiver.malformedBySender().get(LOOPBACK));
  }

  @Test
  void warnsOnceForEachSenderOfMalformedDatagrams() throws Exception {
    try (CapturedLog log = new CapturedLog(MalformedSenders.class)) {
      send(new byte[] {1, 2, 3});
      send(new byte[] {1, 2, 3, 4});
      sender.close();
      sender = open();
      send(new byte[0]);
      arriveWith("/good", 1);

      assertEquals(3, receiver.malformed());
      assertEquals(1, log.lines("127.0.0.1 sends what is not OSC").size(), log.lines()::toString);
    }
  }

  @Test
  void forgedSendersFillNeitherMemoryNorLog() throws Exception {
    MalformedSenders senders = new MalformedSenders();
    OscFormatException problem = OscFormatException.atByte(0, "forged");

    try (CapturedLog log = new CapturedLog(MalformedSenders.class)) {
      for (int i = 0; i < 10_000; i++) {
        byte[] address = ByteBuffer.allocate(4).putInt(0x0a000000 + i).array();
        senders.count(InetAddress.getByAddress(address), problem);
      }

      assertEquals(MalformedSenders.MOST_SENDERS, log.lines().size());
      assertEquals(MalformedSenders.MOST_SENDERS, senders.bySender().size());
      assertEquals(10_000, senders.total());
    }
  }

  @Test
  void countsMessagesWithUnknownTags() throws Exception {
    send(UNKNOWN_TAG);
    arriveWith("/good", 1);

    assertEquals(1, receiver.discarded());
    assertEquals(0, receiver.malformed());
  }

  @Test
  void aHandlerThatThrowsLosesItsMessageOnly() throws Exception {
    try (CapturedLog log = new CapturedLog(OscReceiver.class)) {
      arriveWith("/good", 1);
      send(message("/bug", 1));
      send(message("/bug", 2));
      arriveWith("/good", 2);

      assertEquals(2, receiver.failed());
      assertEquals(1, log.lines("the handler failed").size());
    }
  }

  @Test
  void saysWhichPortIsTaken() {
    OscReceiver second =
        new OscReceiver(new InetSocketAddress(LOOPBACK, receiver.port()), (_, _, _, _) -> {});

    IOException taken = assertThrows(IOException.class, second::start);

    assertTrue(taken.toString().contains("127.0.0.1:" + receiver.port()), taken.toString());
  }

  @Test
  void endsItsThreadWhenClosed() {
    String name = "osc-in " + receiver.port();
    assertTrue(running(name));

    receiver.close();
    receiver.close();

    Awaitility.await().until(() -> !running(name));
  }

  private static boolean running(String thread) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(one -> one.getName().equals(thread));
  }

  /// Sends a good message, again where the kernel dropped it in a flood, until it arrives.
  private void arriveWith(String address, int value) throws Exception {
    Arrival arrival = null;
    for (int attempt = 0; attempt < 50; attempt++) {
      send(message(address, value));
      do {
        arrival = arrivals.poll(100, TimeUnit.MILLISECONDS);
      } while (arrival != null && !isGood(arrival, address, value));
      if (arrival != null) {
        return;
      }
    }
    throw new AssertionError(address + " " + value + " was never served");
  }

  private static boolean isGood(Arrival arrival, String address, int value) {
    return arrival.message().address().equals(address)
        && arrival.message().arguments().equals(List.of(value));
  }

  private Arrival next() throws InterruptedException {
    Arrival arrival = arrivals.poll(5, TimeUnit.SECONDS);
    if (arrival == null) {
      throw new AssertionError("nothing arrived");
    }
    return arrival;
  }

  private void send(byte[] datagram) throws IOException {
    sender.send(new DatagramPacket(datagram, datagram.length, LOOPBACK, receiver.port()));
  }

  private static byte[] message(String address, int value) {
    MessageEncoding encoding = new MessageEncoding(address, List.of(argument(value)));
    ByteBuffer bytes = encoding.encode();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private static Argument argument(int value) {
    Argument.OfInt argument = new Argument.OfInt();
    argument.value = value;
    return argument;
  }
}
