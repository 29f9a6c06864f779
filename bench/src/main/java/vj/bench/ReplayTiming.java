package vj.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vj.bus.control.ControlClient;
import vj.bus.control.WorkerName;
import vj.workers.oscdebugger.record.RecordWriter;
import vj.workers.oscdebugger.record.Recorded.Datagram;
import vj.workers.oscdebugger.record.Recorded.End;

/// How far from their time the datagrams of a take leave and arrive: half a minute at the audio
/// worker's rate, 9 messages for each of 60 frames a second, replayed by the real worker.
final class ReplayTiming {

  private static final int SECONDS = 30;
  private static final int FRAMES = 60;
  private static final int EACH = 9;

  /// Between two messages of a frame.
  private static final long WITHIN_NANOS = 40_000;

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private ReplayTiming() {}

  /// @param args the image's directory
  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]);
    Path base = Files.createTempDirectory(Path.of("/tmp"), "vjbench");
    long[] due = take(Files.createDirectories(base.resolve("state/takes")).resolve("t.vjtake"));
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var worker =
            new WorkerProcess(
                image,
                base,
                WorkerName.OSC_DEBUGGER,
                Map.of(),
                List.of("osc_enabled=false", WorkerProcess.target(receiver.getLocalPort())));
        ControlClient client = worker.connectWhenRunning()) {
      receiver.setReceiveBufferSize(4 << 20);
      var answer = client.ask("replay", Map.of("name", "t"), LIMIT);
      if (!answer.success()) {
        throw new IOException(String.valueOf(answer.message()));
      }
      long[] arrived = receive(receiver, due.length);
      report(due, arrived);
      Thread.sleep(500);
      System.out.println("the worker: " + WorkerProcess.stateOf(client).get("last_replay"));
    }
  }

  /// @return when each datagram is due, since the start
  private static long[] take(Path file) throws IOException {
    List<Datagram> datagrams = new ArrayList<>();
    for (long frame = 0; frame < SECONDS * FRAMES; frame++) {
      for (int i = 0; i < EACH; i++) {
        long nanos = frame * 1_000_000_000 / FRAMES + i * WITHIN_NANOS;
        datagrams.add(new Datagram(nanos, "audio_analyzer", message(datagrams.size())));
      }
    }
    try (RecordWriter writer =
        RecordWriter.create(file, System.currentTimeMillis(), System::nanoTime)) {
      for (Datagram datagram : datagrams) {
        writer.write(datagram);
      }
      writer.write(new End(SECONDS * 1_000_000_000L, datagrams.size(), 0, 0));
      writer.flush();
    }
    return datagrams.stream().mapToLong(Datagram::nanos).toArray();
  }

  /// `/audio/levels` with its number in place of the first level.
  private static byte[] message(int number) {
    return ByteBuffer.allocate(16 + 12 + 32)
        .put("/audio/levels".getBytes(StandardCharsets.US_ASCII))
        .position(16)
        .put(",iffffffff".getBytes(StandardCharsets.US_ASCII), 0, 9)
        .position(28)
        .putInt(number)
        .array();
  }

  /// @return when each arrived
  private static long[] receive(DatagramSocket receiver, int count) throws IOException {
    receiver.setSoTimeout((int) LIMIT.toMillis());
    byte[] bytes = new byte[2048];
    long[] arrived = new long[count];
    for (int i = 0; i < count; i++) {
      var packet = new DatagramPacket(bytes, bytes.length);
      try {
        receiver.receive(packet);
      } catch (SocketTimeoutException e) {
        throw new IOException("%d of %d arrived".formatted(i, count), e);
      }
      arrived[i] = System.nanoTime();
      int number = ByteBuffer.wrap(bytes).getInt(28);
      if (number != i) {
        throw new IOException("number %d came after %d others".formatted(number, i));
      }
    }
    return arrived;
  }

  private static void report(long[] due, long[] arrived) {
    long[] late = new long[due.length];
    long[] between = new long[due.length - 1];
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < due.length; i++) {
      earliest = Math.min(earliest, arrived[i] - due[i]);
    }
    for (int i = 0; i < due.length; i++) {
      late[i] = arrived[i] - due[i] - earliest;
      if (i > 0) {
        between[i - 1] = Math.abs(arrived[i] - arrived[i - 1] - (due[i] - due[i - 1]));
      }
    }
    System.out.println("arrival after its time (the quickest counts as on time): " + text(late));
    System.out.println("between two arrivals, |measured - recorded|:  " + text(between));
  }

  private static String text(long[] nanos) {
    return new Percentiles(nanos).text();
  }
}
