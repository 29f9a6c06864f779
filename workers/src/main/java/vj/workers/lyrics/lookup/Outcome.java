package vj.workers.lyrics.lookup;

import java.time.Duration;

/// What came of looking for lyrics.
public sealed interface Outcome {

  record Found(Lyrics lyrics, Origin origin) implements Outcome {}

  /// The server says that it has none; it is not asked again for a while.
  record Missing() implements Outcome {}

  /// Nobody knows: the server could not be asked, or gave no proper answer.
  ///
  /// @param why for people
  /// @param retryAfter when to look again
  record Failed(String why, Duration retryAfter) implements Outcome {}
}
