package vj.bus.telemetry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.telemetry.TargetStatus.State;

/// The connected, non-blocking socket to one receiver, and how it does. Never blocks, never throws
/// for what the network or the receiver does. Safe from any thread.
final class TargetSocket {

  private static final Logger LOG = LoggerFactory.getLogger(TargetSocket.class);

  /// A refusal shows at a later datagram, and a far machine refuses only some aloud: after trouble
  /// the target works again when one goes through so long after the first that did.
  private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();

  /// A refusal costs the system and the JVM ten times what a datagram does, so a target that
  /// refuses is tried this often and no more: a receiver that starts misses no longer than this.
  static final long HOLD_OFF_NANOS = Duration.ofMillis(50).toNanos();

  /// What all sockets of a sender count together, also those long closed.
  record Totals(LongAdder sent, LongAdder dropped) {
    Totals() {
      this(new LongAdder(), new LongAdder());
    }
  }

  private enum Outcome {
    SENT,
    TRY_AGAIN,
    GIVEN_UP
  }

  private final String name;
  private final int port;
  private final Totals totals;
  private final LongSupplier nanos;
  private final Runnable onTrouble;

  private final LongAdder sent = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private volatile @Nullable DatagramChannel channel;
  private volatile State state = State.RESOLVING;
  private volatile String lastError = "";
  private volatile long lastTroubleNanos;
  private volatile boolean quiet; // no trouble since a datagram went through
  private volatile long quietSinceNanos;
  private volatile long lastSentNanos;

  /// The last refusal was the answer to a datagram of long ago: it says nothing about now.
  private volatile boolean stale;

  private volatile boolean tried;
  private volatile long lastTryNanos;

  /// Guarded by `this`, as is every change of `state` and `channel`.
  private final Set<State> warnedOf = EnumSet.noneOf(State.class);

  private boolean closed;

  /// @param onTrouble called when the state becomes a failing one
  TargetSocket(Target target, Totals totals, LongSupplier nanos, Runnable onTrouble) {
    this.name = name(target);
    this.port = target.port();
    this.totals = totals;
    this.nanos = nanos;
    this.onTrouble = onTrouble;
  }

  private static String name(Target target) {
    String host = target.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + target.port();
  }

  /// Opens a socket to `address` and takes it in place of the one before, but keeps one to the same
  /// address on which a datagram went through: a new one would not hear that it was refused.
  void connect(InetAddress address) {
    trying();
    InetSocketAddress there = new InetSocketAddress(address, port);
    DatagramChannel before = channel;
    try {
      if (quiet && before != null && there.equals(before.getRemoteAddress())) {
        return;
      }
      replace(ConnectedChannel.to(there));
    } catch (IOException | UnsupportedOperationException | UnsupportedAddressTypeException e) {
      trouble(State.UNREACHABLE, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private synchronized void replace(DatagramChannel opened) throws IOException {
    if (closed) {
      opened.close();
      return;
    }
    DatagramChannel before = channel;
    channel = opened;
    quiet = false;
    switch (state) {
      case RESOLVING -> state = State.SENDING;
      case UNRESOLVED -> worksAgain();
      case OFF, SENDING, REFUSED, UNREACHABLE, CONGESTED -> {} // the next datagrams will show
    }
    if (before != null) {
      before.close();
    }
  }

  void unresolved(String why) {
    trouble(State.UNRESOLVED, why);
  }

  /// Sends `datagram`, from 0 to its limit, or counts it as dropped.
  void write(ByteBuffer datagram) {
    Outcome outcome = heldOff() ? Outcome.GIVEN_UP : attempt(datagram);
    if (outcome == Outcome.TRY_AGAIN) {
      outcome = attempt(datagram);
    }
    if (outcome == Outcome.SENT) {
      sent.increment();
      totals.sent.increment();
    } else {
      dropped.increment();
      totals.dropped.increment();
    }
  }

  /// A song's first message may be the first for minutes: the refusal that it brings to light is
  /// old, and must not cost the burst that follows.
  private boolean heldOff() {
    return state == State.REFUSED
        && !stale
        && nanos.getAsLong() - lastTroubleNanos < HOLD_OFF_NANOS;
  }

  private Outcome attempt(ByteBuffer datagram) {
    DatagramChannel open = channel;
    if (open == null) {
      return Outcome.GIVEN_UP; // no address yet, or closed
    }
    try {
      if (open.write(datagram.rewind()) == 0) {
        trouble(State.CONGESTED, "the send buffer is full");
        return Outcome.GIVEN_UP;
      }
    } catch (PortUnreachableException e) {
      // The answer to an earlier datagram; the kernel has not taken this one.
      refused.increment();
      stale = nanos.getAsLong() - lastSentNanos >= HOLD_OFF_NANOS;
      trouble(State.REFUSED, "nobody listens on the port");
      return Outcome.TRY_AGAIN;
    } catch (ClosedChannelException e) {
      return open.equals(channel) ? Outcome.GIVEN_UP : Outcome.TRY_AGAIN; // replaced meanwhile
    } catch (IOException e) {
      trouble(State.UNREACHABLE, String.valueOf(e.getMessage()));
      return Outcome.GIVEN_UP;
    }
    lastSentNanos = nanos.getAsLong();
    if (state != State.SENDING) {
      wentThrough();
    }
    return Outcome.SENT;
  }

  private void wentThrough() {
    long now = nanos.getAsLong();
    if (!quiet) {
      quietSinceNanos = now;
      quiet = true;
    } else if (now - quietSinceNanos >= QUIET_NANOS) {
      worksAgain();
    }
  }

  private void trouble(State kind, String why) {
    lastTroubleNanos = nanos.getAsLong();
    quiet = false;
    if (state == kind && lastError.equals(why)) {
      return;
    }
    synchronized (this) {
      if (closed) {
        return;
      }
      state = kind;
      lastError = why;
      if (warnedOf.add(kind)) {
        LOG.warn("OSC target {}: {}; trying on", name, why);
      }
    }
    onTrouble.run();
  }

  private synchronized void worksAgain() {
    if (!closed && state != State.SENDING) { // a send may still run as the socket is closed
      state = State.SENDING;
      warnedOf.clear();
      LOG.info("OSC target {} works again", name);
    }
  }

  boolean failing() {
    return state != State.SENDING;
  }

  /// An attempt to reach the target begins, be it only the lookup of its name.
  void trying() {
    tried = true;
    lastTryNanos = nanos.getAsLong();
  }

  /// @return nanoseconds until the next attempt may begin; 0 or less: now
  long remainingToRetry(long intervalNanos) {
    return tried ? intervalNanos - (nanos.getAsLong() - lastTryNanos) : 0;
  }

  TargetStatus status() {
    return new TargetStatus(name, state, sent.sum(), refused.sum(), dropped.sum(), lastError);
  }

  synchronized void close() {
    closed = true;
    state = State.OFF;
    DatagramChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("closing the socket to {}: {}", name, e.getMessage());
      }
    }
  }
}
