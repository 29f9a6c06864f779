package vj.workers.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.Telemetry;
import vj.bus.worker.FixedSettings;
import vj.bus.worker.Settings;
import vj.bus.worker.WorkerContext;

/// A host that keeps what the worker told it.
final class FakeContext implements WorkerContext {

  final List<String> events = new ArrayList<>();
  final CountDownLatch ready = new CountDownLatch(1);
  final AtomicLong progress = new AtomicLong();
  private final Telemetry telemetry;
  private volatile Settings settings;
  volatile @Nullable WorkerDesk desk;

  FakeContext(Telemetry telemetry, Map<String, ?> settings) {
    this.telemetry = telemetry;
    this.settings = FixedSettings.of(AudioSettings.ALL, settings);
  }

  void configure(Map<String, ?> changed) {
    settings = FixedSettings.of(AudioSettings.ALL, changed);
  }

  synchronized List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public Telemetry telemetry() {
    return telemetry;
  }

  @Override
  public void serve(WorkerDesk served) {
    desk = served;
  }

  @Override
  public void ready() {
    ready.countDown();
  }

  @Override
  public void progress() {
    progress.incrementAndGet();
  }

  @Override
  public synchronized void doing(String text) {
    events.add(text);
  }

  @Override
  public synchronized void degraded(String why) {
    events.add("degraded: " + why);
  }

  @Override
  public synchronized void recovered() {
    events.add("recovered");
  }
}
