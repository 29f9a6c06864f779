package vj.workers.lyrics.analysis;

import java.time.Instant;

/// What came of judging a song: there always is an analysis.
public sealed interface Analysed {

  Analysis analysis();

  /// A model's, now or at an earlier time. It has been kept.
  record ByModel(Analysis analysis) implements Analysed {}

  /// Our own, because no model is wanted.
  record Alone(Analysis analysis) implements Analysed {}

  /// Our own, because no model answered as it should. Not kept.
  ///
  /// @param reason for people
  /// @param retryAt when asking again may bring more; [Instant#MAX] if that is not for this song
  record Instead(Analysis analysis, String reason, Instant retryAt) implements Analysed {}
}
