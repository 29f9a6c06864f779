package vj.workers.oscdebugger.take;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded;

/// A take that is being played: the thread `replay` sends every datagram, byte for byte, when its
/// time has come on the monotonic clock. Times count from the beginning, so that being late once
/// delays nothing after it. If its file fails, it ends and says why.
final class Replay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

  /// The system wakes a thread some 60 µs late; the rest is spent spinning.
  private static final long SPIN_NANOS = 100_000;

  /// Between the moment that everything is ready and the first datagram.
  private static final long LEAD_NANOS = 5_000_000;

  /// A round of a take with nothing but its first moment would loop without end.
  private static final long LEAST_ROUND_NANOS = 10_000_000;

  private static final long LOOKUP_LIMIT_NANOS = Duration.ofSeconds(2).toNanos();

  /// Two seconds for names, the rest for finding the place in a take of hours.
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  /// Opens the take's file.
  @FunctionalInterface
  interface Source {
    RecordReader open() throws IOException;
  }

  /// @param fromNanos where in the take each round begins
  record Plan(Take take, Source source, double speed, boolean loop, long fromNanos) {}

  private final Plan plan;
  private final List<Outlet> outlets;
  private final Thread thread = new Thread(this::run, "replay");
  private final CountDownLatch begun = new CountDownLatch(1);
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Lateness lateness = new Lateness();
  private volatile long roundNanos;
  private volatile double position;
  private volatile boolean playing;
  private volatile String problem = "";

  /// @param outlets the replay's own
  Replay(Plan plan, List<Outlet> outlets) {
    this.plan = plan;
    this.outlets = List.copyOf(outlets);
    this.position = plan.fromNanos() / 1e9;
  }

  /// Returns when it plays.
  ///
  /// @throws Refused saying why it does not
  void start() throws Refused, InterruptedException {
    thread.setDaemon(true);
    thread.start();
    if (!begun.await(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      close();
      throw new Refused(
          "take %s cannot be read fast enough from its disk".formatted(name().text()));
    }
    if (!problem.isEmpty()) {
      close(); // it is over for whoever tries again at once
      throw new Refused(problem);
    }
  }

  TakeName name() {
    return plan.take().name();
  }

  /// Why it ended before it should have.
  Optional<String> brokenOff() {
    return Optional.of(problem).filter(why -> !why.isEmpty());
  }

  boolean running() {
    return thread.isAlive();
  }

  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", name().text());
    fields.put("position", Take.rounded(position()));
    fields.put("seconds", Take.rounded(plan.take().seconds()));
    fields.put("speed", plan.speed());
    fields.put("loop", plan.loop());
    fields.put("targets", targets());
    fields.put("sent", sent.sum());
    fields.put("dropped", dropped.sum());
    fields.put("late_p99_ms", lateness.p99Millis());
    brokenOff().ifPresent(why -> fields.put("ended", why));
    return fields;
  }

  List<String> targets() {
    return outlets.stream().map(Outlet::text).toList();
  }

  /// Seconds in the take.
  private double position() {
    if (!playing) {
      return position;
    }
    double played = (System.nanoTime() - roundNanos) / 1e9 * plan.speed();
    double from = plan.fromNanos() / 1e9;
    return Math.clamp(from + played, from, Math.max(from, plan.take().seconds()));
  }

  /// Stops at once.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      outlets.forEach(Outlet::open);
      long until = System.nanoTime() + LOOKUP_LIMIT_NANOS;
      for (Outlet outlet : outlets) {
        outlet.await(until - System.nanoTime());
      }
      play();
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) { // an interrupt closes the file as well
        problem = String.valueOf(e.getMessage());
        LOG.warn("replay of take {} has ended: {}", name().text(), problem);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      position = position();
      playing = false;
      outlets.forEach(Outlet::close);
      begun.countDown();
    }
  }

  private void play() throws IOException {
    try (RecordReader reader = plan.source().open()) {
      long place = find(reader);
      Optional<Recorded.Datagram> first = datagram(reader);
      if (first.isEmpty()) {
        problem =
            "take %s has nothing after second %s".formatted(name().text(), plan.fromNanos() / 1e9);
        return;
      }
      roundNanos = System.nanoTime() + LEAD_NANOS;
      playing = true;
      begun.countDown();
      long nextRoundNanos = round(reader, first.get());
      while (plan.loop() && !Thread.currentThread().isInterrupted()) {
        reader.readFrom(place); // what is before it may be hours
        first = datagram(reader);
        if (first.isEmpty()) {
          throw new IOException("the file of take %s is shorter now".formatted(name().text()));
        }
        roundNanos = nextRoundNanos;
        nextRoundNanos = round(reader, first.get());
      }
    }
  }

  /// Leaves the reader before the first datagram to be played.
  ///
  /// @return where in the file that is
  private long find(RecordReader reader) throws IOException {
    long place = reader.position();
    Optional<Recorded.Datagram> next = datagram(reader);
    while (next.isPresent() && next.get().nanos() < plan.fromNanos()) {
      place = reader.position();
      next = datagram(reader);
    }
    reader.readFrom(place);
    return place;
  }

  private static Optional<Recorded.Datagram> datagram(RecordReader reader) throws IOException {
    for (Optional<Recorded> next = reader.next(); next.isPresent(); next = reader.next()) {
      if (next.get() instanceof Recorded.Datagram datagram) {
        return Optional.of(datagram);
      }
    }
    return Optional.empty();
  }

  /// Plays from `first` to the end, and waits for the end of the recording.
  ///
  /// @return when the next round begins
  private long round(RecordReader reader, Recorded.Datagram first) throws IOException {
    Optional<Recorded.Datagram> next = Optional.of(first);
    long lastNanos = plan.fromNanos();
    while (next.isPresent()) {
      Recorded.Datagram datagram = next.get();
      lastNanos = datagram.nanos();
      long due = due(lastNanos);
      if (!waitUntil(due)) {
        return due;
      }
      send(datagram.bytes(), due);
      next = datagram(reader);
    }
    if (!plan.loop() && plan.take().complete() && !reader.ended()) {
      throw new IOException(
          "take %s cannot be read beyond second %s"
              .formatted(name().text(), Take.rounded(lastNanos / 1e9)));
    }
    long end = Math.max(lastNanos, Math.round(plan.take().seconds() * 1e9));
    long endNanos = Math.max(due(end), roundNanos + LEAST_ROUND_NANOS);
    if (plan.loop()) {
      return endNanos; // the next round's first datagram waits for its own time
    }
    waitUntil(endNanos);
    return endNanos;
  }

  private long due(long takeNanos) {
    return roundNanos + Math.round((takeNanos - plan.fromNanos()) / plan.speed());
  }

  /// @return false if the replay is to stop
  private static boolean waitUntil(long due) {
    long left = due - System.nanoTime();
    while (left > 0) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      if (left > SPIN_NANOS) {
        LockSupport.parkNanos(left - SPIN_NANOS);
      } else {
        Thread.onSpinWait();
      }
      left = due - System.nanoTime();
    }
    return !Thread.currentThread().isInterrupted();
  }

  private void send(byte[] bytes, long due) {
    lateness.add(System.nanoTime() - due);
    ByteBuffer datagram = ByteBuffer.wrap(bytes);
    for (Outlet outlet : outlets) {
      (outlet.write(datagram) ? sent : dropped).increment();
    }
  }
}
