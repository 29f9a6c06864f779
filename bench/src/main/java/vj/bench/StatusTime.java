package vj.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vj.bus.control.ControlClient;
import vj.bus.control.WorkerName;

/// How long a person waits for `vj status` with all workers up and at work, beside `vj version` in
/// the same run, which starts the same program and asks no worker; and for `vj doctor`.
final class StatusTime {

  private static final int RUNS = 11;

  private static final Map<WorkerName, List<String>> DEMO =
      new EnumMap<>(
          Map.of(
              WorkerName.AUDIO, List.of("source=demo"),
              WorkerName.SPOTIFY, List.of("backend=demo"),
              WorkerName.VIRTUALDJ, List.of(),
              WorkerName.LYRICS, List.of("lrclib_url=demo", "llm_provider=none"),
              WorkerName.OSC_DEBUGGER, List.of(),
              WorkerName.STATUS, List.of()));

  private StatusTime() {}

  /// @param args the image's directory
  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]);
    Path base = Files.createTempDirectory(Path.of("/tmp"), "vjbench");
    List<WorkerProcess> workers = new ArrayList<>();
    try {
      for (Map.Entry<WorkerName, List<String>> each : DEMO.entrySet()) {
        workers.add(new WorkerProcess(image, base, each.getKey(), Map.of(), each.getValue()));
      }
      for (WorkerProcess worker : workers) {
        try (ControlClient client = worker.connect()) {
          WorkerProcess.stateOf(client);
        }
      }
      TimeUnit.SECONDS.sleep(5); // what they do once after their start is over
      measure(image, base);
    } finally {
      for (WorkerProcess worker : workers) {
        worker.close();
      }
    }
  }

  /// Alternating, so that whatever else the machine does meets both.
  private static void measure(Path image, Path base) throws Exception {
    long[] status = new long[RUNS];
    long[] version = new long[RUNS];
    for (int i = 0; i < RUNS; i++) {
      status[i] = run(image, base, "status");
      version[i] = run(image, base, "version");
    }
    Percentiles ofStatus = new Percentiles(status);
    Percentiles ofVersion = new Percentiles(version);
    System.out.println("vj status:  " + ofStatus.text());
    System.out.println("vj version: " + ofVersion.text());
    System.out.printf(
        Locale.ROOT,
        "vj status above vj version, medians: %.0f ms%n",
        ofStatus.millis(50) - ofVersion.millis(50));
    System.out.printf(Locale.ROOT, "vj doctor:  %.0f ms%n", run(image, base, "doctor") / 1e6);
  }

  private static long run(Path image, Path base, String verb)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(image.resolve("bin/vj").toString(), verb)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    for (String directory : List.of("BUS", "CONFIG", "STATE", "CACHE")) {
      Path path = base.resolve(directory.toLowerCase(Locale.ROOT));
      builder.environment().put("VJ_%s_DIR".formatted(directory), path.toString());
    }
    long began = System.nanoTime();
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("vj %s did not end".formatted(verb));
    }
    return System.nanoTime() - began;
  }
}
