package vj.workers.playback.spotify;

import vj.workers.playback.Playback;

/// What Spotify says when asked what is playing.
sealed interface Answer {

  /// @param roundTripNanos of the exchange: half of it is what the position may be wrong by
  record Playing(Playback playback, long roundTripNanos) implements Answer {}

  /// No player is active, or it plays what is no track: an advertisement.
  record Nothing() implements Answer {}

  /// The access token is not, or no longer, good.
  record TokenRefused() implements Answer {}
}
