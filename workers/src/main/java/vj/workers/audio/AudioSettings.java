package vj.workers.audio;

import java.util.List;
import vj.bus.worker.Setting;
import vj.bus.worker.Settings;
import vj.workers.audio.analysis.AnalysisParts;
import vj.workers.audio.source.SourceSpec;

/// The audio worker's settings.
///
/// @param frameRate frames/s
/// @param beatTracking `/audio/beat` and `/audio/phase`
/// @param logging a line with tempo and levels in the log, each 10 s
/// @param nice what [Priority] asks for
record AudioSettings(
    SourceSpec source,
    int frameRate,
    boolean pitch,
    boolean bpm,
    boolean structure,
    boolean spectrum,
    boolean beatTracking,
    boolean logging,
    int nice) {

  static final Setting<SourceSpec> SOURCE =
      Setting.of(
          "source",
          new SourceSpec.Device(""),
          SourceSpec.TAKES,
          value -> SourceSpec.parse(Setting.text(value, SourceSpec.TAKES)),
          SourceSpec::text);

  /// Frames/s.
  static final Setting<Integer> FRAME_RATE = Setting.integer("frame_rate", 60, 10, 240);

  static final Setting<Boolean> PITCH = Setting.flag("enable_pitch", true);
  static final Setting<Boolean> BPM = Setting.flag("enable_bpm", true);
  static final Setting<Boolean> STRUCTURE = Setting.flag("enable_structure", true);
  static final Setting<Boolean> SPECTRUM = Setting.flag("enable_spectrum", true);

  /// Clients of the system before this one know it by the library that did it.
  static final Setting<Boolean> BEAT_TRACKING =
      Setting.flag("enable_beat_tracking", true).alias("enable_essentia");

  static final Setting<Boolean> LOGGING = Setting.flag("enable_logging", false);

  /// Before everything that is not sound itself: sound servers run at −11. 0 asks for nothing.
  static final Setting<Integer> NICE = Setting.integer("nice", -10, -20, 0);

  static final List<Setting<?>> ALL =
      List.of(SOURCE, FRAME_RATE, PITCH, BPM, STRUCTURE, SPECTRUM, BEAT_TRACKING, LOGGING, NICE);

  static AudioSettings from(Settings settings) {
    return new AudioSettings(
        settings.get(SOURCE),
        settings.get(FRAME_RATE),
        settings.get(PITCH),
        settings.get(BPM),
        settings.get(STRUCTURE),
        settings.get(SPECTRUM),
        settings.get(BEAT_TRACKING),
        settings.get(LOGGING),
        settings.get(NICE));
  }

  AnalysisParts parts() {
    return new AnalysisParts(spectrum, beatTracking, bpm, pitch, structure);
  }
}
