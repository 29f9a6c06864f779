package vj.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import vj.bus.control.ControlClient;
import vj.bus.control.WorkerName;

/// Whether `vj-osc-debugger` sees everything: 20 000 messages/s for a minute to its port, on an
/// idle machine, then while other programs want all cores. Prints what was sent, seen, and thrown
/// away by the kernel, and what the worker cost.
///
/// Arguments: the image, seconds (60), messages/s (20 000). Only the worker's CPU is measured; the
/// sender is this process, paced at 1 ms.
final class CaptureLoss {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long PACE_NANOS = 1_000_000;

  private final ControlClient client;
  private final long pid;
  private final int port;

  private CaptureLoss(ControlClient client, long pid, int port) {
    this.client = client;
    this.pid = pid;
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    int rate = args.length > 2 ? Integer.parseInt(args[2]) : 20_000;
    Path base = Files.createTempDirectory(Path.of("/tmp"), "vjbench");
    int port = unusedPort();
    try (var worker =
            new WorkerProcess(
                Path.of(args[0]),
                base,
                WorkerName.OSC_DEBUGGER,
                Map.of(),
                List.of("osc_port=" + port));
        var client = worker.connectWhenRunning()) {
      CaptureLoss loss = new CaptureLoss(client, worker.pid(), port);
      System.out.printf("receive buffer %s bytes%n", loss.number("receive_buffer"));
      loss.measure("warming up, not counted", 5, rate);
      loss.measure("idle", seconds, rate);
      try (var _ = BusyCores.all()) {
        loss.measure("all cores busy", seconds, rate);
      }
    }
  }

  private static int unusedPort() throws IOException {
    try (var socket = new DatagramSocket()) {
      return socket.getLocalPort();
    }
  }

  private void measure(String name, int seconds, int rate)
      throws IOException, InterruptedException {
    long seen = number("message_count");
    long dropped = number("kernel_drops");
    Duration cpu = cpu();
    long began = System.nanoTime();
    long sent = send((long) seconds * rate, rate);
    double took = (System.nanoTime() - began) / 1e9;
    TimeUnit.SECONDS.sleep(2); // what is on its way arrives, the kernel's count is looked up
    seen = number("message_count") - seen;
    dropped = number("kernel_drops") - dropped;
    double spent = cpu().minus(cpu).toNanos() / 1e9;
    System.out.printf(
        "%-24s sent %d in %.1f s, seen %d, lost %d (%.4f %%), kernel drops %d, %.1f %% of a core,"
            + " %.1f MiB%n",
        name,
        sent,
        took,
        seen,
        sent - seen,
        (sent - seen) * 100.0 / sent,
        dropped,
        spent / took * 100,
        proportionalKilobytes() / 1024);
  }

  /// Late ones are sent at once: the mean rate is kept, and bursts are what a busy machine makes.
  private long send(long count, int rate) throws IOException {
    ByteBuffer message = ByteBuffer.allocateDirect(64);
    message.put("/audio/levels\0\0\0,ffffffff\0\0\0".getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 8; i++) {
      message.putFloat(i / 8f);
    }
    message.flip();
    try (var channel = DatagramChannel.open()) {
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      long began = System.nanoTime();
      for (long sent = 0; sent < count; ) {
        long due = Math.min(count, (System.nanoTime() - began) * rate / 1_000_000_000);
        for (; sent < due; sent++) {
          channel.write(message.rewind());
        }
        LockSupport.parkNanos(PACE_NANOS);
      }
    }
    return count;
  }

  private Duration cpu() throws IOException {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IOException("the worker has ended"));
  }

  /// PSS: what the worker alone needs, and its part of what it shares.
  private double proportionalKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/smaps_rollup".formatted(pid))).stream()
        .filter(line -> line.startsWith("Pss:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
        .sum();
  }

  private long number(String gauge) throws IOException {
    Map<String, ?> data = client.ask("get_state", Map.of(), LIMIT).data();
    return data != null && data.get(gauge) instanceof Number number ? number.longValue() : -1;
  }
}
