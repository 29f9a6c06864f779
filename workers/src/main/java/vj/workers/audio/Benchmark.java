package vj.workers.audio;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.workers.audio.analysis.Stage;
import vj.workers.audio.analysis.StageTimes;

/// The command `benchmark`: how long the worker's own stages take, measured as it works. One
/// measurement at a time.
final class Benchmark {

  private static final long MOST_SECONDS = 60;
  private static final long USUAL_SECONDS = 10;

  private final AudioFlow flow;
  private final AnalysisLoop analysis;
  private final FrameLoop frames;
  private final Timekeeper time;
  private final AtomicBoolean running = new AtomicBoolean();

  Benchmark(AudioFlow flow, AnalysisLoop analysis, FrameLoop frames, Timekeeper time) {
    this.flow = flow;
    this.analysis = analysis;
    this.frames = frames;
    this.time = time;
  }

  /// Takes as long as is asked for.
  Answer measure(Command command) {
    Object wanted = command.fields().get("seconds");
    long seconds =
        switch (wanted) {
          case null -> USUAL_SECONDS;
          case Long number -> number;
          case Object _ -> 0;
        };
    if (seconds < 1 || seconds > MOST_SECONDS) {
      return Answer.refused("seconds must be 1..%d, not %s".formatted(MOST_SECONDS, wanted));
    }
    if (!running.compareAndSet(false, true)) {
      return Answer.refused("a benchmark is running already; ask again when it has ended");
    }
    try {
      return Answer.of(measure(seconds * 1_000_000_000L));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.refused("stopped while it measured");
    } finally {
      flow.stopwatch().stop();
      running.set(false);
    }
  }

  private Map<String, @Nullable Object> measure(long nanos) throws InterruptedException {
    var times = new StageTimes();
    Spent before = spent();
    flow.stopwatch().start(times);
    long end = time.nanos() + nanos;
    while (time.nanos() < end) {
      time.parkUntil(end);
    }
    flow.stopwatch().stop();
    return data(times, before, spent());
  }

  /// What has been used up and lost since the start.
  private record Spent(
      long nanos,
      long processCpuNanos,
      long analysisCpuNanos,
      long analysisBytes,
      long overruns,
      long skipped,
      long eventsLost) {}

  private Spent spent() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long thread = analysis.threadId();
    FrameReport report = frames.report();
    return new Spent(
        time.nanos(),
        system.getProcessCpuTime(),
        thread < 0 ? 0 : threads.getThreadCpuTime(thread),
        thread < 0 ? 0 : threads.getThreadAllocatedBytes(thread),
        flow.ring().overruns(),
        report.skipped(),
        report.stale() + flow.events().dropped());
  }

  private static Map<String, @Nullable Object> data(StageTimes times, Spent before, Spent after) {
    double nanos = after.nanos() - before.nanos();
    long hops = times.count(Stage.HOP);
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("seconds", rounded(nanos * 1e-9));
    Map<String, @Nullable Object> stages = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      stages.put(stage.name().toLowerCase(Locale.ROOT), micros(times, stage));
    }
    data.put("stages", stages);
    data.put("hops", hops);
    data.put("frames", times.count(Stage.SEND_FRAME));
    data.put("drops", after.skipped() - before.skipped());
    data.put("events_lost", after.eventsLost() - before.eventsLost());
    data.put("overruns", after.overruns() - before.overruns());
    long bytes = after.analysisBytes() - before.analysisBytes();
    data.put("allocated_bytes_per_hop", rounded((double) bytes / Math.max(1, hops)));
    data.put(
        "analysis_core_share",
        rounded((after.analysisCpuNanos() - before.analysisCpuNanos()) / nanos));
    data.put(
        "process_core_share",
        rounded((after.processCpuNanos() - before.processCpuNanos()) / nanos));
    return data;
  }

  private static Map<String, @Nullable Object> micros(StageTimes times, Stage stage) {
    Map<String, @Nullable Object> micros = new LinkedHashMap<>();
    micros.put("count", times.count(stage));
    micros.put("min", rounded(times.least(stage) * 1e-3));
    micros.put("mean", rounded(times.mean(stage) * 1e-3));
    micros.put("p50", rounded(times.percentile(stage, 0.5) * 1e-3));
    micros.put("p95", rounded(times.percentile(stage, 0.95) * 1e-3));
    micros.put("p99", rounded(times.percentile(stage, 0.99) * 1e-3));
    micros.put("max", rounded(times.most(stage) * 1e-3));
    return micros;
  }

  /// To a thousandth: nobody reads more.
  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }
}
