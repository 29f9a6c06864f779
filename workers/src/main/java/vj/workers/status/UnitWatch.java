package vj.workers.status;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.ServiceManager;
import vj.bus.status.ServiceManager.UnreachableException;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;

/// Asks the init system, on a thread of its own: seldom while nothing happens, because each look is
/// a process of its own, and at once when something did.
final class UnitWatch implements AutoCloseable {

  private static final Duration REST = Duration.ofSeconds(5);

  /// While a unit is between two states. A unit that waits to be restarted does so for a second at
  /// least, and only then does it say how it ended.
  private static final Duration IN_TRANSITION = Duration.ofSeconds(1);

  /// However much happens.
  private static final Duration LEAST_GAP = Duration.ofMillis(250);

  /// More orders than there are workers would be a fault of ours.
  private static final int ORDERS = 16;

  private static final Duration CLOSING = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(UnitWatch.class);

  private final ServiceManager services;
  private final Consumer<Look> seen;
  private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(ORDERS);
  private final Thread thread = new Thread(this::run, "init-system");

  // Only the thread above touches these.
  private Look last = Look.NONE;
  private Optional<Boolean> watchdog = Optional.empty();

  /// What the init system said.
  ///
  /// @param units the latest there are; empty until it has answered for the first time
  /// @param problem why there are no newer ones
  /// @param absent there is no init system here, and that is nobody's fault
  /// @param watchdog whether it restarts what hangs
  record Look(List<ServiceUnit> units, Optional<String> problem, boolean absent, boolean watchdog) {
    static final Look NONE = new Look(List.of(), Optional.empty(), false, true);

    Look {
      units = List.copyOf(units);
    }

    Optional<ServiceUnit> unit(WorkerName worker) {
      return units.stream().filter(unit -> unit.worker() == worker).findFirst();
    }
  }

  /// Something to do besides looking.
  @FunctionalInterface
  private interface Order {
    void carryOut() throws IOException;
  }

  /// @param seen told of every look, on the watch's thread
  UnitWatch(ServiceManager services, Consumer<Look> seen) {
    this.services = services;
    this.seen = seen;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSING); // a look that is under way ends its command
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Something has happened: look as soon as may be.
  void lookNow() {
    offer(() -> {});
  }

  /// Has a unit's earlier failures forgotten.
  void reset(WorkerName worker) {
    offer(() -> services.reset(worker));
  }

  /// Has a worker that hangs restarted; one that was stopped meanwhile stays so.
  void kick(WorkerName worker) {
    offer(() -> {
      boolean runs =
          services.list().stream()
              .anyMatch(unit -> unit.worker() == worker && unit.phase() == Phase.RUNNING);
      if (runs) {
        services.restartSoon(worker);
      }
    });
  }

  /// When the queue is full there will be looks enough.
  private void offer(Order order) {
    orders.offer(order);
  }

  private void run() {
    try {
      while (true) {
        look();
        TimeUnit.NANOSECONDS.sleep(LEAST_GAP.toNanos());
        Duration rest = (inTransition() ? IN_TRANSITION : REST).minus(LEAST_GAP);
        Order order = orders.poll(rest.toMillis(), TimeUnit.MILLISECONDS);
        while (order != null) {
          carryOut(order);
          if (Thread.interrupted()) {
            throw new InterruptedException(); // a command that is cut short is no refusal
          }
          order = orders.poll();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void carryOut(Order order) {
    try {
      order.carryOut();
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.warn("the init system refused: {}", FaultText.of(e));
      }
    }
  }

  private boolean inTransition() {
    return last.units().stream()
        .anyMatch(unit ->
            switch (unit.phase()) {
              case STARTING, STOPPING, WAITING -> true;
              case ABSENT, BROKEN, STOPPED, RUNNING, FAILED -> false;
            });
  }

  /// Asked until it has said so once. One that does not say is trusted to have one: who restarts a
  /// worker beside it does more harm than who leaves it.
  private boolean watchdog() {
    if (watchdog.isEmpty()) {
      try {
        watchdog = Optional.of(services.facts().watchdog());
      } catch (IOException e) {
        log.debug("the init system does not say what it is: {}", FaultText.of(e));
      }
    }
    return watchdog.orElse(true);
  }

  private void look() throws InterruptedException {
    try {
      List<ServiceUnit> units = services.list();
      last = new Look(units, Optional.empty(), false, watchdog());
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      boolean absent = e instanceof UnreachableException && last.units().isEmpty();
      last = new Look(last.units(), Optional.of(FaultText.of(e)), absent, last.watchdog());
    }
    seen.accept(last);
  }
}
