package vj.workers.oscdebugger.take;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.bus.telemetry.Target;
import vj.bus.worker.CommonSettings;
import vj.bus.worker.Settings;
import vj.bus.worker.WorkerCommand;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.DeskPart;

/// Records takes from the ring and plays them: one recording and one replay at a time.
public final class TakeDesk implements DeskPart {

  private final TakeFolder folder;
  private final Recorder recorder;
  private final Player player;
  private volatile List<Target> targets = List.of();

  /// @param directory where the takes are, made when it is needed
  public TakeDesk(Path directory, DatagramRing ring) {
    this.folder = new TakeFolder(directory);
    this.recorder = new Recorder(folder, ring, folder::room);
    this.player = new Player(folder);
  }

  @Override
  public void start() {} // threads come and go with takes

  @Override
  public void settings(Settings settings) {
    targets = settings.get(CommonSettings.TARGETS);
  }

  /// What a command does; what it refuses is the answer.
  @FunctionalInterface
  private interface Act {
    Answer on(CommandFields fields) throws Refused, IOException, InterruptedException;
  }

  @Override
  public List<WorkerCommand> commands() {
    return List.of(
        command("record_start", recorder::start),
        command("record_stop", recorder::stop),
        command("replay", this::replay),
        command("replay_stop", player::stop),
        command("list_takes", _ -> list()),
        command("delete_take", this::delete));
  }

  private static WorkerCommand command(String name, Act act) {
    return WorkerCommand.slow(name, (command, _) -> answer(command, act));
  }

  private static Answer answer(Command command, Act act) {
    try {
      return act.on(new CommandFields(command.fields()));
    } catch (Refused refused) {
      return Answer.refused(refused.text());
    } catch (IOException e) {
      return Answer.refused(e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.refused("the worker is stopping");
    }
  }

  private Answer replay(CommandFields fields) throws Refused, IOException, InterruptedException {
    TakeName name = fields.name();
    if (recorder.records(name)) {
      throw new Refused("take %s is being recorded".formatted(name.text()));
    }
    return player.start(fields, targets);
  }

  private Answer list() throws IOException {
    Optional<Recording.Progress> recording = recorder.recording();
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put(
        "takes",
        folder.list(recording.map(Recording.Progress::name)).stream().map(Take::fields).toList());
    data.put("recording", recording.map(Recording.Progress::fields).orElse(null));
    data.put("replaying", player.playing().map(Replay::fields).orElse(null));
    return Answer.of(data);
  }

  private Answer delete(CommandFields fields) throws Refused, IOException {
    TakeName name = fields.name();
    if (recorder.records(name)) {
      throw new Refused("take %s is being recorded".formatted(name.text()));
    }
    folder.require(name);
    player.delete(name);
    return Answer.done("Deleted " + name.text());
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    data.put("recording", recorder.recording().map(Recording.Progress::fields).orElse(null));
    data.put("replaying", player.playing().map(Replay::fields).orElse(null));
    data.put("last_recording", recorder.last().map(Recording.Progress::fields).orElse(null));
    data.put("last_replay", player.last().map(Replay::fields).orElse(null));
  }

  @Override
  public void gauges(Map<String, @Nullable Object> stats) {
    stats.put("recording_take", recorder.recording().map(now -> now.name().text()).orElse(null));
    stats.put("replaying_take", player.playing().map(now -> now.name().text()).orElse(null));
  }

  @Override
  public Optional<String> trouble() {
    return recorder.trouble().or(player::trouble);
  }

  @Override
  public void close() {
    player.close();
    recorder.close();
  }
}
