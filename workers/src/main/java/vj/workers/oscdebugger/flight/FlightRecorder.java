package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine;
import vj.workers.oscdebugger.Captured;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.record.Recorded;

/// Keeps the last minutes on disk: what passes through the ring, and the notes, to segments, of
/// which the oldest are deleted. It owns the thread `flight`, which alone waits for the disk.
///
/// A disk that is full, or cannot be written, is tried again every two seconds; meanwhile datagrams
/// wait in the ring and notes in their queue, as long as they fit.
final class FlightRecorder implements AutoCloseable {

  /// With the write that follows, no more than a second is lost at kill -9; and a disk is not asked
  /// more often than it has to be.
  static final Duration TURN = Duration.ofMillis(250);

  /// Wall time is told by the monotonic clock, from one beginning for all segments of a run; when
  /// the wall clock was set by more than this, from a new one.
  private static final long MOST_DRIFT_MILLIS = 100;

  /// Far more than come; a flood that is faster than the disk must not make a turn endless.
  private static final int MOST_A_TURN = 100_000;

  /// In UTF-8 a character may take three bytes.
  private static final int MOST_NOTE_BYTES = 3 * LogFollower.LONGEST_TEXT;

  /// A disk that works has answered long before.
  static final Duration HUNG = Duration.ofSeconds(5);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final DatagramRing.Reader datagrams;
  private final Notes notes;
  private final Segments segments;
  private final FlightLimits limits;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "flight");

  private volatile Report report = new Report(0, 0, 0, 0, "");

  /// In a turn: when it began.
  private volatile Optional<Long> turnBegan = Optional.empty();

  // Only the thread above touches these, or a test that starts none.
  private Optional<OpenSegment> open = Optional.empty();
  private List<Segments.Segment> closed = List.of();
  private Optional<EarlierLogs> earlier = Optional.empty();
  private final DiskFault fault;
  private int inHand;
  private long lost;
  private long missedBefore;
  private long anchorMillis;
  private long anchorNanos;

  /// @param nanos the clock of the ring's datagrams
  record Clock(LongSupplier nanos, InstantSource wall) {
    static final Clock SYSTEM = new Clock(System::nanoTime, InstantSource.system());
  }

  /// @param seconds how much time is on disk
  /// @param bytes of all files
  /// @param segments files
  /// @param missed datagrams and notes that are not on disk, though they came while it ran
  /// @param problem why nothing can be written; empty: it can
  record Report(double seconds, long bytes, int segments, long missed, String problem) {

    private Report with(String other) {
      return new Report(seconds, bytes, segments, missed, other);
    }
  }

  /// @param directory made when there is something to write
  FlightRecorder(DatagramRing ring, Notes notes, Path directory, FlightLimits limits, Clock clock) {
    this.datagrams = ring.fromOldest();
    this.notes = notes;
    this.segments = new Segments(directory);
    this.fault = new DiskFault(directory);
    this.limits = limits;
    this.clock = clock;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  /// Of the last turn that ended. One that does not end is a disk that hangs. Any thread may ask.
  Report report() {
    Report last = report;
    return turnBegan
        .map(began -> Duration.ofNanos(clock.nanos().getAsLong() - began))
        .filter(turn -> turn.compareTo(HUNG) >= 0)
        .map(turn -> last.with(hung(turn)))
        .orElse(last);
  }

  /// Tells 5, 10, 20, 40 ... s: a text that changed each second would be news each second.
  private String hung(Duration turn) {
    long times = Long.highestOneBit(turn.toSeconds() / HUNG.toSeconds());
    return "the disk has not answered for %d s: %s"
        .formatted(times * HUNG.toSeconds(), segments.directory());
  }

  private void run() {
    try {
      do {
        turn();
      } while (!stop.await(TURN.toNanos(), TimeUnit.NANOSECONDS));
      turn();
      end();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the last segment in order. The thread is not interrupted, which would close its file; one
  /// whose disk hangs is left behind.
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes what has come since the last turn.
  void turn() {
    long now = clock.nanos().getAsLong();
    turnBegan = Optional.of(now);
    if (fault.mayTry(now)) {
      try {
        write(now);
      } catch (IOException e) {
        fail(e, now);
      }
    }
    report = report(now);
    turnBegan = Optional.empty();
  }

  private void write(long now) throws IOException {
    if (open.isPresent() && open.get().length(now).compareTo(limits.segment()) >= 0) {
      endSegment(now);
    }
    segment(0, now); // also while nothing comes: how long it has watched is worth knowing
    if (!fault.isOver()) {
      put(gap(now), now);
    }
    drain(now);
    segment(0, now).flush();
    inHand = 0;
    fault.over();
  }

  private void drain(long now) throws IOException {
    EarlierLogs past = earlierLogs();
    for (Optional<Recorded> note = notes.take(); note.isPresent(); note = notes.take()) {
      if (!(note.get() instanceof Recorded.Log(LogLine line)) || !past.has(line)) {
        inHand++;
        put(note.get(), now);
      }
    }
    for (int i = 0; i < MOST_A_TURN; i++) {
      Optional<Captured> next = datagrams.read();
      if (next.isEmpty()) {
        return;
      }
      inHand++;
      segment(next.get().datagram().length, now).put(next.get());
    }
  }

  private EarlierLogs earlierLogs() {
    EarlierLogs past = earlier.orElseGet(() -> EarlierLogs.in(segments, LogFollower.LATEST));
    earlier = Optional.of(past);
    return past;
  }

  private void put(Recorded note, long now) throws IOException {
    segment(MOST_NOTE_BYTES, now).put(note);
  }

  /// The segment that a record of about `length` bytes goes to.
  private OpenSegment segment(int length, long now) throws IOException {
    if (open.isPresent()
        && open.get().bytes() + OpenSegment.around(length) > limits.segmentBytes()) {
      endSegment(now);
    }
    if (open.isEmpty()) {
      open = Optional.of(begin(now));
    }
    return open.get();
  }

  private OpenSegment begin(long now) throws IOException {
    closed = segments.trim(limits);
    long millis = anchorMillis + (now - anchorNanos) / 1_000_000;
    if (Math.abs(clock.wall().millis() - millis) > MOST_DRIFT_MILLIS) {
      anchorMillis = clock.wall().millis();
      anchorNanos = now;
      millis = anchorMillis;
    }
    long startNanos = anchorNanos + (millis - anchorMillis) * 1_000_000;
    missedBefore = missed();
    return OpenSegment.create(segments.next(), millis, startNanos, clock.nanos());
  }

  private void endSegment(long now) throws IOException {
    OpenSegment ending = open.orElseThrow();
    ending.end(now, missed() - missedBefore);
    open = Optional.empty();
    closed = segments.trim(limits);
  }

  /// At the end of the run.
  void end() {
    long now = clock.nanos().getAsLong();
    try {
      if (open.isPresent()) {
        endSegment(now);
      }
    } catch (IOException e) {
      fail(e, now);
    }
    report = report(now);
  }

  private void fail(IOException e, long now) {
    fault.failed(e, now);
    open.ifPresent(OpenSegment::abandon);
    open = Optional.empty();
    lost += inHand;
    inHand = 0;
  }

  private Recorded gap(long now) {
    return new Recorded.Change(
        Instant.ofEpochMilli(clock.wall().millis()),
        WorkerName.OSC_DEBUGGER.busName(),
        "flight recorder: " + fault.pause(now));
  }

  private long missed() {
    return datagrams.missed() + notes.missed() + lost;
  }

  private Report report(long now) {
    Duration length =
        closed.stream().map(Segments.Segment::length).reduce(Duration.ZERO, Duration::plus);
    long bytes = closed.stream().mapToLong(Segments.Segment::bytes).sum();
    return new Report(
        length.plus(open.map(each -> each.length(now)).orElse(Duration.ZERO)).toMillis() / 1e3,
        bytes + open.map(OpenSegment::bytes).orElse(0L),
        closed.size() + (open.isPresent() ? 1 : 0),
        missed(),
        fault.text());
  }
}
