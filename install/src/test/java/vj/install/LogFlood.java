package vj.install;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;
import vj.bus.worker.LineHandler;
import vj.bus.worker.Logs;

/// Logs 10 000 lines a second for ten seconds, as a worker would that has lost its mind.
final class LogFlood {

  private static final int SECONDS = 10;
  private static final int BATCHES_PER_SECOND = 100;
  private static final int LINES_PER_BATCH = 100;

  private LogFlood() {}

  public static void main(String[] arguments) {
    long start = System.nanoTime();
    try (LineHandler _ = Logs.start(System.getenv())) {
      for (int batch = 1; batch <= SECONDS * BATCHES_PER_SECOND; batch++) {
        for (int line = 0; line < LINES_PER_BATCH; line++) {
          LoggerFactory.getLogger("flood").info("line {} of batch {}", line, batch);
        }
        long due = start + batch * (1_000_000_000L / BATCHES_PER_SECOND);
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }
}
