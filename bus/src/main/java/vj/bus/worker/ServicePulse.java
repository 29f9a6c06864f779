package vj.bus.worker;

import java.time.Duration;

/// Passes the work loop's progress on to the service manager: one thread that looks once a second.
///
/// The watchdog is fed only when the loop has moved since it was fed last, so a loop that hangs is
/// found although this thread runs on.
final class ServicePulse implements AutoCloseable {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /// A start that is slow but alive (a loaded machine, a cold disk) gets this long beyond the
  /// unit's own limit.
  private static final Duration SLOWEST_START = Duration.ofSeconds(90);

  private final ServiceNotifier notifier;
  private final WorkerState state;
  private final Thread thread;

  ServicePulse(ServiceNotifier notifier, WorkerState state) {
    this.notifier = notifier;
    this.state = state;
    this.thread = Thread.ofPlatform().name("service-pulse").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    boolean announced = false;
    String shown = "";
    long fedAt = -1;
    int looks = 0;
    try {
      while (true) {
        if (!announced && state.isReady()) {
          shown = state.statusLine();
          announced = notifier.ready(shown);
        } else if (!announced && looks < SLOWEST_START.toSeconds()) {
          notifier.extendTimeout(LOOK.multipliedBy(10));
        }
        String line = state.statusLine();
        if (announced && !line.equals(shown)) {
          shown = line;
          notifier.status(line);
        }
        long progressed = state.progressed();
        if (progressed != fedAt) {
          fedAt = progressed;
          notifier.alive();
        }
        looks++;
        state.awaitReady(LOOK, announced);
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
