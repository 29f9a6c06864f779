package vj.workers.lyrics.lookup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import vj.workers.http.AnswerTooLongException;
import vj.workers.http.Http;

/// Finds the words of a song: in the user's own folder, among what was found before, at LRCLIB by
/// the names as given, by the names cleaned, and by its search.
///
/// Lines on the clock are taken from a recording within 5 s of the wanted duration only: words out
/// of time are worse than none. Plain words are taken where nothing on the clock is found.
///
/// That there are none is believed only if the server says so to every question. It touches disk
/// and network when asked, on the asker's thread; an interrupt ends it. Safe from any thread.
public final class LyricsLookup {

  /// A server that says 0 or is in a hurry is spared still.
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  /// What a server has too much of it will have for longer than a song.
  private static final Duration AFTER_TOO_MUCH = Duration.ofHours(1);

  private final Lrclib server;
  private final LyricsCache cache;
  private final LyricsFolder folder;
  private final Patience patience = new Patience();

  /// @param http of its owner, who closes it
  /// @param base of the server's addresses, as `https://lrclib.net`
  /// @param folder of the user's own files, which need not exist
  /// @param clock for what servers say about dates
  public LyricsLookup(Http http, URI base, LyricsCache cache, Path folder, InstantSource clock) {
    this.server = new Lrclib(http, base, clock);
    this.cache = cache;
    this.folder = new LyricsFolder(folder);
  }

  public Outcome find(Query query) throws InterruptedException {
    Optional<Outcome> known = known(query);
    if (known.isPresent()) {
      return known.get();
    }
    Search search = new Search(server, query);
    try {
      search.run();
    } catch (IOException e) {
      // what was found before is shown; it is not kept, for there may be better
      return search.best().map(LyricsLookup::found).orElseGet(() -> failed(query, e));
    }
    patience.afterAnswer();
    if (search.best().isEmpty()) {
      cache.missing(query);
      return new Outcome.Missing();
    }
    Search.Hit hit = search.best().get();
    cache.found(query, hit.lyrics(), hit.durationSeconds());
    return found(hit);
  }

  private static Outcome found(Search.Hit hit) {
    return new Outcome.Found(hit.lyrics(), hit.origin());
  }

  /// What can be said without asking anybody: also all that can be said while offline.
  public Optional<Outcome> known(Query query) {
    if (query.title().isEmpty()) {
      return Optional.of(new Outcome.Missing());
    }
    Optional<Lyrics> own = folder.find(query);
    return own.isPresent()
        ? Optional.of(new Outcome.Found(own.get(), Origin.FILE))
        : cache.read(query);
  }

  private Outcome failed(Query query, IOException e) {
    Duration usual = patience.afterFailure(query.key());
    Duration wait =
        switch (e) {
          case ServerFailure failure -> failure.retryAfter().orElse(usual);
          case AnswerTooLongException _ -> AFTER_TOO_MUCH;
          default -> usual;
        };
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    return new Outcome.Failed(why, wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait);
  }
}
