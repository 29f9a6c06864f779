package vj.workers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vj.bus.control.WorkerName;
import vj.bus.worker.WorkerKind;
import vj.workers.audio.AudioKind;
import vj.workers.lyrics.LyricsKind;
import vj.workers.oscdebugger.OscDebuggerKind;
import vj.workers.playback.SpotifyKind;
import vj.workers.playback.VirtualDjKind;
import vj.workers.status.StatusKind;

/// Every worker, once. A new name does not compile until it has its line here.
///
/// @param environment for workers that ask the system where things are
record Registry(Map<String, String> environment) {

  WorkerKind kind(WorkerName name) {
    return switch (name) {
      case AUDIO -> AudioKind.of(environment);
      case SPOTIFY -> SpotifyKind.of(environment);
      case VIRTUALDJ -> VirtualDjKind.of(environment);
      case LYRICS -> LyricsKind.of(environment);
      case OSC_DEBUGGER -> OscDebuggerKind.of(environment);
      case STATUS -> StatusKind.of(environment);
    };
  }

  List<WorkerKind> all() {
    return Arrays.stream(WorkerName.values()).map(this::kind).toList();
  }
}
