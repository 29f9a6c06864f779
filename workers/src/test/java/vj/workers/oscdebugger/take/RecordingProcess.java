package vj.workers.oscdebugger.take;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Records numbered datagrams until it is killed, and prints each number with its time before it is
/// captured.
final class RecordingProcess {

  private static final long STEP_NANOS = 2_000_000;

  private RecordingProcess() {}

  /// @param args the folder, the take's name
  public static void main(String[] args) {
    var rig = new TakeRig(Path.of(args[0]));
    rig.done("record_start", Map.of("name", args[1]));
    for (int i = 0; ; i++) {
      System.out.println(i + " " + System.currentTimeMillis());
      rig.capture(TakeRig.numbered(i));
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
