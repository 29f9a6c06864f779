package vj.workers.oscdebugger;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all sockets on one thread, `osc-in`, which nothing that arrives can end. While it works,
/// datagrams wait in the kernel: what is done with each must be short.
final class Intake implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Intake.class);

  /// No UDP datagram is longer.
  private static final int LONGEST_DATAGRAM = 65_535;

  /// From one socket before the next has its turn.
  private static final int IN_A_ROW = 512;

  /// Who is woken sooner than this after the last time rests a little, to be woken for many
  /// datagrams at a time: waking costs more than reading. Times of arrival are as much less exact.
  private static final long BUSY_NANOS = 300_000;

  private static final long REST_NANOS = Duration.ofMillis(1).toNanos();

  private static final long PAUSE_AFTER_ERROR_NANOS = Duration.ofMillis(100).toNanos();

  /// Without datagrams the thread still turns this often, to show that it does.
  private static final long TURN_MILLIS = 1000;

  /// Without a turn for longer, it hangs: five idle turns, and far more than a busy one takes.
  private static final Duration LONGEST_TURN = Duration.ofSeconds(5);

  /// Turns in a row that failed, a second or more: it is no passing fault.
  private static final int LASTING = 10;

  private static final Duration JOIN = Duration.ofSeconds(1);

  /// Takes a datagram, from its position to its limit, on the thread of the intake.
  @FunctionalInterface
  interface Taker {
    void take(ByteBuffer datagram, Sender sender, long nanos, long millis);
  }

  private final Taker taker;
  private final Selector selector;
  private final List<Inlet> inlets = new CopyOnWriteArrayList<>();
  private final ByteBuffer datagram = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
  private final AtomicInteger granted = new AtomicInteger(); // as logged last
  private final Thread thread = new Thread(this::run, "osc-in");

  private final AtomicLong failed = new AtomicLong();
  private volatile long turnedNanos;
  private volatile Optional<String> fault = Optional.empty();

  // Only the thread touches these.
  private String warnedOf = "";
  private String problem = ""; // of this turn
  private int faultyTurns; // in a row

  Intake(Taker taker, Selector selector) {
    this.taker = taker;
    this.selector = selector;
  }

  /// @throws IOException if the process has no descriptors left
  static Intake open(Taker taker) throws IOException {
    return new Intake(taker, Selector.open());
  }

  void start() {
    turnedNanos = System.nanoTime();
    thread.setDaemon(true);
    thread.start();
  }

  /// Reads from this one too. Any thread.
  void add(Inlet inlet) throws ClosedChannelException {
    inlets.add(inlet);
    if (granted.getAndSet(inlet.granted()) != inlet.granted()) {
      log.info("{}", inlet.bufferText());
    }
    inlet.channel().register(selector, SelectionKey.OP_READ, inlet);
    selector.wakeup();
  }

  /// Closes one. Any thread.
  void remove(Inlet inlet) {
    inlets.remove(inlet);
    try {
      inlet.channel().close();
    } catch (IOException e) {
      log.debug("closing port {}: {}", inlet.port(), e.toString());
    }
    selector.wakeup(); // the port is free once the selector has let go of it
  }

  List<Inlet> inlets() {
    return inlets;
  }

  /// Whether the thread has turned lately.
  boolean turns(long nowNanos) {
    return nowNanos - turnedNanos < LONGEST_TURN.toNanos();
  }

  /// Datagrams that were lost to a bug.
  long failed() {
    return failed.get();
  }

  /// Why nothing comes in, or not all.
  Optional<String> trouble(long nowNanos) {
    return turns(nowNanos)
        ? fault
        : Optional.of("the thread that receives OSC hangs, so none is seen; restart the worker");
  }

  @Override
  public void close() {
    inlets.forEach(this::remove);
    try {
      selector.close();
      thread.join(JOIN);
    } catch (IOException e) {
      log.debug("closing the selector: {}", e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long woken = System.nanoTime();
    while (selector.isOpen()) {
      problem = "";
      try {
        selector.select(this::drain, TURN_MILLIS);
        long now = System.nanoTime();
        if (now - woken < BUSY_NANOS) {
          LockSupport.parkNanos(this, REST_NANOS);
          now = System.nanoTime();
        }
        woken = now;
      } catch (ClosedSelectorException _) {
        return; // our own close()
      } catch (IOException e) {
        warn("waiting for OSC: " + e.getMessage());
      }
      turned();
    }
  }

  private void turned() {
    turnedNanos = System.nanoTime();
    faultyTurns = problem.isEmpty() ? 0 : faultyTurns + 1;
    if (faultyTurns == 0 && fault.isPresent()) {
      fault = Optional.empty();
    } else if (faultyTurns == LASTING) {
      fault = Optional.of(problem + "; restart the worker if it stays so");
    }
  }

  private void drain(SelectionKey key) {
    Inlet inlet = (Inlet) key.attachment();
    try {
      for (int i = 0; i < IN_A_ROW; i++) {
        datagram.clear();
        if (!(inlet.channel().receive(datagram) instanceof InetSocketAddress from)) {
          return;
        }
        take(datagram.flip(), inlet.sender(from));
      }
    } catch (ClosedChannelException _) {
      // removed
    } catch (IOException e) {
      warn("receiving OSC on port %d: %s".formatted(inlet.port(), e.getMessage()));
    }
  }

  /// A bug in what takes datagrams must not end the thread: the next one may be the one looked for.
  private void take(ByteBuffer received, Sender from) {
    try {
      taker.take(received, from, System.nanoTime(), System.currentTimeMillis());
    } catch (RuntimeException bug) {
      if (failed.getAndIncrement() == 0) {
        log.error("a datagram of {} bytes from {} failed", received.limit(), from.text(), bug);
      }
    }
  }

  /// Once for each cause; and a lasting one must not spin.
  private void warn(String what) {
    problem = what;
    if (!what.equals(warnedOf)) {
      warnedOf = what;
      log.warn("{}", what);
    }
    LockSupport.parkNanos(this, PAUSE_AFTER_ERROR_NANOS);
  }
}
