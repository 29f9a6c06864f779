package vj.workers.oscdebugger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.telemetry.OscDatagram.Timed;
import vj.bus.telemetry.PlainOsc;

/// Clients that want to see messages as they come: each follows the ring, all on the thread `tail`,
/// which sleeps while there are none.
final class Tails implements AutoCloseable {

  /// At most 50 frames/s.
  private static final Duration TURN = Duration.ofMillis(20);

  /// Frames that may wait for a client; while there are more it gets none, and misses what the ring
  /// forgets meanwhile.
  private static final int WAITING = 4;

  /// JSON in one frame, what one datagram holds on top of it: far below the limit of a frame.
  private static final int FRAME_BYTES = 128 * 1024;

  private static final int FRAME_DATAGRAMS = 1000;

  private static final String KEY = "tail";

  private final DatagramRing ring;
  private final Thread thread = new Thread(this::run, "tail");
  private final List<Tail> tails = new ArrayList<>(); // the lock (this) protects it

  Tails(DatagramRing ring) {
    this.ring = ring;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
    List<Tail> left;
    synchronized (this) {
      left = List.copyOf(tails);
    }
    left.forEach(Tail::close);
  }

  /// A second tail of a connection ends its first.
  ///
  /// @param count messages after which it ends by itself
  Answer begin(@Nullable String msgId, Connection connection, Filter filter, long count) {
    Tail tail = new Tail(msgId, connection, filter, count);
    synchronized (this) {
      tails.add(tail);
      notifyAll();
    }
    connection.attach(KEY, tail);
    return Answer.LATER;
  }

  Answer stop(Connection connection) {
    connection.attach(KEY, null);
    return Answer.done("Tail stopped");
  }

  private void run() {
    try {
      while (true) {
        for (Tail tail : awaitTails()) {
          tail.turn();
        }
        Thread.sleep(TURN);
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  private synchronized List<Tail> awaitTails() throws InterruptedException {
    while (tails.isEmpty()) {
      wait();
    }
    return List.copyOf(tails);
  }

  private synchronized boolean remove(Tail tail) {
    return tails.remove(tail);
  }

  /// One client's. Turned by the thread, closed by whoever comes first.
  private final class Tail implements Connection.Resource {

    private final @Nullable String msgId;
    private final Connection connection;
    private final Filter filter;
    private final DatagramRing.Reader reader = ring.fromNow();
    private final Object turning = new Object(); // no frame leaves after the final answer
    private long left;
    private long sent;
    private long missed;

    private Tail(@Nullable String msgId, Connection connection, Filter filter, long count) {
      this.msgId = msgId;
      this.connection = connection;
      this.filter = filter;
      this.left = count;
    }

    private void turn() {
      synchronized (turning) {
        if (connection.waiting() > WAITING || ended()) {
          return;
        }
        List<Map<String, @Nullable Object>> messages = batch();
        if (messages.isEmpty() && reader.missed() == missed) {
          return;
        }
        missed = reader.missed();
        sent += messages.size();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("messages", messages);
        data.put("missed", missed);
        if (!connection.respond(msgId, data)) {
          left = 0;
        }
      }
      if (left == 0) {
        close();
      }
    }

    private boolean ended() {
      synchronized (Tails.this) {
        return !tails.contains(this);
      }
    }

    private List<Map<String, @Nullable Object>> batch() {
      AnswerRoom room = AnswerRoom.of(FRAME_BYTES);
      List<Map<String, @Nullable Object>> messages = new ArrayList<>();
      boolean fits = true;
      for (int read = 0; fits && left > 0 && read < FRAME_DATAGRAMS; read++) {
        Optional<Captured> captured = reader.read();
        if (captured.isEmpty()) {
          break;
        }
        for (Timed timed : CaptureCommands.timed(captured.get())) {
          if (left > 0 && filter.takes(timed.message())) {
            Map<String, @Nullable Object> plain =
                PlainOsc.message(
                    timed, captured.get().millis() / 1e3, captured.get().sender().text());
            fits &= room.take(plain);
            messages.add(plain);
            left--;
          }
        }
      }
      return messages;
    }

    @Override
    public void close() {
      synchronized (turning) {
        if (remove(this)) {
          Map<String, @Nullable Object> data = new LinkedHashMap<>();
          data.put("count", sent);
          data.put("missed", reader.missed());
          connection.complete(msgId, new Answer(true, "Tail ended", data));
        }
      }
    }
  }
}
