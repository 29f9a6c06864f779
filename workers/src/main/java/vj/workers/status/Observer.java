package vj.workers.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vj.bus.control.WorkerName;
import vj.bus.status.Hearing;
import vj.bus.status.Hearing.Pulse;
import vj.bus.status.Probe.Absent;
import vj.bus.status.Probe.Answering;
import vj.bus.status.Probe.Beating;
import vj.bus.status.Probe.Silent;
import vj.bus.status.Probe.Stale;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.Snapshot;
import vj.bus.status.Snapshot.InitSystemProblem;
import vj.bus.status.WorkerStatus;
import vj.workers.status.Bookkeeper.Books;
import vj.workers.status.Ears.Contact;
import vj.workers.status.UnitWatch.Look;

/// Puts what is heard and what the init system says together into one picture. One thread.
final class Observer {

  /// Since when those are mute that should be heard and have no connection, by bus name.
  private final Map<String, Long> mute = new HashMap<>();

  /// What one picture is made of.
  ///
  /// @param now on the clock of [AwakeTime]
  record View(Map<String, Contact> contacts, Books books, StatusSettings settings, long now) {}

  /// @param directoryProblem why the bus directory cannot be used
  Snapshot snapshot(View view, Optional<String> directoryProblem) {
    Map<String, Contact> rest = new TreeMap<>(view.contacts());
    List<WorkerStatus> workers = new ArrayList<>();
    for (WorkerName worker : WorkerName.values()) {
      Contact contact = Optional.ofNullable(rest.remove(worker.busName())).orElse(Contact.NONE);
      workers.add(status(worker.busName(), Optional.of(worker), contact, view));
    }
    rest.forEach((name, contact) -> workers.add(status(name, Optional.empty(), contact, view)));
    // A stranger that is gone is forgotten, and begins anew should it come back.
    mute.keySet().retainAll(workers.stream().map(WorkerStatus::name).toList());
    Look look = view.books().look();
    return new Snapshot(
        look.problem().map(why -> new InitSystemProblem(why, look.absent())),
        directoryProblem,
        workers);
  }

  private WorkerStatus status(String name, Optional<WorkerName> known, Contact contact, View view) {
    Books books = view.books();
    Optional<ServiceUnit> unit = known.flatMap(books.look()::unit);
    return new WorkerStatus(
        name,
        known,
        unit,
        contact.probe(),
        hearing(name, contact, unit, view),
        contact.load(),
        known.flatMap(books::history));
  }

  private Hearing hearing(String name, Contact contact, Optional<ServiceUnit> unit, View view) {
    long now = view.now();
    boolean unheard =
        switch (contact.probe()) {
          case Silent _ -> true;
          case Absent _, Stale _ -> unit.filter(u -> u.phase() == Phase.RUNNING).isPresent();
          case Beating _, Answering _ -> false;
        };
    Pulse pulse = Pulse.UNKNOWN;
    if (unheard) {
      pulse = pulse(now - mute.computeIfAbsent(name, _ -> now), view.settings());
    } else {
      mute.remove(name);
    }
    if (contact.probe() instanceof Beating && contact.heard().isPresent()) {
      Ears.Heard heard = contact.heard().get();
      pulse = pulse(now - heard.nanos() - heard.pace(), view.settings());
    }
    return new Hearing(
        pulse,
        contact.heard().map(Ears.Heard::at),
        contact.heard().map(heard -> Duration.ofNanos(Math.max(0, now - heard.nanos()))));
  }

  /// @param overdue since the next heartbeat was due, in nanoseconds
  private static Pulse pulse(long overdue, StatusSettings settings) {
    if (overdue >= settings.silentAfter().toNanos()) {
      return Pulse.LOST;
    }
    return overdue >= settings.unhealthyAfter().toNanos() ? Pulse.OVERDUE : Pulse.STEADY;
  }
}
