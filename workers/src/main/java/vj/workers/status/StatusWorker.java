package vj.workers.status;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.LiveFeed;
import vj.bus.status.ServiceManager;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;
import vj.bus.telemetry.Telemetry;
import vj.bus.worker.Settings;
import vj.bus.worker.Worker;
import vj.bus.worker.WorkerContext;
import vj.workers.status.Bookkeeper.Books;
import vj.workers.status.Observer.View;

/// Watches the workers: heartbeats ([Ears]) and init system ([UnitWatch], [Bookkeeper]) →
/// [Observer] → one picture on the [Board] → answers, OSC, and what little it does by itself
/// ([Care]).
///
/// The main thread turns twice a second, and when something happens; all that may wait for somebody
/// else is on other threads.
final class StatusWorker implements Worker {

  private static final Duration TURN = Duration.ofMillis(500);

  /// The first picture is complete when the init system has answered; who does not answer by then
  /// does not hold us up.
  private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

  private static final Duration DIRECTORY_LOOK = Duration.ofSeconds(5);

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
    var bookkeeper = new Bookkeeper(new AccountsFile(ground.accounts()), ground.wall(), wake);
    try (var board = new Board();
        var units = new UnitWatch(ground.services(), bookkeeper);
        var feed = feed(new Ears(awake, ground.wall(), happened(units, wake)))) {
      var orders = new Orders(ground.services(), board, units::lookNow);
      context.serve(new StatusDesk(board, orders, units::lookNow));
      units.start();
      feed.subscriptions().start();
      var turns = new Turns(context, board, new Care(actions(units)), awake);
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

  private static Runnable happened(UnitWatch units, Runnable wake) {
    return () -> {
      units.lookNow();
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

  /// What is done at each turn. Main thread.
  private final class Turns {

    private final WorkerContext context;
    private final Board board;
    private final Care care;
    private final LongSupplier awake;
    private final Observer observer = new Observer();
    private final StatusMessages messages;
    private final long began;
    private Settings settings;
    private StatusSettings ours;
    private Optional<String> directoryProblem = Optional.empty();
    private long directorySeen;
    private boolean ready;
    private String doing = "";

    Turns(WorkerContext context, Board board, Care care, LongSupplier awake) {
      this.context = context;
      this.board = board;
      this.care = care;
      this.awake = awake;
      Telemetry telemetry = context.telemetry();
      this.messages = new StatusMessages(telemetry);
      this.settings = context.settings();
      this.ours = StatusSettings.from(settings);
      this.began = awake.getAsLong();
      this.directorySeen = began - DIRECTORY_LOOK.toNanos();
    }

    void turn(Ears ears, Books books) {
      long now = awake.getAsLong();
      if (context.settings() != settings) {
        settings = context.settings();
        ours = StatusSettings.from(settings);
      }
      if (now - directorySeen >= DIRECTORY_LOOK.toNanos()) {
        directorySeen = now;
        directoryProblem = directoryProblem();
      }
      Snapshot snapshot =
          observer.snapshot(new View(ears.contacts(), books, ours, now), directoryProblem);
      board.show(snapshot);
      boolean looked = !books.look().units().isEmpty() || books.look().problem().isPresent();
      if (!ready && (looked || now - began >= FIRST_LOOK.toNanos())) {
        ready = true;
        context.ready();
      }
      if (ready) {
        messages.turn(snapshot, now);
        care.turn(snapshot, books.look().watchdog(), ours.silentAfter(), now);
        tell(snapshot, books);
      }
    }

    private Optional<String> directoryProblem() {
      try {
        ground.directory().sockets();
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(FaultText.of(e));
      }
    }

    /// Says how we are ourselves, without saying the same again and again.
    private void tell(Snapshot snapshot, Books books) {
      List<String> troubles = new ArrayList<>();
      if (!books.look().absent()) {
        books.look().problem().ifPresent(why -> troubles.add("the init system: " + why));
      }
      books.problem().ifPresent(troubles::add);
      directoryProblem.ifPresent(troubles::add);
      if (troubles.isEmpty()) {
        context.recovered();
      } else {
        context.degraded(String.join("; ", troubles));
      }
      String now = doing(snapshot, books);
      if (!now.equals(doing)) {
        doing = now;
        context.doing(now);
      }
    }
  }

  /// For example `5 of 6 workers healthy`.
  private static String doing(Snapshot snapshot, Books books) {
    long wanted = snapshot.workers().stream().filter(WorkerStatus::wanted).count();
    long healthy =
        snapshot.workers().stream().filter(worker -> worker.health() == Health.HEALTHY).count();
    String workers = "%d of %d workers healthy".formatted(healthy, wanted);
    return books.look().absent() ? workers + ", no init system" : workers;
  }
}
