package vj.workers.audio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.Message.Command;
import vj.bus.worker.WorkerCommand;
import vj.workers.audio.analysis.TempoAnswer.Refused;
import vj.workers.audio.analysis.TempoAnswer.Taken;
import vj.workers.audio.analysis.TempoReport;
import vj.workers.audio.analysis.TempoWish;

/// `tap`, `tempo_double`, `tempo_halve` and `tempo_freeze`: what somebody at the desk does about
/// the tempo. Each answers with the tempo that goes out then.
final class TempoCommands {

  private final AnalysisLoop analysis;
  private final SampleClock clock;
  private final Timekeeper time;

  /// @param clock says which sound was heard at a tap
  TempoCommands(AnalysisLoop analysis, SampleClock clock, Timekeeper time) {
    this.analysis = analysis;
    this.clock = clock;
    this.time = time;
  }

  List<WorkerCommand> all() {
    return List.of(
        WorkerCommand.quick("tap", this::tap),
        WorkerCommand.quick("tempo_double", (_, _) -> steer(new TempoWish.Twice())),
        WorkerCommand.quick("tempo_halve", (_, _) -> steer(new TempoWish.Half())),
        WorkerCommand.quick("tempo_freeze", (command, _) -> freeze(command)));
  }

  private Answer tap(Command command, Connection connection) {
    long now = time.nanos();
    return steer(new TempoWish.Tap(clock.positionAt(now)));
  }

  private Answer freeze(Command command) {
    return switch (command.fields().get("on")) {
      case null -> steer(new TempoWish.ToggleFreeze());
      case Boolean on -> steer(on ? new TempoWish.Freeze() : new TempoWish.Release());
      case Object other -> Answer.refused("on must be true or false, not " + other);
    };
  }

  private Answer steer(TempoWish wish) {
    try {
      return switch (analysis.steer(wish)) {
        case Taken(TempoReport tempo, String note) -> new Answer(true, note, data(tempo));
        case Refused(String why) -> Answer.refused(why);
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.refused("stopped before the tempo was steered");
    }
  }

  /// As `get_state` and the answers have it.
  static Map<String, @Nullable Object> data(TempoReport tempo) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("bpm", (double) tempo.bpm());
    data.put("bpm_confidence", (double) tempo.confidence());
    data.put("tempo_factor", (double) tempo.factor());
    data.put("tempo_frozen", tempo.frozen());
    return data;
  }
}
