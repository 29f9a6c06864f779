package vj.install;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import vj.bus.control.WorkerName;
import vj.bus.worker.Configuration;
import vj.bus.worker.LineHandler;
import vj.bus.worker.Logs;
import vj.bus.worker.WorkerHost;
import vj.bus.worker.WorkerKind;

/// A worker whose loop waits for ever once it is ready, while everything else in its process goes
/// on.
final class HangingWorker {

  private HangingWorker() {}

  public static void main(String[] arguments) {
    var kind =
        new WorkerKind(
            WorkerName.VIRTUALDJ,
            List.of(),
            List.of(),
            List.of(),
            _ -> {},
            () ->
                context -> {
                  context.ready();
                  context.progress();
                  new CountDownLatch(1).await();
                });
    Map<String, String> environment = System.getenv();
    try (LineHandler _ = Logs.start(environment)) {
      new WorkerHost(kind, environment, new Configuration(kind, environment, Map.of())).run();
    }
    Runtime.getRuntime().halt(0);
  }
}
