package vj.bus.worker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Message.Heartbeat;
import vj.bus.telemetry.TargetStatus;
import vj.bus.telemetry.Telemetry;
import vj.bus.telemetry.TelemetrySender;

/// What is known about the running worker: the context its block works in, and the source of what
/// heartbeats and `get_state` say. Safe from any thread.
final class WorkerState implements WorkerContext {

  private static final Logger log = LoggerFactory.getLogger(WorkerState.class);

  /// The kernel goes through all pages for it, which takes it a millisecond or two.
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);

  private final WorkerKind kind;
  private final TelemetrySender telemetry;
  private final long startedNanos = System.nanoTime();
  private final AtomicLong commandsHandled = new AtomicLong();
  private final AtomicLong progress = new AtomicLong();

  private volatile Settings settings;

  // The lock (this) protects the fields below: what a snapshot must show as of one moment.
  private WorkerDesk desk = List::of;
  private Runnable onReady = () -> {};
  private boolean ready;
  private boolean stopping;
  private String doing = "";
  private @Nullable String fault;
  private long measuredNanos = startedNanos - MEASURE_EVERY.toNanos();
  private @Nullable Long proportionalBytes;

  WorkerState(WorkerKind kind, Settings settings, TelemetrySender telemetry) {
    this.kind = kind;
    this.settings = settings;
    this.telemetry = telemetry;
  }

  /// A new run of the block begins.
  ///
  /// @param whenReady called once, when the new run is ready
  synchronized void begin(Settings fresh, Runnable whenReady) {
    settings = fresh;
    desk = List::of;
    onReady = whenReady;
    ready = false;
    doing = "";
    fault = null;
  }

  void change(Settings changed) {
    settings = changed;
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Telemetry telemetry() {
    return telemetry;
  }

  TelemetrySender sender() {
    return telemetry;
  }

  @Override
  public synchronized void serve(WorkerDesk desk) {
    this.desk = desk;
  }

  synchronized WorkerDesk desk() {
    return desk;
  }

  @Override
  public void ready() {
    Runnable then;
    synchronized (this) {
      ready = true;
      then = onReady;
      onReady = () -> {};
      notifyAll();
    }
    then.run();
  }

  /// Waits until the worker is ready, or, if that is `known`, just waits.
  synchronized void awaitReady(Duration atMost, boolean known) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toNanos(); left > 0; left = until - System.nanoTime()) {
      if (ready && !known) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  synchronized boolean isReady() {
    return ready;
  }

  synchronized void stopping() {
    stopping = true;
  }

  @Override
  public void progress() {
    progress.lazySet(progress.getPlain() + 1); // only the work loop writes
  }

  long progressed() {
    return progress.get();
  }

  @Override
  public synchronized void doing(String text) {
    doing = text;
  }

  @Override
  public synchronized void degraded(String why) {
    if (!why.equals(fault)) {
      fault = why;
      log.warn("degraded: {}", why);
    }
  }

  @Override
  public synchronized void recovered() {
    if (fault != null) {
      log.info("recovered from: {}", fault);
      fault = null;
    }
  }

  void commandHandled() {
    commandsHandled.incrementAndGet();
  }

  synchronized String status() {
    if (stopping) {
      return "stopping";
    }
    if (!ready) {
      return "starting";
    }
    return fault == null ? "running" : "degraded";
  }

  /// The line that the service manager shows.
  synchronized String statusLine() {
    if (stopping) {
      return "stopping";
    }
    return fault == null ? doing : "degraded: " + fault;
  }

  double uptimeSeconds() {
    return (System.nanoTime() - startedNanos) / 1e9;
  }

  Heartbeat heartbeat() {
    Map<String, @Nullable Object> stats = new LinkedHashMap<>();
    WorkerDesk current;
    synchronized (this) {
      current = desk;
      stats.put("status", status());
      stats.put("last_error", fault);
      stats.put("doing", doing);
    }
    stats.put("commands_handled", commandsHandled.get());
    stats.put("osc_sent", telemetry.sent());
    stats.put("osc_dropped", telemetry.dropped());
    LineHandler.Logged logged = Logs.logged();
    stats.put("log_warnings", logged.warnings());
    stats.put("log_errors", logged.errors());
    stats.put("rss_bytes", ProcessVitals.residentBytes());
    stats.put("pss_bytes", proportionalBytes());
    stats.put("cpu_seconds", ProcessVitals.cpuSeconds());
    current.gauges(stats);
    return new Heartbeat(
        kind.name().busName(), ProcessHandle.current().pid(), uptimeSeconds(), stats);
  }

  private synchronized @Nullable Long proportionalBytes() {
    long now = System.nanoTime();
    if (now - measuredNanos >= MEASURE_EVERY.toNanos()) {
      measuredNanos = now;
      proportionalBytes = ProcessVitals.proportionalBytes();
    }
    return proportionalBytes;
  }

  /// The data of `get_state`.
  Map<String, @Nullable Object> describe() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("worker", kind.name().busName());
    data.put("version", Version.current());
    data.put("pid", ProcessHandle.current().pid());
    data.put("uptime_sec", uptimeSeconds());
    WorkerDesk current;
    synchronized (this) {
      current = desk;
      data.put("status", status());
      data.put("last_error", fault);
      data.put("doing", doing);
    }
    data.put("config", settings.effective());
    data.put("osc_addresses", kind.oscAddresses());
    data.put("targets", telemetry.status().stream().map(WorkerState::plain).toList());
    data.put("osc_subscriptions", (long) telemetry.subscriptions());
    current.state(data);
    return data;
  }

  private static Map<String, @Nullable Object> plain(TargetStatus target) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put("target", target.target());
    plain.put("state", target.state().toString().toLowerCase(Locale.ROOT));
    plain.put("sent", target.sent());
    plain.put("refused", target.refused());
    plain.put("dropped", target.dropped());
    plain.put("last_error", target.lastError().isEmpty() ? null : target.lastError());
    return plain;
  }
}
