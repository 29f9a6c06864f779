package vj.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import vj.bus.control.ControlClient;

/// From exec to the first `get_state` answer, and what one worker holds in memory after 20 s of
/// work: 11 starts, medians. PSS and private pages from smaps_rollup.
final class StartAndMemory {

  private static final int STARTS = 11;

  private StartAndMemory() {}

  /// @param args the image's directory
  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]);
    long[] nanos = new long[STARTS];
    for (int i = 0; i < STARTS; i++) {
      try (WorkerProcess worker = new WorkerProcess(image, "source=demo");
          ControlClient client = worker.connect()) {
        client.ask("get_state", Map.of(), Duration.ofSeconds(10));
        nanos[i] = System.nanoTime() - worker.startedNanos();
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "exec to first get_state answer, ms: min %.0f  median %.0f  max %.0f%n",
        nanos[0] / 1e6, nanos[STARTS / 2] / 1e6, nanos[STARTS - 1] / 1e6);
    try (WorkerProcess worker = new WorkerProcess(image, "source=demo");
        ControlClient _ = worker.connectWhenRunning()) {
      Thread.sleep(20_000);
      long ticks = cpuTicks(worker.pid());
      Thread.sleep(10_000);
      System.out.printf(
          "PSS %.1f MiB, private %.1f MiB, RSS %.1f MiB, CPU %.1f %% of a core%n",
          rollup(worker.pid(), "Pss:"),
          rollup(worker.pid(), "Private_Clean:") + rollup(worker.pid(), "Private_Dirty:"),
          rollup(worker.pid(), "Rss:"),
          (cpuTicks(worker.pid()) - ticks) / 10.0);
    }
  }

  private static double rollup(long pid, String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
      if (line.startsWith(field)) {
        return Long.parseLong(line.substring(field.length()).replace("kB", "").strip()) / 1024.0;
      }
    }
    throw new IOException("no " + field);
  }

  /// User and system time in ticks of 1/100 s (proc(5), fields 14 and 15).
  private static long cpuTicks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }
}
