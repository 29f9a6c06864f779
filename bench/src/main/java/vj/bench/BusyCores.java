package vj.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Other programs that want all they can get: one endless loop for each core, at nice 0, each a
/// process of its own. End with [#close].
final class BusyCores implements AutoCloseable {

  private final List<Process> loops;

  private BusyCores(List<Process> loops) {
    this.loops = loops;
  }

  static BusyCores none() {
    return new BusyCores(List.of());
  }

  static BusyCores all() throws IOException {
    List<Process> loops = new ArrayList<>();
    for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
      loops.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
    }
    return new BusyCores(loops);
  }

  @Override
  public void close() {
    loops.forEach(Process::destroyForcibly);
  }
}
