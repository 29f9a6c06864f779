package vj.bus.worker;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.ControlServer;
import vj.bus.control.SocketClaim;
import vj.bus.control.SocketDirectory;
import vj.bus.control.SocketTakenException;
import vj.bus.telemetry.TelemetrySender;

/// Runs one worker from start to exit code: claims its socket, answers its control plane, feeds the
/// watchdog, and runs its block on the calling thread, again after each `restart`.
///
/// It owns every resource of the process that is not the worker's own, and closes them in reverse
/// order of opening. SIGTERM and SIGINT end it in an orderly way.
public final class WorkerHost {

  private static final Logger log = LoggerFactory.getLogger(WorkerHost.class);

  /// The unit's TimeoutStopSec is 8 s; the rest is for what comes after the block.
  private static final Duration STOP_WAIT = Duration.ofSeconds(5);

  private final WorkerKind kind;
  private final Map<String, String> environment;
  private final Configuration configuration;

  public WorkerHost(WorkerKind kind, Map<String, String> environment, Configuration configuration) {
    this.kind = kind;
    this.environment = environment;
    this.configuration = configuration;
  }

  /// Blocks until the worker has ended. Called on the main thread, once; the caller then ends the
  /// process with the code by `Runtime.halt`, because a process that a signal ends would report the
  /// signal instead.
  public ExitCode run() {
    Settings settings;
    try {
      settings = configuration.load();
    } catch (SettingsException e) {
      e.problems().forEach(problem -> log.error("configuration: {}", problem.text()));
      return ExitCode.CONFIGURATION;
    }
    SocketDirectory directory = SocketDirectory.locate(environment);
    try {
      directory.prepare();
    } catch (IOException e) {
      log.error("no place for the control socket: {}", reason(e));
      return ExitCode.CONFIGURATION;
    }
    try {
      try (SocketClaim claim = directory.claim(kind.name().busName())) {
        return serve(settings, claim, directory);
      }
    } catch (SocketTakenException e) {
      log.error("{}", e.getMessage());
      return ExitCode.TAKEN;
    } catch (IOException e) {
      log.error("cannot start: {}", reason(e));
      return ExitCode.INTERNAL;
    } catch (RuntimeException e) { // a bug; the exit code must say so
      log.error("cannot start: {}", e.toString(), e);
      return ExitCode.INTERNAL;
    }
  }

  /// A file system's exception names the file alone; its class says what is wrong with it.
  private static String reason(IOException e) {
    return e instanceof FileSystemException ? e.toString() : String.valueOf(e.getMessage());
  }

  private ExitCode serve(Settings settings, SocketClaim claim, SocketDirectory directory)
      throws IOException {
    try (ServiceNotifier notifier = ServiceNotifier.of(environment);
        TelemetrySender telemetry = new TelemetrySender(System::nanoTime)) {
      WorkerState state = new WorkerState(kind, settings, telemetry);
      WorkerRuns runs = new WorkerRuns(kind, state, Thread.currentThread());
      ControlDesk desk = new ControlDesk(kind, configuration, state, runs);
      try (ControlServer server = new ControlServer(claim, desk, state::heartbeat);
          ServicePulse pulse = new ServicePulse(notifier, state);
          Registration registration = new Registration(kind, claim.socket(), directory)) {
        desk.attach(server);
        desk.apply(settings);
        telemetry.start();
        server.start();
        pulse.start();
        registration.start();
        return runUntilTheEnd(runs, notifier);
      }
    }
  }

  /// Runs the block with the process' signals and stray exceptions pointed at it.
  private static ExitCode runUntilTheEnd(WorkerRuns runs, ServiceNotifier notifier) {
    Thread main = Thread.currentThread();
    Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> stop(runs, notifier, main));
    Runtime.getRuntime().addShutdownHook(hook);
    Thread.setDefaultUncaughtExceptionHandler(runs::fail);
    try {
      return runs.runUntilStopped();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(null);
      if (!runs.stopping()) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    }
  }

  /// The shutdown hook. The main thread halts the process once everything is closed; only if it
  /// does not come to that does the hook.
  private static void stop(WorkerRuns runs, ServiceNotifier notifier, Thread main) {
    runs.stop();
    notifier.stopping("stopping");
    try {
      if (main.join(STOP_WAIT)) {
        return;
      }
    } catch (InterruptedException _) {
      // nobody interrupts a shutdown hook; if somebody does, the wait is over
    }
    log.error("the worker did not stop within {} s", STOP_WAIT.toSeconds());
    Runtime.getRuntime().halt(ExitCode.INTERNAL.number());
  }
}
