package vj.workers.oscdebugger.take;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.telemetry.Target;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.take.CommandFields.Limits;

/// The replay that runs, or the last one. Safe from any thread.
final class Player implements AutoCloseable {

  private static final Limits SPEED = new Limits(0.05, 20, 1);

  private final TakeFolder folder;

  // Written under this lock, which makes one start at a time, and no deletion of what is played.
  private volatile @Nullable Replay starting;
  private volatile @Nullable Replay latest;
  private volatile @Nullable Replay earlier;

  /// Whether somebody knows how the last replay ended.
  private volatile boolean told;

  Player(TakeFolder folder) {
    this.folder = folder;
  }

  synchronized Answer start(CommandFields fields, List<Target> configured)
      throws Refused, IOException, InterruptedException {
    TakeName name = fields.name();
    double speed = fields.number("speed", SPEED);
    boolean loop = fields.flag("loop");
    Replay before = latest;
    if (before != null && before.running()) {
      throw new Refused("take %s is being played; stop it first".formatted(before.name().text()));
    }
    Take take = folder.existing(name);
    double from = fields.number("from", new Limits(0, take.seconds(), 0));
    List<Target> targets = targets(fields.text("target"), configured);
    var replay =
        new Replay(
            new Replay.Plan(
                take,
                () -> RecordReader.open(folder.file(name)),
                speed,
                loop,
                Math.round(from * 1e9)),
            targets.stream().map(Outlet::new).toList());
    starting = replay;
    try {
      replay.start();
      earlier = before;
      latest = replay;
      told = false;
    } finally {
      starting = null;
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("name", name.text());
    data.put("seconds", Take.rounded(take.seconds()));
    data.put("datagrams", take.datagrams());
    data.put("targets", replay.targets());
    return Answer.of(data);
  }

  private static List<Target> targets(Optional<String> wanted, List<Target> configured)
      throws Refused {
    if (wanted.isPresent()) {
      return List.of(target(wanted.get()));
    }
    List<Target> enabled = configured.stream().filter(Target::enabled).toList();
    if (enabled.isEmpty()) {
      throw new Refused("none of the configured targets is enabled; say which target");
    }
    return enabled;
  }

  private static Target target(String text) throws Refused {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1); // IPv6 as it is written before a port
    }
    try {
      return Target.of(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException _) {
      throw new Refused("target \"%s\" is not HOST:PORT, port 1 to 65535".formatted(text));
    }
  }

  synchronized Answer stop(CommandFields fields) throws Refused {
    Replay replay = latest;
    if (replay == null || !replay.running()) {
      String broken = trouble().map(why -> "; " + why).orElse("");
      told = true;
      throw new Refused("nothing is being played" + broken);
    }
    fields.expect(replay.name(), "played");
    replay.close();
    return Answer.of(replay.fields());
  }

  synchronized void delete(TakeName name) throws Refused, IOException {
    Replay replay = latest;
    if (replay != null && replay.running() && replay.name().equals(name)) {
      throw new Refused("take %s is being played".formatted(name.text()));
    }
    folder.delete(name);
  }

  /// The one that runs.
  Optional<Replay> playing() {
    return Optional.ofNullable(latest).filter(Replay::running);
  }

  /// The last one that ended.
  Optional<Replay> last() {
    Replay replay = latest;
    return Optional.ofNullable(replay != null && replay.running() ? earlier : replay);
  }

  /// Why the last replay broke off, until `replay_stop` has said so, or another one was begun.
  Optional<String> trouble() {
    Replay replay = latest;
    return replay == null || replay.running() || told
        ? Optional.empty()
        : replay
            .brokenOff()
            .map(why -> "the replay of take %s broke off: %s".formatted(replay.name().text(), why));
  }

  @Override
  public void close() {
    Stream.of(Optional.ofNullable(starting), Optional.ofNullable(latest))
        .flatMap(Optional::stream)
        .forEach(Replay::close);
  }
}
