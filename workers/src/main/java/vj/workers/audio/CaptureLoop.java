package vj.workers.audio;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.worker.WorkerContext;
import vj.workers.audio.CaptureState.Ended;
import vj.workers.audio.CaptureState.Listening;
import vj.workers.audio.CaptureState.Lost;
import vj.workers.audio.CaptureState.Opening;
import vj.workers.audio.analysis.Stage;
import vj.workers.audio.analysis.Stopwatch;
import vj.workers.audio.analysis.Stopwatch.Laps;
import vj.workers.audio.source.AudioSource;
import vj.workers.audio.source.AudioSource.Format;
import vj.workers.audio.source.SourceSpec;

/// One choice of a source: reads it and writes the ring, opens again what is lost, and is over when
/// the source has ended, or when [#leave] says that another was chosen.
///
/// A thread of its own runs it ([SourceSwitch]), which may hang in a dead disk or driver and come
/// back at any time: once left, it writes and reports nothing more.
final class CaptureLoop {

  /// Before each further try to open what could not be opened or was lost; then always the last.
  private static final long[] RETRY_NANOS = {
    500_000_000L, 1_000_000_000L, 2_000_000_000L, 4_000_000_000L
  };

  /// Without samples for this long somebody wonders why. Some devices need 2 s to wake up, and what
  /// hangs is waited for as long before another is opened.
  private static final int QUIET_SECONDS = 3;

  private final Wiring wiring;
  private final SourceSpec spec;
  private final int number;

  private volatile CaptureState state;
  private volatile long lastHeard;
  private int failures; // confined to the capture thread

  // The lock is the object's own. It protects these, and with them the ring and the report: nothing
  // goes there between leave() and the next choice.
  private boolean left;
  private boolean faulty;

  /// Opens a source, blocking; found anew by its name each time.
  @FunctionalInterface
  interface Opener {

    /// @throws IOException when there is no such source or its format is not supported; the message
    ///   names it and the cure
    AudioSource open(SourceSpec source) throws IOException, InterruptedException;
  }

  /// What every choice of a source is connected to.
  record Wiring(
      Opener opener, SampleRing ring, WorkerContext report, Timekeeper time, Stopwatch stopwatch) {}

  /// @param number of this choice; other music is to be expected with each
  CaptureLoop(Wiring wiring, SourceSpec spec, int number) {
    this.wiring = wiring;
    this.spec = spec;
    this.number = number;
    this.state = new Opening(spec.text());
    this.lastHeard = wiring.time().nanos();
  }

  SourceSpec spec() {
    return spec;
  }

  CaptureState state() {
    return state;
  }

  /// Another source was chosen. Waits for nothing. Any thread.
  synchronized void leave() {
    left = true;
  }

  /// Reports that samples stay away, for whatever reason: no writer, or an open or a read that
  /// hangs. Waits for nothing; called often, by the frame loop.
  void watch() {
    if (expectsSamples() && wiring.time().nanos() - lastHeard > QUIET_SECONDS * 1_000_000_000L) {
      reportQuiet();
    }
  }

  private boolean expectsSamples() {
    return switch (state) {
      case Opening _ -> true;
      case Listening _ -> !(spec instanceof SourceSpec.Device); // which watches itself
      case Ended _, Lost _ -> false;
    };
  }

  private synchronized void reportQuiet() {
    if (expectsSamples()) {
      fault(SourceFaults.quiet(spec, QUIET_SECONDS));
    }
  }

  /// Until the source has ended. The thread is interrupted after [#leave].
  void run() throws InterruptedException {
    forgetFault();
    while (!play()) {
      // opens again
    }
    enter(new Ended(spec.text()));
    forgetFault();
  }

  /// From opening the source until it ends, or there is reason to open it again.
  ///
  /// @return whether it has ended
  private boolean play() throws InterruptedException {
    enter(new Opening(spec.text()));
    try (AudioSource source = wiring.opener().open(spec)) {
      listen(source);
      return true;
    } catch (IOException e) {
      stopIfInterrupted();
      retryLater(e.getMessage());
      return false;
    }
  }

  private void listen(AudioSource source) throws IOException, InterruptedException {
    Format format = source.format();
    int most = format.sampleRate() / 100; // 10 ms
    float[] interleaved = new float[most * format.channels()];
    float[] mono = new float[most];
    Laps laps = wiring.stopwatch().laps();
    var silence = new SilenceWatch(format.sampleRate());
    Optional<String> silent = SourceFaults.silent(spec, format);
    long lost = 0;
    begin(format);
    for (int count = source.read(interleaved, most);
        count >= 0;
        count = source.read(interleaved, most)) {
      laps.begin();
      Downmix.mean(interleaved, format.channels(), mono, count);
      deliver(format, mono, count);
      long newlyLost = source.lost() - lost;
      lost += newlyLost;
      wiring.ring().missed(newlyLost);
      laps.lap(Stage.CAPTURE);
      if (silence.heard(mono, count) && silent.isPresent()) {
        fault(silent.get());
      } else if (faulty()) {
        forgetFault();
      }
    }
    stopIfInterrupted(); // then this was not the end
  }

  private synchronized void begin(Format format) throws InterruptedException {
    stopIfLeft();
    wiring.ring().begin(format.sampleRate(), number);
  }

  private synchronized void deliver(Format format, float[] mono, int count)
      throws InterruptedException {
    stopIfLeft();
    long now = wiring.time().nanos();
    wiring.ring().write(mono, count, now);
    lastHeard = now;
    if (!(state instanceof Listening)) {
      failures = 0;
      enter(new Listening(format));
    }
  }

  private void retryLater(@Nullable String message) throws InterruptedException {
    String why = message == null ? spec.text() + " cannot be read" : message;
    synchronized (this) {
      enter(new Lost(why));
      faulty = true;
      wiring.report().degraded(why);
    }
    long delay = RETRY_NANOS[Math.min(failures, RETRY_NANOS.length - 1)];
    failures++;
    long deadline = wiring.time().nanos() + delay;
    while (wiring.time().nanos() < deadline) {
      wiring.time().parkUntil(deadline);
    }
  }

  private synchronized boolean faulty() {
    return faulty;
  }

  /// The first fault stands until there is sound: what follows from it explains less.
  private synchronized void fault(String why) {
    if (!left && !faulty) {
      faulty = true;
      wiring.report().degraded(why);
    }
  }

  private synchronized void forgetFault() throws InterruptedException {
    stopIfLeft();
    faulty = false;
    wiring.report().recovered();
  }

  private synchronized void enter(CaptureState next) throws InterruptedException {
    stopIfLeft();
    state = next;
    lastHeard = wiring.time().nanos();
    wiring.report().doing(next.text());
  }

  private void stopIfLeft() throws InterruptedException {
    if (left) {
      throw new InterruptedException();
    }
    stopIfInterrupted();
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
