package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.Sender;

@Timeout(120)
class KilledRecorderTest {

  private static final int RUNS = 3;
  private static final int RUN_MILLIS = 2_000;

  private final FlightRig rig;

  KilledRecorderTest() throws IOException {
    rig = FlightRig.open();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void losesAtMostTheLastSecondAndNoRunBefore() throws Exception {
    long leastLost = Long.MAX_VALUE;

    for (int run = 1; run <= RUNS; run++) {
      long last = killed(run);
      List<String> recorded = rig.recorded();
      String newest = recorded.getLast();
      assertTrue(newest.startsWith("/run/" + run + "/"), newest);
      leastLost = Math.min(leastLost, last - millis(newest));
    }

    // the best of three: on a machine that others use a thread may wait for its turn
    assertTrue(leastLost <= 1_000, leastLost + " ms lost");
    List<String> recorded = rig.recorded();
    for (int run = 1; run <= RUNS; run++) {
      String prefix = "/run/%d/".formatted(run);
      List<Long> times =
          recorded.stream()
              .filter(each -> each.startsWith(prefix))
              .map(KilledRecorderTest::millis)
              .toList();
      assertEquals(times.stream().sorted().toList(), times, "in order");
      assertTrue(times.size() > 20, "many of each run: " + times.size());
    }
    assertEquals(0, rig.dump(rig.state.resolve("x.jsonl").toString()).exit().number());
  }

  private static long millis(String address) {
    return Long.parseLong(address.substring(address.lastIndexOf('/') + 1));
  }

  /// Kills a recorder at work.
  ///
  /// @return the milliseconds of the last datagram that it was given
  private long killed(int run) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledRecorderTest.class.getName(),
                rig.directory.toString(),
                Integer.toString(run))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = 0;
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = Long.parseLong(line);
        if (last >= RUN_MILLIS) {
          process.toHandle().destroyForcibly(); // and leaves us what it has said
        }
      }
    }
    process.waitFor(10, TimeUnit.SECONDS);
    return last;
  }

  /// A recorder that gets a datagram each 10 ms, and says so.
  public static void main(String[] args) throws InterruptedException {
    var ring = new DatagramRing(10_000, 1 << 20);
    var recorder =
        new FlightRecorder(
            ring, new Notes(), Path.of(args[0]), FlightLimits.USUAL, FlightRecorder.Clock.SYSTEM);
    recorder.start();
    var sender = new Sender("test", new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    long start = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      long millis = (now - start) / 1_000_000;
      byte[] message = FlightRig.message("/run/%s/%d".formatted(args[1], millis), 1);
      ring.append(ByteBuffer.wrap(message), sender, now, System.currentTimeMillis());
      System.out.println(millis);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
