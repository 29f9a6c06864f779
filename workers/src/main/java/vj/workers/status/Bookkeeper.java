package vj.workers.status;

import java.io.IOException;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.History;
import vj.workers.status.UnitWatch.Look;

/// Takes every look at the init system to account, keeps the accounts on disk, and has the latest
/// of both ready. Called on the thread of [UnitWatch]; [#latest] is for any.
final class Bookkeeper implements Consumer<Look> {

  private final AccountsFile file;
  private final InstantSource wall;
  private final Runnable changed;
  private final Accounts accounts;
  private boolean unsaved;
  private volatile Books latest = new Books(Look.NONE, Map.of(), Optional.empty());

  /// @param problem why the accounts could not be saved
  record Books(Look look, Map<WorkerName, History> histories, Optional<String> problem) {
    Books {
      histories = Map.copyOf(histories);
    }

    Optional<History> history(WorkerName worker) {
      return Optional.ofNullable(histories.get(worker));
    }
  }

  /// @param changed called after each look
  Bookkeeper(AccountsFile file, InstantSource wall, Runnable changed) {
    this.file = file;
    this.wall = wall;
    this.changed = changed;
    this.accounts = new Accounts(file.read());
  }

  Books latest() {
    return latest;
  }

  @Override
  public void accept(Look look) {
    // A look that failed shows the units as they were: there is nothing to count.
    if (look.problem().isEmpty()) {
      unsaved |= accounts.take(look.units(), wall.instant());
    }
    latest = new Books(look, histories(), saved());
    changed.run();
  }

  private Map<WorkerName, History> histories() {
    Map<WorkerName, History> histories = new EnumMap<>(WorkerName.class);
    accounts.all().forEach((worker, account) -> histories.put(worker, account.history()));
    return histories;
  }

  private Optional<String> saved() {
    if (unsaved) {
      try {
        file.write(accounts.all());
        unsaved = false;
      } catch (IOException e) {
        return Optional.of("restarts cannot be saved: " + FaultText.of(e));
      }
    }
    return Optional.empty();
  }
}
