package vj.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vj.bus.control.ControlClient;
import vj.bus.control.WorkerName;

/// Of each worker: from exec to the first `get_state` answer, 11 starts; then all of them together,
/// playing the demo, and what each holds in memory after 30 s. PSS and private pages from
/// smaps_rollup.
final class StartAndMemory {

  private static final int STARTS = 11;

  private static final Map<WorkerName, List<String>> DEMO =
      new EnumMap<>(
          Map.of(
              WorkerName.AUDIO, List.of("source=demo"),
              WorkerName.SPOTIFY, List.of("backend=demo"),
              WorkerName.VIRTUALDJ, List.of(),
              WorkerName.LYRICS, List.of("lrclib_url=demo", "llm_provider=none"),
              WorkerName.OSC_DEBUGGER, List.of(),
              WorkerName.STATUS, List.of()));

  private StartAndMemory() {}

  /// @param args the image's directory
  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]);
    for (WorkerName name : DEMO.keySet()) {
      System.out.printf(
          "%s, exec to first get_state answer: %s%n", name.shortName(), starts(image, name).text());
    }
    together(image);
  }

  private static Percentiles starts(Path image, WorkerName name) throws Exception {
    long[] nanos = new long[STARTS];
    for (int i = 0; i < STARTS; i++) {
      try (WorkerProcess worker = start(image, base(), name);
          ControlClient client = worker.connect()) {
        client.ask("get_state", Map.of(), Duration.ofSeconds(10));
        nanos[i] = System.nanoTime() - worker.startedNanos();
      }
    }
    return new Percentiles(nanos);
  }

  private static void together(Path image) throws Exception {
    Path base = base();
    List<WorkerProcess> all = new ArrayList<>();
    try {
      for (WorkerName name : DEMO.keySet()) {
        all.add(start(image, base, name));
      }
      Thread.sleep(20_000);
      long[] ticks = new long[all.size()];
      for (int i = 0; i < ticks.length; i++) {
        ticks[i] = cpuTicks(all.get(i).pid());
      }
      Thread.sleep(10_000);
      double sum = 0;
      for (int i = 0; i < ticks.length; i++) {
        long pid = all.get(i).pid();
        double pss = rollup(pid, "Pss:");
        sum += pss;
        System.out.printf(
            "%s: PSS %.1f MiB, private %.1f MiB, RSS %.1f MiB, CPU %.1f %% of a core%n",
            all.get(i).name(),
            pss,
            rollup(pid, "Private_Clean:") + rollup(pid, "Private_Dirty:"),
            rollup(pid, "Rss:"),
            (cpuTicks(pid) - ticks[i]) / 10.0);
      }
      System.out.printf("together: PSS %.1f MiB%n", sum);
    } finally {
      for (WorkerProcess worker : all.reversed()) {
        worker.close();
      }
    }
  }

  private static Path base() throws IOException {
    return Files.createTempDirectory(Path.of("/tmp"), "vjbench");
  }

  private static WorkerProcess start(Path image, Path base, WorkerName name) throws IOException {
    return new WorkerProcess(image, base, name, Map.of(), DEMO.getOrDefault(name, List.of()));
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
