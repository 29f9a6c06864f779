package vj.workers.oscdebugger;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vj.bus.worker.Directories;
import vj.bus.worker.Settings;
import vj.bus.worker.Worker;
import vj.bus.worker.WorkerContext;
import vj.workers.oscdebugger.flight.FlightPart;
import vj.workers.oscdebugger.flight.WorkerLogs;
import vj.workers.oscdebugger.take.TakeDesk;

/// Sees all OSC: datagrams → [DatagramRing] → whoever follows it.
///
/// All work is done on threads of the parts; the main thread passes on settings and troubles.
final class OscDebuggerWorker implements Worker {

  private static final long TURN_MILLIS = 500;

  /// Of the ring, for each datagram of its capacity: twice what our own workers send.
  private static final int DATAGRAM_BYTES = 128;

  private final Map<String, String> environment;

  OscDebuggerWorker(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void run(WorkerContext context) throws InterruptedException {
    Settings settings = context.settings();
    int capacity = OscDebuggerSettings.from(settings).capacity();
    var ring = new DatagramRing(capacity, capacity * DATAGRAM_BYTES);
    try (var parts = new Parts(parts(ring))) {
      parts.settings(settings);
      parts.start();
      context.serve(new OscDebuggerDesk(parts));
      context.doing("bus " + environment.getOrDefault("VJ_BUS_DIR", ""));
      context.ready();
      while (true) {
        Settings latest = context.settings();
        if (latest != settings) {
          settings = latest;
          parts.settings(settings);
        }
        parts.trouble().ifPresentOrElse(context::degraded, context::recovered);
        context.progress();
        Thread.sleep(TURN_MILLIS);
      }
    }
  }

  /// One line for each; they may use the ring and the environment's directories.
  private List<DeskPart> parts(DatagramRing ring) {
    Path state = Directories.locate(environment).state();
    return List.of(
        new TakeDesk(state.resolve("takes"), ring),
        new FlightPart(
            new FlightPart.Needs(
                ring,
                FlightPart.directory(state),
                new WorkerLogs(environment, state),
                OscDebuggerSettings.LOGGING_ENABLED)));
  }
}
