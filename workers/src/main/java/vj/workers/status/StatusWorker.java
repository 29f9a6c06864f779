package vj.workers.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.status.LiveFeed;
import vj.bus.status.ServiceManager;
import vj.bus.worker.Worker;
import vj.bus.worker.WorkerContext;
import vj.workers.status.metrics.MetricsEndpoint;

/// Watches the workers: heartbeats ([Ears]) and init system ([UnitWatch], [Bookkeeper]) →
/// [Observer] → one picture on the [Board] → answers, OSC, and what little it does by itself
/// ([Care]).
///
/// The main thread turns twice a second, and when something happens; all that may wait for somebody
/// else is on other threads.
final class StatusWorker implements Worker {

  private static final Duration TURN = Duration.ofMillis(500);

  private final Ground ground;

  /// What the worker stands on.
  ///
  /// @param accounts the file in which restarts are kept
  /// @param nanos the monotonic clock
  record Ground(
      SocketDirectory directory,
      Path accounts,
      ServiceManager services,
      LongSupplier nanos,
      InstantSource wall) {}

  StatusWorker(Ground ground) {
    this.ground = ground;
  }

  @Override
  public void run(WorkerContext context) throws InterruptedException {
    Thread main = Thread.currentThread();
    Runnable wake = () -> LockSupport.unpark(main);
    var awake = new AwakeTime(ground.nanos());
    var board = new Board();
    var bookkeeper = new Bookkeeper(new AccountsFile(ground.accounts()), ground.wall(), wake);
    try (var units = new UnitWatch(ground.services(), bookkeeper);
        var tails = new Tails(board, ground.nanos());
        var page = new MetricsEndpoint(board::snapshot, ground.nanos());
        var feed = feed(new Ears(awake, ground.wall(), happened(units, wake)))) {
      var orders = new Orders(ground.services(), board, units::lookNow);
      context.serve(new StatusDesk(board, orders, tails, units::lookNow));
      units.start();
      feed.subscriptions().start();
      var outlets = new Turns.Outlets(board, tails, new Care(actions(units)), page::follow);
      var turns = new Turns(context, ground.directory(), outlets, awake);
      while (true) {
        turns.turn(feed.ears(), bookkeeper.latest());
        context.progress();
        LockSupport.parkNanos(this, TURN.toNanos());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
  }

  /// The init system knows nothing of strangers: what they do is no reason to ask it.
  private static Consumer<String> happened(UnitWatch units, Runnable wake) {
    return worker -> {
      if (WorkerName.of(worker).isPresent()) {
        units.lookNow();
      }
      wake.run();
    };
  }

  /// The feed and who listens to it.
  private record Feed(LiveFeed subscriptions, Ears ears) implements AutoCloseable {
    @Override
    public void close() {
      subscriptions.close();
    }
  }

  private Feed feed(Ears ears) {
    return new Feed(new LiveFeed(ground.directory(), ears::wish, ears), ears);
  }

  private static Care.Actions actions(UnitWatch units) {
    return new Care.Actions() {
      @Override
      public void reset(WorkerName worker) {
        units.reset(worker);
      }

      @Override
      public void kick(WorkerName worker) {
        units.kick(worker);
      }
    };
  }
}
