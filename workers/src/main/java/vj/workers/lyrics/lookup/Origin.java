package vj.workers.lyrics.lookup;

/// Where lyrics were found.
public enum Origin {
  /// The user's own folder.
  FILE,
  CACHE,
  /// LRCLIB, by the names that the player gave.
  EXACT,
  /// LRCLIB, by those names without what does not belong to them.
  CLEANED,
  /// LRCLIB's search, by names alike and duration.
  SEARCH
}
