package vj.workers.playback.virtualdj;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscMessage;

/// A value that VirtualDJ sent, for a deck or (deck 0) for all.
///
/// It answers under the address of the script that was asked for, `/vdj/deck/1/get_title`. The type
/// of the value depends on the script and on the version: numbers come as text too, and false as 0
/// or as empty text.
///
/// @param verb the script without its deck, for example `get_title`
record DeckAnswer(int deck, String verb, @Nullable Object value) {

  /// Empty for messages of others: the port may be shared with their senders.
  static Optional<DeckAnswer> of(OscMessage message) {
    String[] parts = message.address().split("/", 8);
    Object value = message.arguments().isEmpty() ? null : message.arguments().getFirst();
    if (parts.length == 5 && parts[1].equals("vdj") && parts[2].equals("deck")) {
      int deck = parts[3].length() == 1 ? parts[3].charAt(0) - '0' : 0;
      return deck >= 1 && deck <= DeckRequests.DECKS
          ? Optional.of(new DeckAnswer(deck, parts[4], value))
          : Optional.empty();
    }
    return parts.length == 3 && parts[1].equals("vdj")
        ? Optional.of(new DeckAnswer(0, parts[2], value))
        : Optional.empty();
  }

  String text() {
    return switch (value) {
      case String text -> SongName.clean(text);
      case Number number when number.doubleValue() == Math.rint(number.doubleValue()) ->
          Long.toString(number.longValue());
      case Number number -> number.toString();
      case null, default -> "";
    };
  }

  boolean flag() {
    return switch (value) {
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      case String text ->
          switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "", "0", "0.0", "false", "off", "no" -> false;
            default -> true;
          };
      case null, default -> false;
    };
  }

  /// Empty for what is no number. A percentage is a fraction of 1.
  Optional<Double> number() {
    double number =
        switch (value) {
          case Number given -> given.doubleValue();
          case Boolean flag -> flag ? 1 : 0;
          case String text -> parsed(text.strip());
          case null, default -> Double.NaN;
        };
    return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
  }

  private static double parsed(String text) {
    try {
      return text.endsWith("%")
          ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
          : Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
