package vj.workers.status;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.ServiceManager;
import vj.bus.status.ServiceManager.UnreachableException;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;

/// `start_worker`, `stop_worker`, `restart_worker`: handed to the init system, which does it. Each
/// waits until it is done, but for what concerns this process itself: that could not answer any
/// more.
final class Orders {

  private final ServiceManager services;
  private final Board board;
  private final Runnable look;

  private enum Verb {
    START,
    STOP,
    RESTART
  }

  /// @param called what the client calls it
  private record Subject(String called, WorkerName worker, ServiceUnit unit) {}

  /// @param look called when the init system has done something
  Orders(ServiceManager services, Board board, Runnable look) {
    this.services = services;
    this.board = board;
    this.look = look;
  }

  Answer start(Command command) {
    return answer(command, Verb.START);
  }

  Answer stop(Command command) {
    return answer(command, Verb.STOP);
  }

  Answer restart(Command command) {
    return answer(command, Verb.RESTART);
  }

  private Answer answer(Command command, Verb verb) {
    if (!(command.fields().get("worker") instanceof String called) || called.isBlank()) {
      return Answer.refused("worker is missing; it takes a name such as audio_analyzer or audio");
    }
    Optional<WorkerName> worker = WorkerName.of(called);
    if (worker.isEmpty()) {
      return Answer.refused("Unknown worker: " + called);
    }
    try {
      Subject subject = new Subject(called, worker.get(), unit(worker.get()));
      if (!subject.unit().installed()) {
        return Answer.refused("%s is not installed".formatted(called));
      }
      return switch (verb) {
        case START -> start(subject);
        case STOP -> stop(subject);
        case RESTART -> restart(subject);
      };
    } catch (UnreachableException e) {
      return Answer.refused("no init system here: " + e.getMessage());
    } catch (IOException e) {
      return Answer.refused("%s: %s".formatted(called, FaultText.of(e)));
    } finally {
      look.run();
    }
  }

  /// Asked anew: the picture may be some seconds old.
  private ServiceUnit unit(WorkerName worker) throws IOException {
    List<ServiceUnit> units = services.list();
    return units.stream()
        .filter(unit -> unit.worker() == worker)
        .findFirst()
        .orElseThrow(() -> new IOException("the init system does not say how it is"));
  }

  private Answer start(Subject subject) throws IOException {
    Phase phase = subject.unit().phase();
    if (phase == Phase.RUNNING || phase == Phase.STARTING || outside(subject).isPresent()) {
      return Answer.refused(subject.called() + " already running");
    }
    carryOut(subject, () -> services.start(subject.worker()));
    return Answer.done(subject.called() + " started");
  }

  private Answer stop(Subject subject) throws IOException {
    Optional<Answer> refusal = outside(subject);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    boolean stoppable =
        switch (subject.unit().phase()) {
          case RUNNING, STARTING, STOPPING, WAITING -> true;
          case ABSENT, BROKEN, STOPPED, FAILED -> false;
        };
    if (!stoppable) {
      return Answer.refused(subject.called() + " not running");
    }
    if (subject.worker() == WorkerName.STATUS) {
      services.stopSoon(subject.worker());
    } else {
      services.stop(subject.worker());
    }
    return Answer.done(subject.called() + " stopped");
  }

  private Answer restart(Subject subject) throws IOException {
    Optional<Answer> refusal = outside(subject);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (subject.worker() == WorkerName.STATUS) {
      services.restartSoon(subject.worker());
    } else {
      carryOut(subject, () -> services.restart(subject.worker()));
    }
    return Answer.done(subject.called() + " restarted");
  }

  /// A worker that was started by hand is not the init system's to stop; and a second one beside it
  /// could not have the socket.
  private Optional<Answer> outside(Subject subject) {
    return board.snapshot().workers().stream()
        .filter(status -> status.known().equals(Optional.of(subject.worker())))
        .filter(status -> subject.unit().pid() == 0 && status.probe().said().isPresent())
        // The picture still shows for a moment what has just been stopped.
        .filter(status -> ProcessHandle.of(status.pid().orElse(0)).isPresent())
        .findFirst()
        .map(status ->
            Answer.refused(
                "%s runs outside the init system (pid %d): end it where it was started"
                    .formatted(subject.called(), status.pid().orElse(0))));
  }

  /// What systemctl says of a start that failed is where to read on; the unit says why.
  private void carryOut(Subject subject, Doing doing) throws IOException {
    try {
      doing.run();
    } catch (UnreachableException e) {
      throw e;
    } catch (IOException e) {
      String why = unit(subject.worker()).ending().text();
      throw new IOException(
          "did not start: %s%s".formatted(why.isEmpty() ? "" : why + "; ", FaultText.of(e)), e);
    }
  }

  @FunctionalInterface
  private interface Doing {
    void run() throws IOException;
  }
}
