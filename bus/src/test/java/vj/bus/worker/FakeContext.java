package vj.bus.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.Telemetry;

/// A host that keeps what the worker told it.
public final class FakeContext implements WorkerContext {

  public final CountDownLatch ready = new CountDownLatch(1);
  public final AtomicLong progress = new AtomicLong();
  public volatile @Nullable WorkerDesk desk;
  private final List<String> events = new ArrayList<>();
  private final Telemetry telemetry;
  private final List<Setting<?>> known;
  private volatile Settings settings;

  /// @param known the worker's own settings
  public FakeContext(Telemetry telemetry, List<Setting<?>> known, Map<String, ?> settings) {
    this.telemetry = telemetry;
    this.known = List.copyOf(known);
    this.settings = FixedSettings.of(known, settings);
  }

  public void configure(Map<String, ?> changed) {
    settings = FixedSettings.of(known, changed);
  }

  public synchronized List<String> events() {
    return List.copyOf(events);
  }

  /// As if nothing had been told yet.
  public synchronized void forget() {
    events.clear();
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
