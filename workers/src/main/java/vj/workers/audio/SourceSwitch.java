package vj.workers.audio;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vj.workers.audio.CaptureLoop.Wiring;
import vj.workers.audio.source.SourceSpec;

/// Chooses what is listened to, without ever waiting for it: each choice is a [CaptureLoop] on a
/// thread of its own.
///
/// The new thread closes the one before and waits for it, within a bound, so that a device may be
/// opened again. One that does not come back (a disk that does not answer) is left behind. All
/// methods but [#state] belong to the thread that made this.
final class SourceSwitch implements AutoCloseable {

  private final Wiring wiring;
  private volatile CaptureLoop loop;
  private Station station;
  private int choices;

  SourceSwitch(Wiring wiring, SourceSpec first) {
    this.wiring = wiring;
    this.loop = new CaptureLoop(wiring, first, choices);
    this.station = new Station("audio-capture", loop::run);
  }

  void start() {
    station.start();
  }

  /// Any thread.
  CaptureState state() {
    return loop.state();
  }

  /// What to listen to, from now on.
  void source(SourceSpec other) {
    if (!other.equals(loop.spec())) {
      choose(other);
    }
  }

  /// From the beginning, if the source has ended.
  void again() {
    if (loop.state() instanceof CaptureState.Ended) {
      choose(loop.spec());
    }
  }

  private void choose(SourceSpec spec) {
    loop.leave();
    var next = new CaptureLoop(wiring, spec, ++choices);
    var before = new AtomicReference<@Nullable Station>(station); // no chain of all that ever were
    loop = next;
    station =
        new Station(
            "audio-capture",
            () -> {
              closeTaken(before);
              next.run();
            });
    station.start();
  }

  private static void closeTaken(AtomicReference<@Nullable Station> before) {
    Station taken = before.getAndSet(null);
    if (taken != null) {
      taken.close();
    }
  }

  /// Throws what ended the thread, if something did, and looks whether samples come.
  void check() {
    station.check();
    loop.watch();
  }

  @Override
  public void close() {
    loop.leave();
    station.close();
  }
}
