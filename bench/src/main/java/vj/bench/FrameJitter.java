package vj.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// How evenly the 60 frames of each second leave the worker: |interval − 16.67 ms| between one
/// `/audio/levels` and the next, idle and with a busy loop for each core, with and without
/// priority.
///
/// Arguments: the image, seconds for each of the four (300), nice value to ask for (-10). The
/// thread that receives asks for the highest priority there is, or it would measure itself.
final class FrameJitter {

  private static final double PERIOD_NANOS = 1e9 / 60;

  /// The JVM compiles, the clock learns the source.
  private static final long SETTLE_NANOS = 15_000_000_000L;

  private static final byte[] LEVELS = "/audio/levels\0".getBytes(StandardCharsets.US_ASCII);

  private FrameJitter() {}

  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]);
    long seconds = args.length > 1 ? Long.parseLong(args[1]) : 300;
    String nice = args.length > 2 ? args[2] : "-10";
    for (boolean loaded : List.of(false, true)) {
      for (String wanted : List.of("0", nice)) {
        try (var _ = loaded ? BusyCores.all() : BusyCores.none()) {
          measure(image, seconds, wanted, loaded);
        }
      }
    }
  }

  private static void measure(Path image, long seconds, String nice, boolean loaded)
      throws IOException, InterruptedException, ExecutionException {
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var worker =
            new WorkerProcess(
                image,
                "source=demo",
                "nice=" + nice,
                WorkerProcess.target(receiver.getLocalPort()));
        var client = worker.connectWhenRunning();
        var listening = Executors.newSingleThreadExecutor()) {
      receiver.setSoTimeout(5_000);
      listening.submit(FrameJitter::goFirst).get();
      listening.submit(() -> arrivals(receiver, SETTLE_NANOS)).get();
      long[] at = listening.submit(() -> arrivals(receiver, seconds * 1_000_000_000L)).get();
      long[] jitter = new long[at.length - 1];
      for (int i = 0; i < jitter.length; i++) {
        jitter[i] = Math.round(Math.abs(at[i + 1] - at[i] - PERIOD_NANOS));
      }
      System.out.printf(
          "%s, %s: frames/s %.2f  |interval - 16.67 ms| %s%n",
          loaded ? "all cores busy" : "idle",
          WorkerProcess.stateOf(client).get("priority"),
          jitter.length * 1e9 / (at[at.length - 1] - at[0]),
          new Percentiles(jitter).text());
    }
  }

  /// Only the thread that calls this: what the others start must not inherit it.
  private static boolean goFirst() throws IOException, InterruptedException {
    Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self"));
    Process renice =
        new ProcessBuilder("renice", "-n", "-20", "-p", String.valueOf(thread.getFileName()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean first = renice.waitFor() == 0;
    if (!first) {
      System.out.println("no priority for the receiver: its own waits are in the figures");
    }
    return first;
  }

  /// When each frame arrived, for so long.
  private static long[] arrivals(DatagramSocket receiver, long nanos) throws IOException {
    List<Long> at = new ArrayList<>();
    byte[] buffer = new byte[2048];
    long end = System.nanoTime() + nanos;
    for (long now = System.nanoTime(); now < end; ) {
      var packet = new DatagramPacket(buffer, buffer.length);
      try {
        receiver.receive(packet);
      } catch (SocketTimeoutException e) {
        throw new IOException("no frame for 5 s", e);
      }
      now = System.nanoTime();
      if (Arrays.equals(buffer, 0, LEVELS.length, LEVELS, 0, LEVELS.length)) {
        at.add(now);
      }
    }
    return at.stream().mapToLong(Long::longValue).toArray();
  }
}
