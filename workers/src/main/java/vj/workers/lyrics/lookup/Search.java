package vj.workers.lyrics.lookup;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One song's questions to the server, one after the other until an answer is complete. For one
/// use.
final class Search {

  /// Below it, names mean different songs.
  private static final double LEAST_LIKENESS = 0.6;

  private final Lrclib server;
  private final Query query;
  private Optional<Hit> best = Optional.empty();

  Search(Lrclib server, Query query) {
    this.server = server;
    this.query = query;
  }

  /// @param durationSeconds of what the lyrics were made for, 0 if unknown
  record Hit(Lyrics lyrics, Origin origin, double durationSeconds) {}

  /// The best of what has been found until now.
  Optional<Hit> best() {
    return best;
  }

  /// Asks until the lyrics have times, or it is known that there are none, or nothing is left to
  /// ask.
  ///
  /// @throws IOException when a question had no proper answer; [#best] has what was found before
  void run() throws IOException, InterruptedException {
    for (Map.Entry<Query, Origin> exact : exactQuestions().entrySet()) {
      if (!isOver()) {
        server.recording(exact.getKey()).ifPresent(each -> consider(each, exact.getValue()));
      }
    }
    SongName name = query.name().cleaned();
    boolean tellsSongsApart = !name.artist().isEmpty() || query.durationSeconds() > 0;
    if (!isOver() && tellsSongsApart) {
      ranked(server.search(name)).forEach(each -> consider(each, Origin.SEARCH));
    }
  }

  /// First all that is known: a server that has nothing looks further by it, for the next time.
  private Map<Query, Origin> exactQuestions() {
    SongName name = query.name().cleaned();
    Map<Query, Origin> questions = new LinkedHashMap<>();
    questions.put(query, Origin.EXACT);
    questions.putIfAbsent(new Query(query.artist(), query.title(), "", 0), Origin.EXACT);
    questions.putIfAbsent(
        new Query(name.artist(), name.title(), "", query.durationSeconds()), Origin.CLEANED);
    questions.keySet().removeIf(each -> each.artist().isEmpty());
    return questions;
  }

  private boolean isOver() {
    return best.filter(hit -> hit.lyrics().isComplete()).isPresent();
  }

  private void consider(Recording recording, Origin origin) {
    Lyrics lyrics = usable(recording);
    boolean better =
        best.isEmpty()
            ? !lyrics.isEmpty()
            : best.get().lyrics().synced().isEmpty() && !lyrics.synced().isEmpty();
    if (better) {
      best = Optional.of(new Hit(lyrics, origin, recording.durationSeconds()));
    }
  }

  private Lyrics usable(Recording recording) {
    return query.isInTimeWith(recording.durationSeconds())
        ? recording.lyrics()
        : recording.lyrics().withoutTimes();
  }

  /// Those of this song: with times before without, with words before without, of the same title
  /// before its remixes, then the nearest duration, then the nearest names.
  private List<Recording> ranked(List<Recording> recordings) {
    return recordings.stream()
        .filter(each -> likeness(each) >= LEAST_LIKENESS)
        .sorted(
            Comparator.<Recording, Boolean>comparing(each -> usable(each).synced().isEmpty())
                .thenComparing(each -> usable(each).plain().isEmpty())
                .thenComparing(each -> !query.name().hasTitleOf(each.name()))
                .thenComparing(each -> each.durationSeconds() == 0)
                .thenComparingDouble(each -> query.secondsFrom(each.durationSeconds()))
                .thenComparingDouble(each -> -likeness(each)))
        .toList();
  }

  private double likeness(Recording recording) {
    return query.name().likeness(recording.name());
  }
}
