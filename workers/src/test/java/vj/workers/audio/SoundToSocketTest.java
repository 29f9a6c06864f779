package vj.workers.audio;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscReader;
import vj.bus.telemetry.Target;
import vj.bus.telemetry.TelemetrySender;
import vj.bus.worker.FakeContext;

/// The whole way with nothing in between replaced: samples into a FIFO, datagrams out of a socket.
@Timeout(60)
class SoundToSocketTest {

  private static final int RATE = 44_100;

  @TempDir(cleanup = CleanupMode.ALWAYS)
  Path directory;

  @Test
  void aClickInAPipeIsAnOnsetAndALevelOnTheWire() throws Exception {
    Path fifo = directory.resolve("sound");
    assertTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0);
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var telemetry = new TelemetrySender(System::nanoTime)) {
      telemetry.start();
      telemetry.targets(List.of(Target.of("127.0.0.1", receiver.getLocalPort())));
      var context =
          new FakeContext(
              telemetry, AudioSettings.ALL, Map.of("source", "pipe:%s?channels=1".formatted(fifo)));
      Thread worker = Thread.ofPlatform().name("worker").start(() -> run(context));
      Thread writer = Thread.ofPlatform().name("writer").start(() -> clicks(fifo));
      try {
        assertTrue(context.ready.await(10, TimeUnit.SECONDS));

        await()
            .atMost(30, TimeUnit.SECONDS)
            .until(() ->
                next(receiver, AudioMessage.ONSET).arguments().get(1) instanceof Float f && f > 0);
        await()
            .atMost(30, TimeUnit.SECONDS)
            .until(() ->
                next(receiver, AudioMessage.LEVELS).arguments().get(7) instanceof Float f
                    && f > 0.05);
        await()
            .atMost(10, TimeUnit.SECONDS)
            .until(() ->
                Integer.valueOf(1).equals(next(receiver, AudioMessage.ALIVE).arguments().get(0)));
      } finally {
        writer.interrupt();
        worker.interrupt();
        writer.join(5000);
        worker.join(5000);
      }
    }
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

  /// In real time: quiet noise, and a click each 400 ms.
  private static void clicks(Path fifo) {
    var random = new java.util.Random(7);
    byte[] chunk = new byte[441 * 2];
    try (OutputStream out = Files.newOutputStream(fifo)) {
      long next = System.nanoTime();
      for (long n = 0; !Thread.currentThread().isInterrupted(); n++) {
        ByteBuffer samples = ByteBuffer.wrap(chunk).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 441; i++) {
          double click = n % 40 == 0 ? 20_000 * Math.exp(-i / 100.0) : 20;
          samples.putShort((short) (random.nextGaussian() * 0.3 * click));
        }
        out.write(chunk);
        next += 441 * 1_000_000_000L / RATE;
        LockSupport.parkNanos(next - System.nanoTime());
      }
    } catch (java.io.IOException _) {
      // the reader has gone
    }
  }

  private static OscMessage next(DatagramSocket receiver, AudioMessage wanted) throws Exception {
    byte[] buffer = new byte[2048];
    receiver.setSoTimeout(5000);
    while (true) {
      var packet = new DatagramPacket(buffer, buffer.length);
      try {
        receiver.receive(packet);
      } catch (SocketTimeoutException _) {
        throw new AssertionError("no datagram in 5 s");
      }
      var message = read(ByteBuffer.wrap(buffer, 0, packet.getLength()));
      if (message.address().equals(wanted.address())) {
        return message;
      }
    }
  }

  private static OscMessage read(ByteBuffer datagram) throws Exception {
    return OscReader.read(datagram).messages().getFirst().message();
  }
}
