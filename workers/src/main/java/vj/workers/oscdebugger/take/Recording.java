package vj.workers.oscdebugger.take;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.oscdebugger.Captured;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.record.RecordWriter;
import vj.workers.oscdebugger.record.Recorded;

/// A take that is being recorded: the thread `take` follows the ring and writes. It ends by itself
/// when its time is over or the disk is nearly full, and when the disk fails; what was written
/// stays a take.
final class Recording implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

  /// Left on the disk for everything else. More than the 500 MiB below which the flight recorder
  /// gives up its past: somebody's recording ends before the memory of an incident does.
  static final long KEPT_FREE_BYTES = 600L << 20;

  /// A fifth of what the writer may hold back.
  private static final long TURN_MILLIS = 50;

  private static final long LOOK_AT_DISK_NANOS = Duration.ofSeconds(1).toNanos();

  /// What a power cut may cost.
  private static final long FORCE_NANOS = Duration.ofSeconds(10).toNanos();

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  /// Bytes that may still be written.
  @FunctionalInterface
  interface Room {
    long bytes() throws IOException;
  }

  /// @param startNanos on [System#nanoTime], as the ring's times are
  /// @param seconds after which it ends; infinity for never
  record Plan(TakeName name, long startNanos, double seconds) {}

  /// What is known of it at one moment.
  ///
  /// @param ended why it ended by itself; empty while it runs, and when it was told to
  /// @param failed that was not wanted
  record Progress(
      TakeName name,
      double seconds,
      long datagrams,
      long bytes,
      long missed,
      String ended,
      boolean failed) {

    Map<String, @Nullable Object> fields() {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("name", name.text());
      fields.put("seconds", Take.rounded(seconds));
      fields.put("datagrams", datagrams);
      fields.put("bytes", bytes);
      fields.put("missed", missed);
      if (!ended.isEmpty()) {
        fields.put("ended", ended);
      }
      return fields;
    }
  }

  private final Plan plan;
  private final DatagramRing ring;
  private final DatagramRing.Reader reader;
  private final RecordWriter writer;
  private final Room room;
  private final Thread thread = new Thread(this::run, "take");
  private final CountDownLatch stop = new CountDownLatch(1);

  // Only the thread above touches these.
  private long datagrams;
  private long datagramBytes;
  private long lookedNanos;
  private long forcedNanos;

  private volatile Progress progress;

  /// @param writer the recording's own from now on
  Recording(Plan plan, DatagramRing ring, RecordWriter writer, Room room) {
    this.plan = plan;
    this.ring = ring;
    this.reader = ring.fromNow();
    this.writer = writer;
    this.room = room;
    this.progress = new Progress(plan.name(), 0, 0, writer.bytes(), 0, "", false);
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  TakeName name() {
    return plan.name();
  }

  boolean running() {
    return thread.isAlive();
  }

  Progress progress() {
    return progress;
  }

  /// Ends it after what was captured until now; returns when it is on the disk.
  @Override
  public void close() {
    stop.countDown();
    try {
      if (!thread.join(STOP_LIMIT)) {
        LOG.warn("take {}: the disk is slow; it is ended as soon as it takes it", name().text());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    String ended = "";
    boolean failed = false;
    long began = System.nanoTime();
    lookedNanos = began;
    forcedNanos = began;
    try {
      Optional<String> full = record();
      failed = full.isPresent();
      ended = full.orElse(secondsNow() >= plan.seconds() ? "its time was over" : "");
      end();
    } catch (IOException e) {
      failed = true;
      ended = String.valueOf(e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does; the file is readable all the same
    } finally {
      closeFile();
    }
    show(ended, failed);
    if (failed) {
      LOG.error("take {} has ended by itself: {}", name().text(), ended);
    }
  }

  /// @return why it cannot go on; empty when it was told to stop, or its time is over
  private Optional<String> record() throws IOException, InterruptedException {
    boolean last = false;
    while (!last) {
      last = stop.await(TURN_MILLIS, TimeUnit.MILLISECONDS) || secondsNow() >= plan.seconds();
      take(ring.total());
      writer.turn();
      show("", false);
      Optional<String> full = look(System.nanoTime());
      if (full.isPresent()) {
        return full;
      }
    }
    return Optional.empty();
  }

  private double secondsNow() {
    return Math.min(plan.seconds(), (System.nanoTime() - plan.startNanos()) / 1e9);
  }

  /// Writes what came before `until`, a number in the ring: a flood cannot keep it from its turn.
  private void take(long until) throws IOException {
    Optional<Captured> next = reader.read();
    while (next.isPresent()) {
      Captured captured = next.get();
      long nanos = Math.max(0, captured.nanos() - plan.startNanos());
      if (nanos / 1e9 <= plan.seconds()) {
        writer.write(new Recorded.Datagram(nanos, captured.sender().text(), captured.datagram()));
        datagrams++;
        datagramBytes += captured.datagram().length;
      }
      next = captured.number() + 1 < until ? reader.read() : Optional.empty();
    }
  }

  private Optional<String> look(long now) throws IOException {
    if (now - lookedNanos >= LOOK_AT_DISK_NANOS) {
      lookedNanos = now;
      Optional<String> full = full(room);
      if (full.isPresent()) {
        return full;
      }
    }
    if (now - forcedNanos >= FORCE_NANOS) {
      forcedNanos = now;
      writer.force();
    }
    return Optional.empty();
  }

  /// Why nothing more should be written; empty when there is room.
  static Optional<String> full(Room room) throws IOException {
    long left = room.bytes();
    return left >= KEPT_FREE_BYTES
        ? Optional.empty()
        : Optional.of(
            "%d MB are left on the disk, of which %d MB are kept free for the flight recorder and logs; delete what is not needed"
                .formatted(left >> 20, KEPT_FREE_BYTES >> 20));
  }

  private void end() throws IOException {
    long nanos = Math.round(secondsNow() * 1e9);
    writer.write(new Recorded.End(nanos, datagrams, datagramBytes, reader.missed()));
    writer.flush();
    writer.force();
  }

  private void closeFile() {
    try {
      writer.close();
    } catch (IOException e) {
      LOG.warn("take {}: {}", name().text(), e.getMessage());
    }
  }

  private void show(String ended, boolean failed) {
    progress =
        new Progress(
            plan.name(), secondsNow(), datagrams, writer.bytes(), reader.missed(), ended, failed);
  }
}
