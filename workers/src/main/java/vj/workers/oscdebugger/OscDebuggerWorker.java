package vj.workers.oscdebugger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vj.bus.control.SocketDirectory;
import vj.bus.status.LiveFeed;
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

  /// A change of the settings acts after this at the latest.
  private static final long TURN_MILLIS = 250;

  private final Map<String, String> environment;

  OscDebuggerWorker(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void run(WorkerContext context) throws IOException, InterruptedException {
    Settings settings = context.settings();
    DatagramRing ring = Capture.ring(OscDebuggerSettings.from(settings));
    Capture capture = Capture.open(OscDebuggerSettings.from(settings), ring);
    try (var parts = new Parts(parts(capture, ring));
        var feed = new LiveFeed(SocketDirectory.locate(environment), capture.wish(), parts)) {
      parts.settings(settings);
      parts.start();
      feed.start();
      context.serve(new OscDebuggerDesk(parts));
      context.ready();
      String doing = "";
      while (true) {
        Settings latest = context.settings();
        if (latest != settings) {
          settings = latest;
          parts.settings(settings);
        }
        long nowNanos = System.nanoTime();
        parts.turn(nowNanos);
        parts.trouble().ifPresentOrElse(context::degraded, context::recovered);
        String now = capture.doing();
        if (!now.equals(doing)) {
          doing = now;
          context.doing(doing);
        }
        if (capture.works(nowNanos)) { // else the watchdog ends us: it is the work, this is not
          context.progress();
        }
        Thread.sleep(TURN_MILLIS);
      }
    }
  }

  /// One line for each; they may use the ring and the environment's directories.
  private List<DeskPart> parts(Capture capture, DatagramRing ring) {
    Path state = Directories.locate(environment).state();
    return List.of(
        capture,
        new TakeDesk(state.resolve("takes"), ring),
        new FlightPart(
            new FlightPart.Needs(
                ring,
                FlightPart.directory(state),
                new WorkerLogs(environment, state),
                OscDebuggerSettings.LOGGING_ENABLED)));
  }
}
