package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import vj.bus.control.WorkerName;
import vj.bus.status.LogLine;
import vj.workers.oscdebugger.Captured;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.record.Recorded;

/// Keeps the last minutes on disk: what passes through the ring, and the notes, each to a series of
/// segments, of which the oldest are deleted. It owns the thread `flight`, which alone waits for
/// the disk.
///
/// A disk that is full, or cannot be written, is tried again every two seconds; meanwhile datagrams
/// wait in the ring and notes in their queue, as long as they fit.
final class FlightRecorder implements AutoCloseable {

  /// With the write that follows, no more than a second is lost at kill -9; and a disk is not asked
  /// more often than it has to be.
  static final Duration TURN = Duration.ofMillis(250);

  /// Far more than come; a flood that is faster than the disk must not make a turn endless.
  private static final int MOST_A_TURN = 100_000;

  /// A disk that works has answered long before.
  static final Duration HUNG = Duration.ofSeconds(5);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final DatagramRing.Reader datagrams;
  private final Notes notes;
  private final Path directory;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "flight");

  private volatile Report report = new Report(0, 0, 0, 0, "");

  /// In a turn: when it began.
  private volatile Optional<Long> turnBegan = Optional.empty();

  // Only the thread above touches these, or a test that starts none.
  private final Series oscSeries;
  private final Series noteSeries;
  private final DiskFault fault;
  private Optional<EarlierLogs> earlier = Optional.empty();

  /// @param nanos the clock of the ring's datagrams
  record Clock(LongSupplier nanos, InstantSource wall) {
    static final Clock SYSTEM = new Clock(System::nanoTime, InstantSource.system());
  }

  /// @param seconds how much time of OSC is on disk
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
  /// @param limits of the OSC; notes have their own beside
  FlightRecorder(DatagramRing ring, Notes notes, Path directory, FlightLimits limits, Clock clock) {
    this.datagrams = ring.fromOldest();
    this.notes = notes;
    this.directory = directory;
    this.fault = new DiskFault(directory);
    this.clock = clock;
    this.oscSeries =
        new Series(new Segments(directory, Segments.Kind.OSC), limits, clock, datagrams::missed);
    this.noteSeries =
        new Series(
            new Segments(directory, Segments.Kind.NOTES), limits.ofNotes(), clock, notes::missed);
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
    return "the disk has not answered for %d s: %s".formatted(times * HUNG.toSeconds(), directory);
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
    noteSeries.turn(now);
    oscSeries.turn(now);
    if (!fault.isOver()) {
      noteSeries.remark(gap(now), now);
    }
    drainNotes(now);
    noteSeries.flush(now);
    drainDatagrams(now);
    oscSeries.flush(now);
    fault.over();
  }

  private void drainNotes(long now) throws IOException {
    EarlierLogs past = earlierLogs();
    for (Optional<Recorded> note = notes.take(); note.isPresent(); note = notes.take()) {
      if (!(note.get() instanceof Recorded.Log(LogLine line)) || !past.has(line)) {
        noteSeries.put(note.get(), now);
      }
    }
  }

  private void drainDatagrams(long now) throws IOException {
    for (int i = 0; i < MOST_A_TURN; i++) {
      Optional<Captured> next = datagrams.read();
      if (next.isEmpty()) {
        return;
      }
      oscSeries.put(next.get(), now);
    }
  }

  private EarlierLogs earlierLogs() {
    EarlierLogs past = earlier.orElseGet(() -> EarlierLogs.in(directory, LogFollower.LATEST));
    earlier = Optional.of(past);
    return past;
  }

  /// At the end of the run.
  void end() {
    long now = clock.nanos().getAsLong();
    try {
      noteSeries.end(now);
      oscSeries.end(now);
    } catch (IOException e) {
      fail(e, now);
    }
    report = report(now);
  }

  private void fail(IOException e, long now) {
    fault.failed(e, now);
    noteSeries.abandon();
    oscSeries.abandon();
  }

  private Recorded gap(long now) {
    return new Recorded.Change(
        Instant.ofEpochMilli(clock.wall().millis()),
        WorkerName.OSC_DEBUGGER.busName(),
        "flight recorder: " + fault.pause(now));
  }

  private Report report(long now) {
    return new Report(
        oscSeries.length(now).toMillis() / 1e3,
        oscSeries.bytes() + noteSeries.bytes(),
        oscSeries.files() + noteSeries.files(),
        oscSeries.missed() + noteSeries.missed(),
        fault.text());
  }
}
