package vj.workers.playback.applescript;

import java.time.Duration;

/// How long to wait before the players are asked again.
///
/// @param playing while one plays
/// @param ending the same, but towards the end of its track
/// @param paused while none plays
/// @param failing while none can be asked
/// @param missing while there is no `osascript`
/// @param limit for one answer
record Times(
    Duration playing,
    Duration ending,
    Duration paused,
    Duration failing,
    Duration missing,
    Duration limit) {

  static final Times USUAL =
      new Times(
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMillis(1500));
}
