package vj.workers.audio;

import vj.bus.telemetry.OscTemplate;
import vj.bus.telemetry.Telemetry;
import vj.workers.audio.analysis.Features;

/// Which messages leave with each frame, and which at once. Confined to the frame loop.
final class AudioSender {

  private static final long SECOND = 1_000_000_000L;

  /// A change of tempo that a viewer could notice; smaller ones wait for the next second.
  private static final float TEMPO_STEP_BPM = 0.1f;

  /// A wandering tempo is not sent more often than this.
  private static final long TEMPO_LEAST_NANOS = SECOND / 10;

  private final Telemetry telemetry;
  private final OscTemplate levels;
  private final OscTemplate spectrum;
  private final OscTemplate beat;
  private final OscTemplate bpm;
  private final OscTemplate pitch;
  private final OscTemplate structure;
  private final OscTemplate phase;
  private final OscTemplate onset;
  private final OscTemplate alive;

  private final Cadence bpmCadence = new Cadence(SECOND);
  private final Cadence structureCadence = new Cadence(SECOND / 10);
  private final Cadence aliveCadence = new Cadence(SECOND);

  private AudioSettings settings;
  private float bpmSent;
  private boolean buildUpSent;
  private boolean dropSent;
  private boolean aliveSent;

  AudioSender(Telemetry telemetry, AudioSettings settings) {
    this.telemetry = telemetry;
    this.settings = settings;
    this.levels = template(AudioMessage.LEVELS);
    this.spectrum = template(AudioMessage.SPECTRUM);
    this.beat = template(AudioMessage.BEAT);
    this.bpm = template(AudioMessage.BPM);
    this.pitch = template(AudioMessage.PITCH);
    this.structure = template(AudioMessage.STRUCTURE);
    this.phase = template(AudioMessage.PHASE);
    this.onset = template(AudioMessage.ONSET);
    this.alive = template(AudioMessage.ALIVE);
  }

  private OscTemplate template(AudioMessage message) {
    return telemetry.template(message.address(), message.typeTags());
  }

  void settings(AudioSettings changed) {
    settings = changed;
  }

  /// The beat, now.
  void beat(float strength) {
    if (settings.beatTracking()) {
      telemetry.send(beat.set(0, 1).set(1, strength));
    }
  }

  /// An onset, now.
  void onset(int band, float strength) {
    telemetry.send(onset.set(0, band).set(1, strength));
  }

  /// @param at when the frame was due, which paces what is not sent with every frame
  void frame(FrameView view, long at) {
    Features features = view.features();
    collectAlive(view, at);
    collectLevels(features, view.gain);
    if (settings.spectrum()) {
      for (int i = 0; i < Features.SPECTRUM; i++) {
        spectrum.set(i, features.spectrum[i] * view.gain);
      }
      telemetry.collect(spectrum);
    }
    if (settings.beatTracking()) {
      telemetry.collect(beat.set(0, 0).set(1, features.onsetStrength * view.gain));
      telemetry.collect(phase.set(0, view.phase).set(1, view.barPhase).set(2, view.beatInBar));
    }
    if (settings.pitch()) {
      telemetry.collect(pitch.set(0, features.pitchHz).set(1, features.pitchConfidence));
    }
    if (settings.bpm()) {
      collectBpm(features, at);
    }
    if (settings.structure()) {
      collectStructure(features, view.gain, at);
    }
    telemetry.endFrame();
  }

  private void collectLevels(Features features, float gain) {
    for (int i = 0; i < Features.LEVELS; i++) {
      levels.set(i, features.levels[i] * gain);
    }
    telemetry.collect(levels);
  }

  private void collectAlive(FrameView view, long at) {
    if (view.alive != aliveSent) {
      aliveCadence.done(at);
    } else if (!aliveCadence.due(at)) {
      return;
    }
    aliveSent = view.alive;
    telemetry.collect(alive.set(0, view.alive ? 1 : 0).set(1, view.features().peakDbfs));
  }

  private void collectBpm(Features features, long at) {
    boolean changed =
        Math.abs(features.bpm - bpmSent) >= TEMPO_STEP_BPM
            && !bpmCadence.within(at, TEMPO_LEAST_NANOS);
    if (changed) {
      bpmCadence.done(at);
    } else if (!bpmCadence.due(at)) {
      return;
    }
    bpmSent = features.bpm;
    telemetry.collect(bpm.set(0, features.bpm).set(1, features.bpmConfidence));
  }

  private void collectStructure(Features features, float gain, long at) {
    if (features.buildUp != buildUpSent || features.drop != dropSent) {
      structureCadence.done(at);
    } else if (!structureCadence.due(at)) {
      return;
    }
    buildUpSent = features.buildUp;
    dropSent = features.drop;
    telemetry.collect(
        structure
            .set(0, features.buildUp ? 1 : 0)
            .set(1, features.drop ? 1 : 0)
            .set(2, features.energyTrend * gain)
            .set(3, features.brightness * gain));
  }
}
