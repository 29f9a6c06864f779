package vj.workers.status;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import vj.bus.control.SocketDirectory;
import vj.bus.status.FaultText;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;
import vj.bus.status.WorkerStatus.Health;
import vj.bus.worker.Settings;
import vj.bus.worker.WorkerContext;
import vj.workers.status.Bookkeeper.Books;
import vj.workers.status.Observer.View;

/// What is done at each turn of the loop: a new picture, and whatever follows from it. Main thread.
final class Turns {

  /// The first picture is complete when the init system has answered; one that does not answer by
  /// then does not hold us up.
  private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

  private static final Duration DIRECTORY_LOOK = Duration.ofSeconds(5);

  private final WorkerContext context;
  private final SocketDirectory directory;
  private final Outlets outlets;
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

  /// Where a picture goes, besides OSC.
  ///
  /// @param page opens the metrics' page at a port and says why it cannot
  record Outlets(Board board, Tails tails, Care care, Page page) {}

  /// The metrics, as the loop sees them.
  @FunctionalInterface
  interface Page {
    Optional<String> follow(int port);
  }

  Turns(WorkerContext context, SocketDirectory directory, Outlets outlets, LongSupplier awake) {
    this.context = context;
    this.directory = directory;
    this.outlets = outlets;
    this.awake = awake;
    this.messages = new StatusMessages(context.telemetry());
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
    outlets.board().show(snapshot);
    boolean looked = !books.look().units().isEmpty() || books.look().problem().isPresent();
    if (!ready && (looked || now - began >= FIRST_LOOK.toNanos())) {
      ready = true;
      context.ready();
    }
    if (ready) {
      outlets.tails().turn();
      messages.turn(snapshot, now);
      outlets.care().turn(snapshot, books.look().watchdog(), ours.silentAfter(), now);
      tell(snapshot, books, outlets.page().follow(ours.metricsPort()));
    }
  }

  private Optional<String> directoryProblem() {
    try {
      directory.sockets();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FaultText.of(e));
    }
  }

  /// Says how we are ourselves, without saying the same again and again.
  private void tell(Snapshot snapshot, Books books, Optional<String> pageProblem) {
    List<String> troubles = new ArrayList<>();
    if (!books.look().absent()) {
      books.look().problem().ifPresent(why -> troubles.add("the init system: " + why));
    }
    books.problem().ifPresent(troubles::add);
    directoryProblem.ifPresent(troubles::add);
    pageProblem.ifPresent(troubles::add);
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

  /// For example `5 of 6 workers healthy`.
  private static String doing(Snapshot snapshot, Books books) {
    long wanted = snapshot.workers().stream().filter(WorkerStatus::wanted).count();
    long healthy =
        snapshot.workers().stream().filter(worker -> worker.health() == Health.HEALTHY).count();
    String workers = "%d of %d workers healthy".formatted(healthy, wanted);
    return books.look().absent() ? workers + ", no init system" : workers;
  }
}
