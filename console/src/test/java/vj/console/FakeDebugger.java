package vj.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.bus.status.FakeWorker;

/// A control server that has takes, records and plays as vj-osc-debugger says it does, without any
/// OSC.
final class FakeDebugger implements AutoCloseable {

  private final FakeWorker worker;

  // The lock (this) protects everything below.
  private final List<Map<String, @Nullable Object>> takes = new ArrayList<>();
  private @Nullable Map<String, @Nullable Object> recording;
  private @Nullable Map<String, @Nullable Object> replaying;
  private @Nullable Map<String, @Nullable Object> lastRecording;
  private @Nullable Map<String, @Nullable Object> lastReplay;
  private long dropped;
  private int looksLeft = Integer.MAX_VALUE;

  private FakeDebugger(FakeWorker worker) {
    this.worker = worker;
  }

  static FakeDebugger start(Stage stage) throws IOException {
    FakeDebugger debugger = new FakeDebugger(FakeWorker.start(stage.sockets(), "osc_debugger"));
    debugger.answer("record_start", debugger::recordStart);
    debugger.answer("record_stop", _ -> debugger.recordStop());
    debugger.answer("replay", debugger::replay);
    debugger.answer("replay_stop", _ -> debugger.replayStop());
    debugger.answer("list_takes", _ -> debugger.listTakes());
    debugger.answer("delete_take", debugger::deleteTake);
    debugger.answer("get_state", _ -> debugger.state());
    return debugger;
  }

  private interface Reply {
    Answer to(Command command);
  }

  private void answer(String name, Reply reply) {
    worker.answering(
        name,
        command -> {
          synchronized (this) {
            return reply.to(command);
          }
        });
  }

  FakeWorker worker() {
    return worker;
  }

  synchronized FakeDebugger take(String name, String recorded, boolean complete) {
    Map<String, @Nullable Object> take = new LinkedHashMap<>();
    take.put("name", name);
    take.put("recorded", recorded);
    take.put("seconds", 205.4);
    take.put("datagrams", 88_204L);
    take.put("bytes", 9_123_456L);
    take.put("complete", complete);
    takes.add(take);
    return this;
  }

  synchronized List<String> takes() {
    return takes.stream().map(take -> String.valueOf(take.get("name"))).toList();
  }

  /// What runs ends by itself after it was looked at so often.
  synchronized FakeDebugger endingAfter(int looks) {
    looksLeft = looks;
    return this;
  }

  /// So many datagrams of a replay are not taken.
  synchronized FakeDebugger dropping(long datagrams) {
    dropped = datagrams;
    return this;
  }

  /// What is being recorded ends by itself, saying why.
  synchronized void endRecording(String why) {
    Map<String, @Nullable Object> ended = recording;
    recordStop();
    if (ended != null) {
      ended.put("ended", why);
    }
  }

  /// What plays breaks off, saying why.
  synchronized void breakOff(String why) {
    Map<String, @Nullable Object> ended = replaying;
    replayStop();
    if (ended != null) {
      ended.put("ended", why);
    }
  }

  private Answer recordStart(Command command) {
    String name = String.valueOf(command.fields().get("name"));
    if (recording != null) {
      return Answer.refused("%s is being recorded".formatted(recording.get("name")));
    }
    if (takes().contains(name)) {
      return Answer.refused("there is a take %s already".formatted(name));
    }
    Map<String, @Nullable Object> started = new LinkedHashMap<>();
    started.put("name", name);
    started.put("seconds", 83.9);
    started.put("datagrams", 12_345L);
    started.put("bytes", 1_234_567L);
    started.put("missed", 0L);
    recording = started;
    return Answer.of(Map.of("name", name, "file", "/takes/" + name + ".vjtake"));
  }

  private Answer recordStop() {
    if (recording == null) {
      return Answer.refused("nothing is being recorded");
    }
    lastRecording = recording;
    recording = null;
    return Answer.of(new LinkedHashMap<>(lastRecording));
  }

  private Answer replay(Command command) {
    String name = String.valueOf(command.fields().get("name"));
    if (!takes().contains(name)) {
      return Answer.refused("there is no take %s; did you mean set?".formatted(name));
    }
    Object target = command.fields().getOrDefault("target", "127.0.0.1:9000");
    Map<String, @Nullable Object> started = new LinkedHashMap<>();
    started.put("name", name);
    started.put("position", 83.0);
    started.put("seconds", 205.4);
    started.put("speed", command.fields().getOrDefault("speed", 1.0));
    started.put("loop", command.fields().getOrDefault("loop", false));
    started.put("targets", List.of(String.valueOf(target)));
    started.put("sent", 12_345L);
    started.put("dropped", dropped);
    started.put("late_p99_ms", 0.4);
    replaying = started;
    return Answer.of(new LinkedHashMap<>(started));
  }

  private Answer replayStop() {
    if (replaying == null) {
      return Answer.refused("nothing plays");
    }
    lastReplay = replaying;
    replaying = null;
    return Answer.of(new LinkedHashMap<>(lastReplay));
  }

  private Answer listTakes() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("takes", List.copyOf(takes));
    data.put("recording", recording);
    data.put("replaying", replaying);
    return Answer.of(data);
  }

  private Answer deleteTake(Command command) {
    String name = String.valueOf(command.fields().get("name"));
    return takes.removeIf(take -> name.equals(take.get("name")))
        ? Answer.done("deleted")
        : Answer.refused("there is no take %s; did you mean set?".formatted(name));
  }

  private Answer state() {
    if (--looksLeft < 0) {
      recordStop();
      replayStop();
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("recording", recording);
    data.put("replaying", replaying);
    data.put("last_recording", lastRecording);
    data.put("last_replay", lastReplay);
    return Answer.of(data);
  }

  /// Its process is gone.
  void die() {
    worker.close();
  }

  @Override
  public void close() {
    worker.close();
  }
}
