package vj.workers.lyrics.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is remembered about one version of a song: its lyrics, or that there were none.
///
/// @param durationSeconds of the version, 0 if unknown
/// @param misses how often in a row there were none; 0: here they are
/// @param asked when the server said so
/// @param server which one: another may have what this one has not
record Version(double durationSeconds, Lyrics lyrics, int misses, Instant asked, String server) {

  /// People add what is missing: first LRCLIB looks itself, within minutes.
  private static final List<Duration> ASK_AGAIN =
      List.of(Duration.ofMinutes(10), Duration.ofDays(1), Duration.ofDays(7));

  /// Words without times want them; those who add them take their time.
  private static final Duration ASK_FOR_TIMES_AGAIN = Duration.ofDays(7);

  boolean isMiss() {
    return misses > 0;
  }

  /// Whether this is all that can be had for `query` as far as `asked` knows: that another server
  /// had nothing says nothing.
  boolean answers(Query query, String asked) {
    return isAbout(query) && (!isMiss() || server.equals(asked));
  }

  /// Whether this is said about what `query` asks for. That nothing was found for one duration, or
  /// without one, says nothing about another; words of any version will do where none is asked for.
  boolean isAbout(Query query) {
    boolean bothUnknown = durationSeconds == 0 && query.durationSeconds() == 0;
    boolean bothKnown = durationSeconds > 0 && query.durationSeconds() > 0;
    return query.isInTimeWith(durationSeconds) && (!isMiss() || bothUnknown || bothKnown);
  }

  /// Whether it is time to ask again. Also if it was in the future: the clock was wrong then.
  boolean isStale(Instant now) {
    if (lyrics.isComplete()) {
      return false;
    }
    Duration age = Duration.between(asked, now);
    Duration most =
        isMiss() ? ASK_AGAIN.get(Math.min(misses, ASK_AGAIN.size()) - 1) : ASK_FOR_TIMES_AGAIN;
    return age.isNegative() || age.compareTo(most) >= 0;
  }

  /// The same, said again just now.
  Version confirmed(Instant now) {
    return new Version(durationSeconds, lyrics, misses, now, server);
  }

  Map<String, Object> json() {
    return Map.of(
        "duration", durationSeconds,
        "synced", lyrics.synced(),
        "plain", lyrics.plain(),
        "instrumental", lyrics.instrumental(),
        "misses", misses,
        "asked", asked.getEpochSecond(),
        "server", server);
  }

  /// @return empty for what [#json] has not made
  static Optional<Version> read(Object json) {
    return json instanceof Map<?, ?> fields
            && fields.get("duration") instanceof Double duration
            && fields.get("synced") instanceof String synced
            && fields.get("plain") instanceof String plain
            && fields.get("instrumental") instanceof Boolean instrumental
            && fields.get("misses") instanceof Long misses
            && fields.get("asked") instanceof Long asked
        ? Optional.of(
            new Version(
                duration,
                new Lyrics(synced, plain, instrumental),
                Math.clamp(misses, 0, ASK_AGAIN.size()),
                Instant.ofEpochSecond(asked),
                fields.get("server") instanceof String server ? server : ""))
        : Optional.empty();
  }
}
