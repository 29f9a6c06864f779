package vj.workers.lyrics.lookup;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.lyrics.cache.FileCache;

/// Lyrics that were found, kept for ever, and misses. Misses, and words that could be better, are
/// remembered until it is time to ask again. One entry for an artist and a title holds all versions
/// of the song, told apart by their durations.
///
/// What was told to it survives the death of the process. Where nothing can be written it says so
/// once, and remembers nothing. Safe from any thread.
public final class LyricsCache {

  /// Years of music; with the bound of bytes the directory stays quick to list.
  private static final int MOST_SONGS = 2000;

  private static final long MOST_BYTES = 64L * 1024 * 1024;

  /// The album, the single, two edits, and a miss or two.
  private static final int MOST_VERSIONS = 6;

  private static final Logger log = LoggerFactory.getLogger(LyricsCache.class);

  private final FileCache files;
  private final InstantSource clock;

  // guarded by this, as is reading, changing and writing an entry
  private String lastFault = "";

  /// @param directory for it alone
  public LyricsCache(Path directory, InstantSource clock) {
    this.files = new FileCache(directory, MOST_SONGS, MOST_BYTES);
    this.clock = clock;
  }

  /// What is remembered, and not to be asked for again.
  ///
  /// @param server whose misses count
  synchronized Optional<Outcome> read(Query query, String server) {
    return answering(query, server)
        .filter(version -> !version.isStale(clock.instant()))
        .map(version ->
            version.isMiss()
                ? new Outcome.Missing()
                : new Outcome.Found(version.lyrics(), Origin.CACHE));
  }

  /// The words, though it may be time to ask for better ones.
  synchronized Optional<Outcome> words(Query query) {
    return answering(query, "")
        .filter(version -> !version.isMiss())
        .map(version -> new Outcome.Found(version.lyrics(), Origin.CACHE));
  }

  /// @param recordingSeconds of what the lyrics were made for, 0 if unknown
  synchronized void found(Query query, Lyrics lyrics, double recordingSeconds) {
    double seconds =
        recordingSeconds > 0 && query.isInTimeWith(recordingSeconds)
            ? recordingSeconds
            : query.durationSeconds();
    keep(query, new Version(seconds, lyrics, 0, clock.instant(), ""));
  }

  /// `server` has nothing; what was found before is the best there is for another while.
  synchronized void missing(Query query, String server) {
    Instant now = clock.instant();
    Optional<Version> before = answering(query, server);
    int misses = before.map(Version::misses).orElse(0) + 1;
    keep(
        query,
        before
            .filter(version -> !version.isMiss())
            .map(version -> version.confirmed(now))
            .orElseGet(
                () -> new Version(query.durationSeconds(), Lyrics.NONE, misses, now, server)));
  }

  /// The one that says most: with words, of the nearest duration.
  private Optional<Version> answering(Query query, String server) {
    Version best = null;
    for (Version each : versions(query)) {
      if (each.answers(query, server) && (best == null || isBetter(each, best, query))) {
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isBetter(Version one, Version other, Query query) {
    if (one.isMiss() != other.isMiss()) {
      return other.isMiss();
    }
    return query.secondsFrom(one.durationSeconds()) < query.secondsFrom(other.durationSeconds());
  }

  private List<Version> versions(Query query) {
    Object stored = files.read(query.key()).map(entry -> entry.get("versions")).orElse(null);
    List<Version> versions = new ArrayList<>();
    if (stored instanceof List<?> list) {
      list.stream()
          .filter(Objects::nonNull)
          .forEach(each -> Version.read(each).ifPresent(versions::add));
    }
    return versions;
  }

  /// In front of the others, in the place of what answered the same.
  private void keep(Query query, Version version) {
    List<Version> versions = versions(query);
    versions.removeIf(each -> each.isAbout(query) && (each.isMiss() || !version.isMiss()));
    versions.addFirst(version);
    List<Map<String, Object>> kept =
        versions.stream().limit(MOST_VERSIONS).map(Version::json).toList();
    try {
      files.write(query.key(), Map.of("versions", kept));
      lastFault = "";
    } catch (ClosedByInterruptException _) {
      // another song plays: whoever asked for this one looks no longer
    } catch (IOException e) {
      if (!lastFault.equals(e.toString())) {
        lastFault = e.toString();
        log.warn("lyrics are not kept: {}", lastFault);
      }
    }
  }
}
