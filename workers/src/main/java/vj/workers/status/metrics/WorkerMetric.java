package vj.workers.status.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.ToDoubleFunction;
import vj.bus.status.WorkerStatus;

/// One metric: a series for each worker that has a value of it, labelled with the worker's bus
/// name. Immutable.
///
/// @param name as Prometheus shows it
/// @param help one sentence, with the unit
/// @param value NaN where a worker has none
record WorkerMetric(Type type, String name, String help, ToDoubleFunction<WorkerStatus> value) {

  enum Type {
    /// Grows, and begins again at 0 with the worker's process.
    COUNTER,
    GAUGE
  }

  static final String LABEL = "worker";

  MetricSnapshot of(List<WorkerStatus> workers) {
    return switch (type) {
      case COUNTER -> counter(workers);
      case GAUGE -> gauge(workers);
    };
  }

  private MetricSnapshot counter(List<WorkerStatus> workers) {
    var counter = CounterSnapshot.builder().name(name).help(help);
    for (WorkerStatus worker : workers) {
      double count = value.applyAsDouble(worker);
      if (Double.isFinite(count) && count >= 0) { // what a worker says of itself may be anything
        counter.dataPoint(
            CounterDataPointSnapshot.builder().labels(labels(worker)).value(count).build());
      }
    }
    return counter.build();
  }

  private MetricSnapshot gauge(List<WorkerStatus> workers) {
    var gauge = GaugeSnapshot.builder().name(name).help(help);
    for (WorkerStatus worker : workers) {
      double now = value.applyAsDouble(worker);
      if (Double.isFinite(now)) {
        gauge.dataPoint(GaugeDataPointSnapshot.builder().labels(labels(worker)).value(now).build());
      }
    }
    return gauge.build();
  }

  private static Labels labels(WorkerStatus worker) {
    return Labels.of(LABEL, worker.name());
  }
}
