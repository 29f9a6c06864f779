package vj.workers.oscdebugger.take;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.record.RecordWriter;
import vj.workers.oscdebugger.take.CommandFields.Limits;
import vj.workers.oscdebugger.take.Recording.Room;

/// The recording that runs, or the last one. Safe from any thread.
final class Recorder implements AutoCloseable {

  /// Without `seconds` a recording goes on until it is stopped. A day at most with it.
  private static final Limits SECONDS = new Limits(0.1, 86_400, Double.POSITIVE_INFINITY);

  private final TakeFolder folder;
  private final DatagramRing ring;
  private final Room room;

  // Written under this lock, which makes one start at a time.
  private volatile @Nullable Recording latest;
  private volatile @Nullable Recording earlier;

  /// Whether somebody knows how the last recording ended.
  private volatile boolean told;

  Recorder(TakeFolder folder, DatagramRing ring, Room room) {
    this.folder = folder;
    this.ring = ring;
    this.room = room;
  }

  synchronized Answer start(CommandFields fields) throws Refused, IOException {
    TakeName name = fields.name();
    double seconds = fields.number("seconds", SECONDS);
    Recording before = latest;
    if (before != null && before.running()) {
      throw new Refused("take %s is being recorded; stop it first".formatted(before.name().text()));
    }
    folder.make();
    Optional<String> full = Recording.full(room);
    if (full.isPresent()) {
      throw new Refused("no room: " + full.get());
    }
    Path file = folder.file(name);
    RecordWriter writer;
    try {
      writer = RecordWriter.create(file, System.currentTimeMillis(), System::nanoTime);
    } catch (FileAlreadyExistsException _) {
      throw new Refused("a take %s exists; delete it, or take another name".formatted(name.text()));
    }
    var recording =
        new Recording(new Recording.Plan(name, System.nanoTime(), seconds), ring, writer, room);
    recording.start();
    earlier = before;
    latest = recording;
    told = false;
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("name", name.text());
    data.put("file", file.toString());
    return Answer.of(data);
  }

  synchronized Answer stop(CommandFields fields) throws Refused {
    Recording recording = latest;
    if (recording == null) {
      throw new Refused("nothing is being recorded");
    }
    if (!recording.running()) {
      told = true;
      String ended = recording.progress().ended();
      throw new Refused(
          ended.isEmpty()
              ? "nothing is being recorded"
              : "nothing is being recorded; take %s has ended by itself: %s"
                  .formatted(recording.name().text(), ended));
    }
    fields.expect(recording.name(), "recorded");
    recording.close();
    return Answer.of(recording.progress().fields());
  }

  boolean records(TakeName name) {
    return recording().filter(now -> now.name().equals(name)).isPresent();
  }

  /// The one that runs.
  Optional<Recording.Progress> recording() {
    return Optional.ofNullable(latest).filter(Recording::running).map(Recording::progress);
  }

  /// The last one that ended.
  Optional<Recording.Progress> last() {
    Recording recording = latest;
    return Optional.ofNullable(recording != null && recording.running() ? earlier : recording)
        .map(Recording::progress);
  }

  /// Why the last recording ended against the operator's will, until `record_stop` has said so, or
  /// another one was begun.
  Optional<String> trouble() {
    return Optional.ofNullable(latest)
        .map(Recording::progress)
        .filter(progress -> progress.failed() && !told)
        .map(progress ->
            "take %s has ended by itself: %s".formatted(progress.name().text(), progress.ended()));
  }

  @Override
  public void close() {
    Recording recording = latest;
    if (recording != null) {
      recording.close();
    }
  }
}
