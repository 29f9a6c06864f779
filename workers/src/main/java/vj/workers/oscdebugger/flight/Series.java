package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import vj.workers.oscdebugger.Captured;
import vj.workers.oscdebugger.record.Recorded;

/// One of the recorder's series of segments, of which the last is being written. What is too much
/// for its limits costs this series alone. One thread.
final class Series {

  /// Wall time is told by the monotonic clock, from one beginning for all segments of a run; when
  /// the wall clock was set by more than this, from a new one.
  private static final long MOST_DRIFT_MILLIS = 100;

  /// In UTF-8 a character may take three bytes.
  private static final int MOST_NOTE_BYTES = 3 * LogFollower.LONGEST_TEXT;

  private final Segments segments;
  private final FlightLimits limits;
  private final FlightRecorder.Clock clock;
  private final LongSupplier missedBefore;

  private Optional<OpenSegment> open = Optional.empty();
  private List<Segments.Segment> closed = List.of();
  private int inHand;
  private long lost;
  private long missedAtBegin;
  private long anchorMillis;
  private long anchorNanos;

  /// @param missedBefore how many did not come as far as this
  Series(
      Segments segments,
      FlightLimits limits,
      FlightRecorder.Clock clock,
      LongSupplier missedBefore) {
    this.segments = segments;
    this.limits = limits;
    this.clock = clock;
    this.missedBefore = missedBefore;
  }

  /// Begins a file also while nothing comes: how long it has watched is worth knowing.
  void turn(long now) throws IOException {
    if (open.isPresent() && open.get().length(now).compareTo(limits.segment()) >= 0) {
      end(now);
    }
    segment(0, now);
  }

  void put(Captured datagram, long now) throws IOException {
    inHand++;
    segment(datagram.datagram().length, now).put(datagram);
  }

  void put(Recorded note, long now) throws IOException {
    inHand++;
    remark(note, now);
  }

  /// A note that nobody misses when it cannot be written.
  void remark(Recorded note, long now) throws IOException {
    segment(MOST_NOTE_BYTES, now).put(note);
  }

  /// Hands everything to the system.
  void flush(long now) throws IOException {
    segment(0, now).flush();
    inHand = 0;
  }

  /// The segment that a record of about `length` bytes goes to.
  private OpenSegment segment(int length, long now) throws IOException {
    if (open.isPresent()
        && open.get().bytes() + OpenSegment.around(length) > limits.segmentBytes()) {
      end(now);
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
    missedAtBegin = missed();
    return OpenSegment.create(segments.next(), millis, startNanos, clock.nanos());
  }

  /// Ends the segment that is being written, if there is one.
  void end(long now) throws IOException {
    if (open.isPresent()) {
      open.get().end(now, missed() - missedAtBegin);
      open = Optional.empty();
      closed = segments.trim(limits);
    }
  }

  /// After a fault.
  void abandon() {
    open.ifPresent(OpenSegment::abandon);
    open = Optional.empty();
    lost += inHand;
    inHand = 0;
  }

  /// What came while it ran and is not on disk.
  long missed() {
    return missedBefore.getAsLong() + lost;
  }

  /// How much time is on disk.
  Duration length(long now) {
    return closed.stream()
        .map(Segments.Segment::length)
        .reduce(Duration.ZERO, Duration::plus)
        .plus(open.map(each -> each.length(now)).orElse(Duration.ZERO));
  }

  long bytes() {
    return closed.stream().mapToLong(Segments.Segment::bytes).sum()
        + open.map(OpenSegment::bytes).orElse(0L);
  }

  int files() {
    return closed.size() + (open.isPresent() ? 1 : 0);
  }
}
