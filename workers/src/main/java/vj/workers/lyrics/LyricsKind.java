package vj.workers.lyrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;
import vj.bus.worker.WorkerKind;
import vj.workers.lyrics.analysis.Category;
import vj.workers.lyrics.stage.LyricsMessage;

/// The lyrics worker's line in the registry.
public final class LyricsKind {

  private LyricsKind() {}

  /// @param environment says where the monitors' sockets, caches and keys are
  public static WorkerKind of(Map<String, String> environment) {
    return new WorkerKind(
        WorkerName.LYRICS,
        LyricsMessage.addresses(Arrays.stream(Category.values()).map(Category::word).toList()),
        LyricsSettings.ALL,
        List.of(),
        LyricsSettings::from,
        () -> new LyricsWorker(SocketDirectory.locate(environment), ServerSources.in(environment)));
  }
}
