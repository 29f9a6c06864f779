package vj.bus.telemetry;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One target or subscription at work: its socket, the bundle of the running frame and the rate
/// limits. Safe from any thread.
final class Destination {

  private final Target target;
  private final TargetSocket socket;
  private final LongSupplier nanos;
  private final LongConsumer wakeBy;

  /// Guards what follows: two threads may send different templates to the same target.
  private final Object lock = new Object();

  private final Map<String, Pacing> pacings = new HashMap<>();
  private @Nullable FrameBundle bundle;

  /// @param wakeBy asks for a [#sendDue] at that time of the clock
  Destination(Target target, TargetSocket socket, LongSupplier nanos, LongConsumer wakeBy) {
    this.target = target;
    this.socket = socket;
    this.nanos = nanos;
    this.wakeBy = wakeBy;
  }

  Target target() {
    return target;
  }

  TargetSocket socket() {
    return socket;
  }

  /// The rate limit of one address here, the same for all templates of that address.
  @Nullable Pacing pacing(String address) {
    if (target.maxRate() == 0) {
      return null;
    }
    synchronized (lock) {
      return pacings.computeIfAbsent(address, _ -> new Pacing(target.maxRate()));
    }
  }

  /// @param message from 0 to its limit; its position moves, here and in [#collect]
  void send(ByteBuffer message, @Nullable Pacing pacing) {
    if (pacing == null) {
      socket.write(message);
      return;
    }
    synchronized (lock) {
      long now = nanos.getAsLong();
      if (pacing.pass(now)) {
        socket.write(message);
      } else {
        pacing.keep(message, false);
        wakeBy.accept(now + pacing.remainingNanos(now));
      }
    }
  }

  void collect(ByteBuffer message, @Nullable Pacing pacing) {
    if (!target.bundle()) {
      send(message, pacing);
      return;
    }
    synchronized (lock) {
      if (pacing == null || pacing.pass(nanos.getAsLong())) {
        bundle(message);
      } else {
        pacing.keep(message, true);
      }
    }
  }

  void endFrame() {
    if (target.maxRate() == 0 && !target.bundle()) {
      return;
    }
    synchronized (lock) {
      long now = nanos.getAsLong();
      for (Pacing pacing : pacings.values()) {
        boolean inBundle = pacing.collected();
        if (pacing.waiting() && pacing.pass(now)) {
          if (inBundle) {
            bundle(pacing.kept());
          } else {
            socket.write(pacing.kept());
          }
        }
      }
      flush();
    }
  }

  /// Sends the values whose time has come, except those that wait for the end of a frame too.
  ///
  /// @return nanoseconds until the next one is due; `Long.MAX_VALUE` if none waits
  long sendDue() {
    if (target.maxRate() == 0) {
      return Long.MAX_VALUE;
    }
    synchronized (lock) {
      long now = nanos.getAsLong();
      long next = Long.MAX_VALUE;
      for (Pacing pacing : pacings.values()) {
        if (!pacing.waiting() || pacing.collected()) {
          continue;
        }
        if (pacing.pass(now)) {
          socket.write(pacing.kept());
        } else {
          next = Math.min(next, pacing.remainingNanos(now));
        }
      }
      return next;
    }
  }

  private void bundle(ByteBuffer message) {
    FrameBundle frame = bundle;
    if (frame == null) {
      frame = new FrameBundle();
      bundle = frame;
    }
    if (!frame.fits(message)) {
      flush();
    }
    if (frame.fits(message)) {
      frame.add(message);
    } else {
      socket.write(message); // longer than a whole bundle
    }
  }

  private void flush() {
    FrameBundle frame = bundle;
    if (frame != null && !frame.isEmpty()) {
      socket.write(frame.bytes());
      frame.clear();
    }
  }
}
