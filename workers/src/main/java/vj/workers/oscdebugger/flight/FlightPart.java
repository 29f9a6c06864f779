package vj.workers.oscdebugger.flight;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Heartbeat;
import vj.bus.status.LogLine;
import vj.bus.worker.Setting;
import vj.bus.worker.Settings;
import vj.bus.worker.WorkerCommand;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.DeskPart;
import vj.workers.oscdebugger.record.Recorded;

/// The flight recorder and the log lines as a part of the worker: OSC, logs and state changes →
/// [FlightRecorder]; logs → [LogMemory] → `get_logs`.
public final class FlightPart implements DeskPart {

  private final Needs needs;
  private final Notes notes = new Notes();
  private final LogMemory memory = new LogMemory();
  private final LogsCommand command = new LogsCommand(memory, this::whyNoLines);
  private final StateChanges changes;
  private final FlightRecorder recorder;

  // The lock (this) protects both: the main thread changes what clients ask about.
  private Optional<LogFollower> follower = Optional.empty();
  private boolean closed;

  /// What it is made of.
  ///
  /// @param ring where the OSC comes from
  /// @param directory where the segments are kept, [#directory]
  /// @param logs where the lines come from
  /// @param loggingEnabled whether they are wanted
  public record Needs(
      DatagramRing ring, Path directory, LogFeed logs, Setting<Boolean> loggingEnabled) {}

  public FlightPart(Needs needs) {
    var clock = FlightRecorder.Clock.SYSTEM;
    this.needs = needs;
    this.changes = new StateChanges(clock.wall(), notes::add);
    this.recorder =
        new FlightRecorder(needs.ring(), notes, needs.directory(), FlightLimits.USUAL, clock);
  }

  /// @param state the bundle's state directory
  public static Path directory(Path state) {
    return state.resolve("flight");
  }

  @Override
  public void start() {
    recorder.start();
  }

  @Override
  public List<WorkerCommand> commands() {
    return List.of(WorkerCommand.quick("get_logs", (asked, _) -> command.answer(asked)));
  }

  /// Without the setting there is no reader of the logs, and no child process.
  @Override
  public synchronized void settings(Settings settings) {
    boolean wanted = settings.get(needs.loggingEnabled()) && !closed;
    if (wanted && follower.isEmpty()) {
      var fresh = new LogFollower(needs.logs(), memory, this::note, LogFollower.Clock.SYSTEM);
      fresh.start();
      follower = Optional.of(fresh);
    } else if (!wanted) {
      follower.ifPresent(LogFollower::close);
      follower = Optional.empty();
    }
  }

  private void note(LogLine line) {
    notes.add(new Recorded.Log(line));
  }

  private synchronized Optional<String> whyNoLines() {
    return follower.isEmpty()
        ? Optional.of("log lines are not collected: logging_enabled is false")
        : follower.get().problem().map(why -> "no log lines: " + why);
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    FlightRecorder.Report report = recorder.report();
    Map<String, @Nullable Object> flight = new LinkedHashMap<>();
    flight.put("directory", needs.directory().toString());
    flight.put("seconds", report.seconds());
    flight.put("bytes", report.bytes());
    flight.put("segments", (long) report.segments());
    flight.put("missed", report.missed());
    flight.put("problem", report.problem().isEmpty() ? null : report.problem());
    data.put("flight", flight);
    data.put("logs", logs());
  }

  private synchronized Map<String, @Nullable Object> logs() {
    Map<String, @Nullable Object> logs = new LinkedHashMap<>();
    logs.put("source", follower.map(LogFollower::source).orElse(""));
    logs.put("lines", (long) memory.size());
    logs.put("problem", whyNoLines().orElse(null));
    return logs;
  }

  /// What the original called it.
  @Override
  public void gauges(Map<String, @Nullable Object> stats) {
    stats.put("log_count", (long) memory.size());
  }

  @Override
  public Optional<String> trouble() {
    String problem = recorder.report().problem();
    return problem.isEmpty()
        ? Optional.empty()
        : Optional.of("flight recorder: " + problem + "; mend that, or set VJ_STATE_DIR");
  }

  @Override
  public void subscribed(String worker) {
    changes.subscribed(worker);
  }

  @Override
  public void gone(String worker, String why) {
    changes.gone(worker, why);
  }

  @Override
  public void heard(Heartbeat heartbeat) {
    changes.heard(heartbeat);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      follower.ifPresent(LogFollower::close);
      follower = Optional.empty();
    }
    recorder.close();
  }
}
