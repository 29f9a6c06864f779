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

  /// @param counted the init system's own count when it was looked at last
  /// @param failing which restart the failure that is shown now leads to; 0: none is shown
  record Account(History history, long counted, long failing) {
    static final Account NEW = new Account(History.NONE, 0, 0);
  }

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

  private static Account after(Account before, ServiceUnit unit, Instant now) {
    long counted = unit.restarts();
    // A count that is smaller than before was reset meanwhile: what it shows has come since.
    long more = counted >= before.counted() ? counted - before.counted() : counted;
    long failing = failing(unit);
    Optional<Failure> failure = before.history().lastFailure();
    if (failing > 0 && failing != before.failing()) {
      failure = Optional.of(new Failure(now, unit.ending()));
    } else if (more > 0 && failing == 0 && counted != before.failing()) {
      Instant since = unit.uptime().map(now::minus).orElse(now);
      failure = Optional.of(new Failure(since, new Ending(Ending.Cause.UNSEEN, 0)));
    }
    return new Account(new History(before.history().restarts() + more, failure), counted, failing);
  }

  /// A unit counts a restart when its delay is over: a sleep before the start comes after that.
  private static long failing(ServiceUnit unit) {
    boolean down = unit.phase() == Phase.WAITING || unit.phase() == Phase.FAILED;
    if (!down || unit.ending().equals(Ending.NONE)) {
      return 0;
    }
    boolean counted = unit.words().subState().equals("start-pre");
    return unit.restarts() + (counted ? 0L : 1L);
  }

  Map<WorkerName, Account> all() {
    return Map.copyOf(accounts);
  }
}
