package vj.workers.playback.virtualdj;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vj.bus.telemetry.OscMessage;

/// VirtualDJ's side of its OSC, as published: `/vdj/query/X` is answered once with `/vdj/X`,
/// `/vdj/subscribe/X` each time that X changes. Values are texts but for those of faders, and a
/// flag that is not set is an empty text.
///
/// Positions move with [#advance] and are told only when asked. Safe from any thread.
final class VirtualDjScript {

  private final Map<String, Object> values = new HashMap<>();
  private final Set<String> subscribed = new HashSet<>();
  private final Map<Integer, Double> tempos = new HashMap<>();

  VirtualDjScript() {
    for (int deck = 1; deck <= 4; deck++) {
      for (String verb : List.of("get_title", "get_artist", "get_album", "play", "is_audible")) {
        values.put("deck/%d/%s".formatted(deck, verb), "");
      }
      for (String verb : List.of("get_songlength", "get_bpm")) {
        values.put("deck/%d/%s".formatted(deck, verb), "0");
      }
      values.put("deck/%d/volume".formatted(deck), 1f);
      values.put("deck/%d/song_pos".formatted(deck), 0f);
    }
    values.put("crossfader", 0.5f);
  }

  /// What it sends for a request.
  synchronized Optional<OscMessage> asked(String address) {
    String script = address.replaceFirst("^/vdj/(query|subscribe)/", "");
    if (address.startsWith("/vdj/subscribe/")) {
      subscribed.add(script);
      return Optional.empty();
    }
    return Optional.ofNullable(values.get(script)).map(value -> message(script, value));
  }

  /// Something changes, in VirtualDJ or by the DJ's hand.
  ///
  /// @return what it sends for that
  synchronized Optional<OscMessage> set(String script, Object value) {
    Object before = values.put(script, value);
    boolean told = subscribed.contains(script) && !value.equals(before);
    return told ? Optional.of(message(script, value)) : Optional.empty();
  }

  synchronized void tempo(int deck, double tempo) {
    tempos.put(deck, tempo);
  }

  /// Time passes for the decks that play.
  synchronized void advance(double seconds) {
    for (int deck = 1; deck <= 4; deck++) {
      String prefix = "deck/" + deck;
      double length = Double.parseDouble(String.valueOf(values.get(prefix + "/get_songlength")));
      if ("1".equals(values.get(prefix + "/play")) && length > 0) {
        double position = ((Number) values.get(prefix + "/song_pos")).doubleValue();
        double further = position + seconds * tempos.getOrDefault(deck, 1.0) / length;
        values.put(prefix + "/song_pos", Math.min(1, further));
      }
    }
  }

  /// Restarted: it knows of no subscriptions any more.
  synchronized void forget() {
    subscribed.clear();
  }

  private static OscMessage message(String script, Object value) {
    String tag = value instanceof String ? "s" : "f";
    Object sent = value instanceof Number number ? number.floatValue() : value;
    return new OscMessage("/vdj/" + script, tag, List.of(sent));
  }
}
