package vj.workers.playback.virtualdj;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.playback.Backend.Reports;

/// Asks VirtualDJ, keeps what it answers, and reports what the audience hears.
///
/// While it is silent it is asked for one thing a second, and told of subscriptions each
/// [#EACH_SUBSCRIPTION]; from its first answer on, for everything. Confined to one thread; times
/// are nanoseconds of one monotonic clock.
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /// What VirtualDJ does not tell by itself is this old at most.
  private static final long EACH_QUERY = SECOND;

  /// A VirtualDJ that was restarted knows of no subscriptions.
  private static final long EACH_SUBSCRIPTION = 5 * SECOND;

  /// It answers each second, where it is there.
  private static final long SILENCE = 5 * SECOND;

  /// Where nobody listened until now, our sender rests for 50 ms after each refusal: what is sent
  /// right after the first answer may be lost.
  private static final long REST = TimeUnit.MILLISECONDS.toNanos(80);

  /// Longer is not waited for the first answers of all decks: two queries may be lost.
  private static final long FIRST_ROUND = 2 * EACH_QUERY + SECOND / 2;

  /// While the parts of a song come in.
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(20);

  private final DeckRequests requests;
  private final Reports reports;
  private final String silenceTrouble;

  private List<Deck> decks;
  private DeckChoice choice;
  private double crossfader = 0.5;
  private boolean answers;
  private boolean everAnswered;
  private long answersSince;
  private long heardAt;
  private long queriedAt;
  private long subscribedAt;
  private boolean news;
  private boolean silenceTold;
  private boolean unsettled;
  private Optional<Deck> onAir = Optional.empty();

  /// @param silenceTrouble what to say when there is no answer
  Conversation(DeckRequests requests, Reports reports, String silenceTrouble, long nanos) {
    this.requests = requests;
    this.reports = reports;
    this.silenceTrouble = silenceTrouble;
    this.decks = unknown(nanos);
    this.choice = new DeckChoice(decks);
    this.heardAt = nanos;
    this.queriedAt = nanos - EACH_QUERY;
    this.subscribedAt = nanos - EACH_SUBSCRIPTION;
  }

  private static List<Deck> unknown(long nanos) {
    return IntStream.rangeClosed(1, DeckRequests.DECKS)
        .mapToObj(number -> new Deck(number, nanos))
        .toList();
  }

  void hear(DeckAnswer answer, long nanos) {
    heardAt = nanos;
    if (!answers) {
      answers = true;
      everAnswered = true;
      answersSince = nanos;
      silenceTold = false;
      reports.well();
      subscribedAt = nanos + REST - EACH_SUBSCRIPTION;
      queriedAt = nanos + REST - EACH_QUERY;
    }
    if (answer.deck() > 0) {
      news = true;
      if (decks.get(answer.deck() - 1).hear(answer, nanos)) {
        requests.query(answer.deck());
      }
    } else if (answer.verb().equals("crossfader")) {
      news = true;
      crossfader = Math.clamp(answer.number().orElse(crossfader), 0, 1);
    }
  }

  /// Asks what is due, and reports what is new.
  void turn(long nanos) {
    if (nanos - heardAt >= SILENCE) {
      silent(nanos);
    }
    ask(nanos);
    if (answers) {
      report(nanos);
    }
  }

  private void silent(long nanos) {
    if (!silenceTold) {
      silenceTold = true;
      answers = false;
      decks = unknown(nanos); // another VirtualDJ may answer next
      choice = new DeckChoice(decks);
      onAir = Optional.empty();
      if (!everAnswered) {
        LOG.warn(silenceTrouble); // where its files say enough, nobody would see it otherwise
      }
      reports.absent(silenceTrouble);
    }
  }

  private void ask(long nanos) {
    if (nanos - subscribedAt >= EACH_SUBSCRIPTION) {
      subscribedAt = nanos;
      requests.subscribe();
    }
    if (nanos - queriedAt >= EACH_QUERY) {
      queriedAt = nanos;
      if (answers) {
        requests.query();
      } else {
        requests.probe();
      }
    }
  }

  private void report(long nanos) {
    if (nanos - answersSince < FIRST_ROUND && !decks.stream().allMatch(Deck::known)) {
      unsettled = true;
      return;
    }
    Optional<Deck> before = onAir;
    onAir = choice.choose(crossfader, nanos);
    unsettled = onAir.isPresent() && !onAir.get().settled(nanos);
    if (unsettled || !(news || !onAir.equals(before))) {
      return;
    }
    news = false;
    onAir.filter(Deck::playing).ifPresent(Deck::start);
    onAir
        .filter(Deck::started)
        .ifPresentOrElse(
            deck -> reports.plays(deck.playback(nanos)),
            () -> reports.stopped(VirtualDjBackend.SOURCE));
  }

  /// Nanoseconds until the next [#turn], if nothing is heard before.
  long pause(long nanos) {
    return unsettled ? SOON : Math.max(0, queriedAt + EACH_QUERY - nanos);
  }

  /// For `get_state`.
  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("answers", answers);
    if (silenceTold) {
      shown.put("trouble", silenceTrouble);
    }
    onAir.ifPresent(deck -> {
      shown.put("deck", (long) deck.number());
      shown.put("bpm", Math.rint(100 * deck.bpm()) / 100);
    });
    return Map.copyOf(shown);
  }
}
