package vj.workers.audio;

import vj.workers.audio.EventQueue.Event;
import vj.workers.audio.analysis.Features;
import vj.workers.audio.analysis.Stage;
import vj.workers.audio.analysis.Stopwatch.Laps;

/// Sends frames at their rate, and beats and onsets at their instant. Runs on the main thread; one
/// [#turn] after the other.
final class FrameLoop {

  /// An onset or beat older than this would flash at something already gone: the rest of a pause.
  static final long STALE_NANOS = 150_000_000L;

  /// Beats are announced at most one hop ahead, so more never wait.
  private static final int MOST_PENDING = 4;

  private static final long SECOND = 1_000_000_000L;

  private final AudioFlow flow;
  private final AudioSender sender;
  private final Timekeeper time;
  private final FramePacer pacer;
  private final FrameView view;
  private final Event event = new Event();
  private final Laps laps;

  // Beats whose instant is still to come, earliest first.
  private final long[] pendingAt = new long[MOST_PENDING];
  private final float[] pendingStrength = new float[MOST_PENDING];
  private int pending;

  // Without samples: up to when beats have been foreseen.
  private boolean freeRunning;
  private long foreseenUntil;

  private long frames;
  private long skipped;
  private long stale;
  private final Cadence reports = new Cadence(SECOND);
  private long framesReported;
  private long reportedAt;
  private double latencySum;
  private volatile FrameReport report = FrameReport.NONE;

  FrameLoop(AudioFlow flow, AudioSender sender, Timekeeper time) {
    this.flow = flow;
    this.sender = sender;
    this.time = time;
    this.reportedAt = time.nanos();
    this.pacer = new FramePacer(flow.clock(), reportedAt);
    this.view = new FrameView(flow);
    this.laps = flow.stopwatch().laps();
  }

  /// What to send, and how often, from the next frame on.
  void settings(AudioSettings changed) {
    sender.settings(changed);
    pacer.frameRate(changed.frameRate());
  }

  /// Of the last full second. Any thread.
  FrameReport report() {
    return report;
  }

  /// Waits for whatever is due next and does it.
  void turn() throws InterruptedException {
    long next = pacer.deadline();
    if (pending > 0) {
      next = Math.min(next, pendingAt[0]);
    }
    long now = time.nanos();
    if (now < next) {
      time.parkUntil(next);
      now = time.nanos();
    }
    takeEvents(now);
    sendBeats(now);
    if (now >= pacer.deadline()) {
      frame(now);
    }
  }

  private void takeEvents(long now) {
    while (flow.events().poll(event)) {
      long due = flow.clock().nanosAt(event.position);
      if (!flow.clock().settled(now) || now - due > STALE_NANOS) {
        stale++;
        continue;
      }
      switch (event.kind) {
        case ONSET -> sender.onset(event.number, event.strength);
        case BEAT -> await(due, event.strength);
      }
    }
  }

  private void await(long due, float strength) {
    if (pending == MOST_PENDING) {
      stale++;
      return;
    }
    pendingAt[pending] = due;
    pendingStrength[pending] = strength;
    pending++;
  }

  private void sendBeats(long now) {
    int kept = 0;
    for (int i = 0; i < pending; i++) {
      if (pendingAt[i] > now) {
        pendingAt[kept] = pendingAt[i];
        pendingStrength[kept] = pendingStrength[i];
        kept++;
      } else if (now - pendingAt[i] > STALE_NANOS) {
        stale++; // the process was held up between the announcement and the beat
      } else {
        sender.beat(pendingStrength[i]);
      }
    }
    pending = kept;
  }

  private void frame(long now) {
    long due = pacer.deadline();
    skipped += pacer.advance(now);
    laps.begin();
    view.look(now);
    foreseeBeat(now);
    sender.frame(view, due);
    laps.lap(Stage.SEND_FRAME);
    frames++;
    latencySum += view.latencyMillis;
    if (reports.due(due)) {
      summarise(now);
    }
  }

  /// Nobody announces beats while samples stay away; they go on in tempo as long as it holds.
  private void foreseeBeat(long now) {
    long from = freeRunning ? foreseenUntil : now;
    freeRunning = !view.alive;
    foreseenUntil = pacer.deadline();
    if (freeRunning) {
      long beat = view.beatFrom(from);
      if (beat < foreseenUntil) {
        await(beat, view.features().bpmConfidence);
      }
    }
  }

  private void summarise(long now) {
    long sent = frames - framesReported;
    double seconds = Math.max(1, now - reportedAt) * 1e-9;
    report =
        new FrameReport(
            frames,
            skipped,
            stale,
            sent / seconds,
            view.alive ? latencySum / sent : 0,
            view.alive,
            view.features().peakDbfs,
            view.features().tempo(),
            view.features().levels[Features.LEVELS - 1] * view.gain);
    framesReported = frames;
    reportedAt = now;
    latencySum = 0;
  }
}
