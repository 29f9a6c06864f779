package vj.workers.audio;

import java.util.Optional;
import vj.workers.audio.source.AudioSource.Format;
import vj.workers.audio.source.SourceSpec;

/// What is said when a source works and yet there is nothing to hear, with what to look at.
final class SourceFaults {

  private SourceFaults() {}

  /// No samples come at all.
  static String quiet(SourceSpec spec, int seconds) {
    String question =
        switch (spec) {
          case SourceSpec.Device _ -> "does the sound server answer?";
          case SourceSpec.File _ -> "does its disk answer?";
          case SourceSpec.Pipe _ -> "is anything writing to it?";
          case SourceSpec.Demo _ -> "is the machine overloaded?";
        };
    return "no samples from %s for %d s: %s".formatted(spec.text(), seconds, question);
  }

  /// Samples come, and all are 0.
  ///
  /// @return empty where that is part of the music
  static Optional<String> silent(SourceSpec spec, Format format) {
    String said =
        "no signal: %s has been digitally silent for %d s"
            .formatted(format.description(), SilenceWatch.SECONDS);
    return switch (spec) {
      case SourceSpec.Device _ ->
          Optional.of(said + " (muted, nothing playing, or no permission to use the microphone?)");
      case SourceSpec.Pipe _ -> Optional.of(said + " (does its writer play anything?)");
      case SourceSpec.File _, SourceSpec.Demo _ -> Optional.empty();
    };
  }
}
