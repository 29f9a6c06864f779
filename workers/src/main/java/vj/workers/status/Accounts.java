package vj.workers.status;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.History;
import vj.bus.status.History.Failure;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;

/// Keeps account of each unit's restarts, which the init system forgets at every reset, and of why
/// the last one happened, which it tells only while the unit is down. One thread.
final class Accounts {

  private final Map<WorkerName, Account> accounts = new EnumMap<>(WorkerName.class);

  /// @param seen what the init system showed when it was looked at last
  record Account(History history, Seen seen) {
    static final Account NEW = new Account(History.NONE, new Seen(0, 0, 0, false));
  }

  /// @param counted the init system's own count
  /// @param failing which restart the failure that is shown leads to; 0: none is shown
  /// @param endedMicros when the process ended whose failure was shown last; 0: nobody knows
  /// @param due whether a restart was waited for
  record Seen(long counted, long failing, long endedMicros, boolean due) {}

  /// @param kept as they were when the layer ran before
  Accounts(Map<WorkerName, Account> kept) {
    accounts.putAll(kept);
  }

  /// @param units as the init system shows them at `now`
  /// @return whether anything has changed that must not be forgotten
  boolean take(List<ServiceUnit> units, Instant now) {
    boolean changed = false;
    for (ServiceUnit unit : units) {
      if (unit.installed()) {
        Account before = accounts.getOrDefault(unit.worker(), Account.NEW);
        Account after = after(before, unit, now);
        accounts.put(unit.worker(), after);
        changed |= !after.equals(before);
      }
    }
    return changed;
  }

  private static Account after(Account account, ServiceUnit unit, Instant now) {
    Seen before = account.seen();
    Seen seen = seen(before, unit);
    long more = restarts(before, unit);
    Optional<Failure> failure = account.history().lastFailure();
    if (seen.failing() > 0 && !same(before, seen)) {
      failure = Optional.of(new Failure(now, unit.ending()));
    } else if (more > 0 && seen.failing() == 0 && !(before.due() && more == 1)) {
      Instant since = unit.uptime().map(now::minus).orElse(now);
      failure = Optional.of(new Failure(since, new Ending(Ending.Cause.UNSEEN, 0)));
    }
    return new Account(new History(account.history().restarts() + more, failure), seen);
  }

  private static Seen seen(Seen before, ServiceUnit unit) {
    long failing = failing(unit);
    boolean shown = failing > 0 && unit.endedMicros() > 0;
    return new Seen(
        unit.restarts(),
        failing,
        shown ? unit.endedMicros() : before.endedMicros(),
        unit.phase() == Phase.WAITING && !startsNow(unit));
  }

  /// How many there have been since the look before.
  private static long restarts(Seen before, ServiceUnit unit) {
    long counted = unit.restarts();
    if (counted >= before.counted()) {
      return counted - before.counted();
    }
    // A count that is smaller was reset meanwhile: what it shows has come since. The start itself
    // resets it after a long run (units/systemd/backoff/start-delay): the restart that was waited
    // for was counted and forgotten between two looks.
    return before.due() && begun(unit) ? counted + 1 : counted;
  }

  /// Whether the failure that is shown is the one that was shown before.
  private static boolean same(Seen before, Seen seen) {
    return (seen.endedMicros() > 0 && before.endedMicros() > 0)
        ? seen.endedMicros() == before.endedMicros()
        : seen.failing() == before.failing();
  }

  private static boolean begun(ServiceUnit unit) {
    return switch (unit.phase()) {
      case STARTING, RUNNING -> true;
      case WAITING -> startsNow(unit);
      case ABSENT, BROKEN, STOPPED, STOPPING, FAILED -> false;
    };
  }

  /// In the sleep before the start, where that is a program of its own.
  private static boolean startsNow(ServiceUnit unit) {
    return unit.words().subState().equals("start-pre");
  }

  /// A unit counts a restart when its delay is over: a sleep before the start comes after that.
  private static long failing(ServiceUnit unit) {
    boolean down = unit.phase() == Phase.WAITING || unit.phase() == Phase.FAILED;
    if (!down || unit.ending().equals(Ending.NONE)) {
      return 0;
    }
    return unit.restarts() + (startsNow(unit) ? 0L : 1L);
  }

  Map<WorkerName, Account> all() {
    return Map.copyOf(accounts);
  }
}
