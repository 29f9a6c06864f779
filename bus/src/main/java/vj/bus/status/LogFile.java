package vj.bus.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vj.bus.control.WorkerName;

/// The log file of one worker, and the ones before it: `audio.log`, `audio.log.1` and so on.
record LogFile(WorkerName worker, Path newest) {

  /// More than any writer of ours keeps.
  private static final int MOST_PARTS = 10;

  static LogFile in(Path directory, WorkerName worker) {
    return new LogFile(worker, directory.resolve(worker.shortName() + ".log"));
  }

  /// Those that there are, the newest first.
  List<Path> parts() {
    List<Path> parts = new ArrayList<>();
    Path part = newest;
    for (int i = 1; i <= MOST_PARTS; i++) {
      if (Files.isRegularFile(part)) {
        parts.add(part);
      }
      part = newest.resolveSibling(newest.getFileName() + "." + i);
    }
    return parts;
  }
}
