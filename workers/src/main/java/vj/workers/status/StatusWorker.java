package vj.workers.status;

import java.util.Map;
import vj.bus.worker.Worker;
import vj.bus.worker.WorkerContext;

/// Watches the workers: heartbeats and init system → one picture → answers, OSC, metrics.
final class StatusWorker implements Worker {

  private static final long TURN_MILLIS = 500;

  private final Map<String, String> environment;

  StatusWorker(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void run(WorkerContext context) throws InterruptedException {
    context.doing("bus " + environment.getOrDefault("VJ_BUS_DIR", ""));
    context.ready();
    while (true) {
      context.progress();
      Thread.sleep(TURN_MILLIS);
    }
  }
}
