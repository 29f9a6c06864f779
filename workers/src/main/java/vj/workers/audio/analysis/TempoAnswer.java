package vj.workers.audio.analysis;

/// What became of a [TempoWish].
public sealed interface TempoAnswer {

  /// The tempo that goes out from now on.
  ///
  /// @param note one line for people; empty when the figures say it all
  record Taken(TempoReport tempo, String note) implements TempoAnswer {}

  /// Nothing has changed.
  ///
  /// @param why names the value and the limit
  record Refused(String why) implements TempoAnswer {}
}
