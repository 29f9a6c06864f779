package vj.workers.playback.virtualdj;

import java.util.ArrayList;
import java.util.List;
import vj.bus.telemetry.OscTemplate;
import vj.bus.telemetry.Telemetry;

/// What VirtualDJ is asked: to tell when something changes (`/vdj/subscribe/…`), and how things are
/// (`/vdj/query/…`). It tells of titles by itself, but of positions and faders only when asked.
///
/// Confined to one thread.
final class DeckRequests {

  /// VirtualDJ's skins have two, four or six; more than four are not played by one person.
  static final int DECKS = 4;

  private static final List<String> TOLD =
      List.of(
          "get_title",
          "get_artist",
          "get_album",
          "get_songlength",
          "get_bpm",
          "play",
          "is_audible",
          "volume");

  private static final String POSITION = "song_pos";
  private static final String CROSSFADER = "crossfader";

  private final Telemetry telemetry;
  private final List<OscTemplate> subscriptions = new ArrayList<>();
  private final List<List<OscTemplate>> queries = new ArrayList<>();
  private final OscTemplate crossfader;

  DeckRequests(Telemetry telemetry) {
    this.telemetry = telemetry;
    for (int deck = 1; deck <= DECKS; deck++) {
      List<OscTemplate> ofDeck = new ArrayList<>();
      for (String verb : TOLD) {
        subscriptions.add(template("subscribe/deck/" + deck, verb));
        ofDeck.add(template("query/deck/" + deck, verb));
      }
      ofDeck.add(template("query/deck/" + deck, POSITION));
      queries.add(ofDeck);
    }
    subscriptions.add(template("subscribe", CROSSFADER));
    crossfader = template("query", CROSSFADER);
  }

  private OscTemplate template(String kind, String verb) {
    return telemetry.template("/vdj/%s/%s".formatted(kind, verb), "");
  }

  /// One message, to hear whether VirtualDJ is there.
  void probe() {
    telemetry.send(queries.getFirst().getFirst());
  }

  void subscribe() {
    subscriptions.forEach(telemetry::send);
  }

  void query() {
    for (int deck = 1; deck <= DECKS; deck++) {
      query(deck);
    }
    telemetry.send(crossfader);
  }

  /// @param deck from 1
  void query(int deck) {
    queries.get(deck - 1).forEach(telemetry::send);
  }
}
