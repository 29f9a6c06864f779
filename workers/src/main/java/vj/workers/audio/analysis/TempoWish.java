package vj.workers.audio.analysis;

/// What somebody who hears the music wants of the tempo that goes out.
public sealed interface TempoWish {

  /// Twice as many beats.
  record Twice() implements TempoWish {}

  /// Half as many beats.
  record Half() implements TempoWish {}

  /// Tempo and phase run on unchanged whatever is heard.
  record Freeze() implements TempoWish {}

  /// Back to what is heard.
  record Release() implements TempoWish {}

  /// [Release] while frozen, else [Freeze].
  record ToggleFreeze() implements TempoWish {}

  /// A beat, by hand.
  ///
  /// @param position of the sample that was heard at that moment
  record Tap(double position) implements TempoWish {}
}
