package vj.workers.status;

import java.util.List;
import java.util.Optional;
import vj.bus.status.Snapshot;

/// The current picture of all workers: the loop puts it up, and commands, OSC and metrics read it.
/// Safe from any thread.
final class Board {

  private volatile Snapshot shown = new Snapshot(Optional.empty(), Optional.empty(), List.of());

  void show(Snapshot snapshot) {
    shown = snapshot;
  }

  Snapshot snapshot() {
    return shown;
  }
}
