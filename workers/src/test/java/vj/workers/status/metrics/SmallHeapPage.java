package vj.workers.status.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.file.Path;

/// A process that serves the page with the heap that the launcher gives vj-status, ends as a worker
/// does when that is full, and says where the page is. The limits on clients hold for a process, so
/// that a test of them needs one of its own.
final class SmallHeapPage {

  /// As much as a worker keeps for itself.
  private static final int OWN_BYTES = 8 << 20;

  private SmallHeapPage() {}

  static Process start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xms3m",
            "-Xmn1m",
            "-Xmx24m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path").replace(File.pathSeparatorChar, ':'),
            SmallHeapPage.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws Exception {
    byte[] own = new byte[OWN_BYTES];
    try (MetricsServer server = new MetricsServer(0, SmallHeapPage::metrics)) {
      server.start();
      System.out.println(server.url());
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream()); // ends when the test does
    } finally {
      Reference.reachabilityFence(own);
    }
  }

  private static MetricSnapshots metrics() {
    return MetricSnapshots.of(
        GaugeSnapshot.builder()
            .name("vj_test")
            .dataPoint(GaugeDataPointSnapshot.builder().value(1).build())
            .build());
  }
}
