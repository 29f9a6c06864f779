package vj.workers.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.WorkerName;
import vj.bus.status.LiveFeed;
import vj.bus.status.Load;
import vj.bus.status.LoadMeter;
import vj.bus.status.Probe;
import vj.bus.status.Probe.Absent;
import vj.bus.status.Probe.Beating;
import vj.bus.status.Probe.Said;
import vj.bus.status.Probe.Silent;

/// Hears every worker's heartbeats. The feed calls it on its own thread; the loop asks for
/// [#contacts] on another.
final class Ears implements LiveFeed.Listener {

  /// Seconds between heartbeats: silence is to be seen to the second.
  private static final double INTERVAL = 1;

  /// Workers that this bundle does not have: any process of the user may put a socket there.
  private static final int MOST_STRANGERS = 16;

  private static final Logger log = LoggerFactory.getLogger(Ears.class);

  private final LongSupplier awake;
  private final InstantSource wall;
  private final Consumer<String> changed;
  private final LoadMeter loads = new LoadMeter(); // the feed's thread only

  /// Guarded by itself.
  private final Map<String, Contact> contacts = new HashMap<>();

  /// How one worker is heard.
  ///
  /// @param probe [Beating] while its connection is open, [Silent] if it does not let itself be
  ///   subscribed to, else [Absent]
  /// @param heard when it was heard last; empty if it never was
  record Contact(Probe probe, Optional<Heard> heard, Optional<Load> load) {
    static final Contact NONE = new Contact(new Absent(), Optional.empty(), Optional.empty());
  }

  /// @param nanos on the clock of [AwakeTime]
  /// @param pace how long after it the next heartbeat is due, in nanoseconds
  record Heard(long nanos, Instant at, long pace) {}

  /// @param changed told whose connection has begun or ended
  Ears(LongSupplier awake, InstantSource wall, Consumer<String> changed) {
    this.awake = awake;
    this.wall = wall;
    this.changed = changed;
  }

  /// What to ask of a worker.
  Optional<Map<String, Object>> wish(String worker) {
    synchronized (contacts) {
      boolean room =
          WorkerName.of(worker).isPresent()
              || contacts.containsKey(worker)
              || contacts.keySet().stream().filter(Ears::strange).count() < MOST_STRANGERS;
      return room
          ? Optional.of(Map.of("topics", List.of("heartbeat"), "interval", INTERVAL))
          : Optional.empty();
    }
  }

  private static boolean strange(String worker) {
    return WorkerName.of(worker).isEmpty();
  }

  Map<String, Contact> contacts() {
    synchronized (contacts) {
      return Map.copyOf(contacts);
    }
  }

  @Override
  public void subscribed(String worker) {
    log.debug("{} is heard", worker);
  }

  @Override
  public void heard(Heartbeat heartbeat) {
    String worker = heartbeat.worker();
    long now = awake.getAsLong();
    var said = new Said(heartbeat.pid(), heartbeat.uptimeSec(), Stats.bounded(heartbeat.stats()));
    Load load = loads.load(worker, now, said);
    boolean begins;
    synchronized (contacts) {
      Contact before = contacts.getOrDefault(worker, Contact.NONE);
      begins = !(before.probe() instanceof Beating);
      var heard = new Heard(now, wall.instant(), pace(begins ? Contact.NONE : before, now));
      contacts.put(worker, new Contact(new Beating(said), Optional.of(heard), Optional.of(load)));
    }
    if (begins) {
      changed.accept(worker);
    }
  }

  /// A worker that is older than `interval` keeps its own pace, which is 5 s at most; so does one
  /// that has said nothing since it was subscribed to, for all we know.
  private static long pace(Contact before, long now) {
    long longest = Duration.ofSeconds(5).toNanos();
    long shortest = (long) (INTERVAL * 1e9);
    return before
        .heard()
        .map(last -> Math.clamp(now - last.nanos(), shortest, longest))
        .orElse(longest);
  }

  @Override
  public void gone(String worker, String why) {
    log.debug("{}: {}", worker, why);
    lost(worker, new Absent());
  }

  @Override
  public void refused(String worker, String why) {
    log.info("{} cannot be heard: {}", worker, why);
    lost(worker, new Silent(why));
  }

  private void lost(String worker, Probe probe) {
    synchronized (contacts) {
      Contact before = contacts.getOrDefault(worker, Contact.NONE);
      if (strange(worker) && probe instanceof Absent) {
        contacts.remove(worker);
        loads.forget(worker);
      } else {
        contacts.put(worker, new Contact(probe, before.heard(), Optional.empty()));
      }
    }
    changed.accept(worker);
  }
}
