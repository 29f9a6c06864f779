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
/// That there are none is believed only if the server says so to every question. A server that asks
/// for a rest is not asked for any song until it has had it. It touches disk and network when
/// asked, on the asker's thread; an interrupt ends it. Safe from any thread.
public final class LyricsLookup {

  /// A server that says 0 or is in a hurry is spared still.
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  /// What a server has too much of it will have for longer than a song.
  private static final Duration AFTER_TOO_MUCH = Duration.ofHours(1);

  private final Lrclib server;
  private final String name;
  private final LyricsCache cache;
  private final LyricsFolder folder;
  private final InstantSource clock;
  private final Patience patience = new Patience();

  /// @param http of its owner, who closes it
  /// @param base of the server's addresses, as `https://lrclib.net`
  /// @param folder of the user's own files, which need not exist
  /// @param clock for what servers say about dates
  public LyricsLookup(Http http, URI base, LyricsCache cache, Path folder, InstantSource clock) {
    this.server = new Lrclib(http, base, clock);
    this.cache = cache;
    this.name = base.toString();
    this.folder = new LyricsFolder(folder);
    this.clock = clock;
  }

  public Outcome find(Query query) throws InterruptedException {
    Optional<Outcome> known = known(query);
    return known.isPresent() ? known.get() : ask(query);
  }

  /// As [#find], but what the server did not have the last time is asked for again.
  public Outcome fetch(Query query) throws InterruptedException {
    Optional<Outcome> known = known(query).filter(LyricsLookup::isFinal);
    return known.isPresent() || query.title().isEmpty() ? find(query) : ask(query);
  }

  private static boolean isFinal(Outcome known) {
    return known instanceof Outcome.Found(var lyrics, var origin)
        && (lyrics.isComplete() || origin == Origin.FILE);
  }

  private Outcome ask(Query query) throws InterruptedException {
    Optional<Outcome.Failed> resting = patience.resting(clock.instant());
    if (resting.isPresent()) {
      return cache.words(query).orElse(resting.get());
    }
    Search search = new Search(server, query);
    try {
      search.run();
    } catch (AnswerTooLongException e) { // it will be so the next time
      return search
          .best()
          .map(LyricsLookup::found)
          .or(() -> cache.words(query))
          .orElseGet(() -> failed(query, e));
    } catch (IOException e) { // what was found before the failure may not be the best there is
      Outcome failed = failed(query, e);
      return cache.words(query).orElse(failed);
    }
    patience.afterAnswer();
    if (search.best().isEmpty()) {
      cache.missing(query, name);
      return cache.words(query).orElseGet(Outcome.Missing::new);
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
        : cache.read(query, name);
  }

  private Outcome failed(Query query, IOException e) {
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    Duration usual = patience.afterFailure(query.key());
    Duration wait =
        switch (e) {
          case ServerFailure failure -> rested(failure, why).orElse(usual);
          case AnswerTooLongException _ -> AFTER_TOO_MUCH;
          default -> usual;
        };
    return new Outcome.Failed(why, wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait);
  }

  private Optional<Duration> rested(ServerFailure failure, String why) {
    Optional<Duration> asked = failure.retryAfter();
    asked.ifPresent(length -> patience.rest(new Patience.Rest(clock.instant(), length, why)));
    return asked;
  }
}
