package vj.workers.audio;

import java.util.List;
import java.util.Map;
import vj.bus.control.WorkerName;
import vj.bus.worker.WorkerKind;
import vj.bus.worker.WorkerTool;
import vj.workers.audio.AnalysisLoop.Analysts;
import vj.workers.audio.offline.AnalyzeTool;
import vj.workers.audio.source.MonotonicClock;
import vj.workers.audio.source.SourceOpener;

/// The audio worker's line in the registry.
public final class AudioKind {

  private AudioKind() {}

  /// @param environment says where the sound server is
  public static WorkerKind of(Map<String, String> environment) {
    return new WorkerKind(
        WorkerName.AUDIO,
        AudioMessage.addresses(),
        AudioSettings.ALL,
        List.of(
            new WorkerTool(
                "--list-devices",
                "[--json]",
                (arguments, out, err) -> devices(environment).print(arguments, out, err)),
            new WorkerTool(AnalyzeTool.OPTION, AnalyzeTool.USAGE, AnalyzeTool::run)),
        AudioSettings::from,
        () -> worker(environment));
  }

  private static AudioDevices devices(Map<String, String> environment) {
    return new AudioDevices(new SourceOpener(environment, MonotonicClock.system()));
  }

  private static AudioWorker worker(Map<String, String> environment) {
    var opener = new SourceOpener(environment, MonotonicClock.system());
    return new AudioWorker(
        opener::open, new AudioDevices(opener), Analysts::analyzer, Timekeeper.SYSTEM);
  }
}
