package vj.workers.audio;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vj.bus.worker.WorkerContext;
import vj.workers.audio.source.AudioSource;
import vj.workers.audio.source.AudioSource.Format;
import vj.workers.audio.source.SourceSpec;

/// Reads the source and writes the ring, and goes on whatever happens to the source: what is lost
/// is opened again, what has ended is waited for. Runs on the thread `audio-capture`.
final class CaptureLoop {

  /// Before each further try to open what could not be opened or was lost; then always the last.
  private static final long[] RETRY_NANOS = {
    500_000_000L, 1_000_000_000L, 2_000_000_000L, 4_000_000_000L
  };

  private final Opener opener;
  private final SampleRing ring;
  private final WorkerContext report;
  private final Timekeeper time;

  private volatile SourceSpec wanted = new SourceSpec.Device("");
  private volatile CaptureState state = new CaptureState.Opening("a source");
  private volatile @Nullable Thread thread;

  // Who closes a source that the capture thread may be blocked on: any thread.
  private volatile @Nullable AudioSource open;

  // Confined to the capture thread.
  private int music;
  private int failures;

  /// Opens a source, blocking; found anew by its name each time.
  @FunctionalInterface
  interface Opener {

    /// @throws IOException when there is no such source or its format is not supported; the message
    ///   names it and the cure
    AudioSource open(SourceSpec source) throws IOException, InterruptedException;
  }

  CaptureLoop(Opener opener, SampleRing ring, WorkerContext report, Timekeeper time) {
    this.opener = opener;
    this.ring = ring;
    this.report = report;
    this.time = time;
  }

  CaptureState state() {
    return state;
  }

  /// What to listen to, from now on. Any thread.
  void source(SourceSpec other) {
    if (!other.equals(wanted)) {
      wanted = other;
      unblock();
    }
  }

  /// Ends a blocked read or a wait. Any thread.
  void unblock() {
    AudioSource current = open;
    if (current != null) {
      current.close();
    }
    Thread waiting = thread;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  void run() throws InterruptedException {
    thread = Thread.currentThread();
    while (true) {
      SourceSpec spec = wanted;
      music++;
      failures = 0;
      while (wanted == spec) {
        play(spec);
      }
    }
  }

  /// From opening the source until there is reason to open it again.
  private void play(SourceSpec spec) throws InterruptedException {
    enter(new CaptureState.Opening(spec.text()));
    try (AudioSource source = opener.open(spec)) {
      open = source;
      stopIfInterrupted(); // unblock() may have come just before `open` was set
      listen(spec, source);
    } catch (IOException e) {
      stopIfInterrupted();
      retry(spec, e.getMessage());
      return;
    } finally {
      open = null;
    }
    stopIfInterrupted();
    if (wanted == spec) {
      ended(spec);
    }
  }

  private void listen(SourceSpec spec, AudioSource source)
      throws IOException, InterruptedException {
    Format format = source.format();
    int most = format.sampleRate() / 100; // 10 ms
    float[] interleaved = new float[most * format.channels()];
    float[] mono = new float[most];
    var silence = new SilenceWatch(format.sampleRate());
    boolean flowing = false;
    ring.begin(format.sampleRate(), music);
    while (wanted == spec) {
      int count = source.read(interleaved, most);
      stopIfInterrupted();
      if (count < 0) {
        return;
      }
      Downmix.mean(interleaved, format.channels(), mono, count);
      ring.write(mono, count, time.nanos());
      if (!flowing) {
        flowing = true;
        failures = 0;
        enter(new CaptureState.Listening(format));
        report.recovered();
      }
      switch (silence.heard(mono, count)) {
        case BEGINS ->
            report.degraded(
                "no signal: %s has been digitally silent for 10 s (muted, nothing playing, or no permission to use the microphone?)"
                    .formatted(format.description()));
        case ENDS -> report.recovered();
        case NO_CHANGE -> {}
      }
    }
  }

  private void ended(SourceSpec spec) throws InterruptedException {
    enter(new CaptureState.Ended(spec.text()));
    waitFor(spec, Long.MAX_VALUE);
  }

  private void retry(SourceSpec spec, @Nullable String why) throws InterruptedException {
    if (wanted != spec) {
      return;
    }
    String reason = why == null ? spec.text() + " cannot be read" : why;
    enter(new CaptureState.Lost(reason));
    report.degraded(reason);
    long delay = RETRY_NANOS[Math.min(failures, RETRY_NANOS.length - 1)];
    failures++;
    waitFor(spec, time.nanos() + delay);
  }

  /// Until `deadline` or another source is wanted.
  private void waitFor(SourceSpec spec, long deadline) throws InterruptedException {
    while (wanted == spec && time.nanos() < deadline) {
      time.parkUntil(deadline);
    }
  }

  private void enter(CaptureState next) {
    state = next;
    report.doing(next.text());
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
