package vj.workers.audio;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.worker.FixedSettings;
import vj.workers.audio.TimedTelemetry.Sent;
import vj.workers.audio.analysis.AnalysisParts;

/// Ring, analysis and frame loop on scripted time and one thread: minutes of sound in milliseconds.
final class FrameRig {

  static final int RATE = 44_100;
  static final long SECOND = 1_000_000_000L;
  static final long MILLI = 1_000_000L;

  final ScriptedTime time = new ScriptedTime();
  final long start = time.nanos();
  final AudioFlow flow = AudioFlow.create(time::wake);
  final TimedTelemetry telemetry = new TimedTelemetry(time::nanos);
  final FrameLoop frames;
  private final AnalysisLoop analysis;
  private @Nullable ScriptedAnalysis scripted;
  private boolean delivering;
  private double nextDelivery;

  FrameRig(Map<String, ?> settings) {
    AudioSettings audio = settings(settings);
    analysis =
        new AnalysisLoop(
            flow,
            (rate, events) -> {
              scripted = new ScriptedAnalysis(rate, events);
              return scripted;
            },
            AnalysisParts.ALL);
    frames = new FrameLoop(flow, new AudioSender(telemetry, audio), time);
    frames.settings(audio);
  }

  static AudioSettings settings(Map<String, ?> changed) {
    return AudioSettings.from(FixedSettings.of(AudioSettings.ALL, changed));
  }

  /// A device begins to deliver chunks of `samples`, by a crystal that is off by `ppm`.
  FrameRig device(int samples, double ppm) {
    flow.ring().begin(RATE, 1);
    analysis.turn();
    nextDelivery = time.nanos();
    delivering = true;
    deliverNext(new float[samples], samples / (RATE * (1 + ppm * 1e-6)) * 1e9);
    return this;
  }

  void unplug() {
    delivering = false;
  }

  ScriptedAnalysis scripted() {
    if (scripted == null) {
      throw new IllegalStateException("no device yet");
    }
    return scripted;
  }

  private void deliverNext(float[] chunk, double everyNanos) {
    nextDelivery += everyNanos;
    time.at(
        (long) nextDelivery,
        () -> {
          if (delivering) {
            flow.ring().write(chunk, chunk.length, time.nanos());
            while (analysis.turn()) {
              // until the ring is empty
            }
            deliverNext(chunk, everyNanos);
          }
        });
  }

  void run(long nanos) throws InterruptedException {
    long end = time.nanos() + nanos;
    while (time.nanos() < end) {
      frames.turn();
    }
  }

  List<Sent> sent(AudioMessage message) {
    return telemetry.all(message);
  }
}
