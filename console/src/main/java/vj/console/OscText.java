package vj.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscMessage.TimeTag;
import vj.bus.telemetry.OscTemplate;
import vj.bus.telemetry.PlainOsc;
import vj.bus.telemetry.Target;
import vj.bus.telemetry.TelemetrySender;

/// OSC arguments between the command line and the wire.
final class OscText {

  private OscText() {}

  /// Sends one datagram and makes sure that it has left.
  static void send(String target, String address, List<String> words) throws Failure {
    Typed typed = Typed.of(words);
    try (TelemetrySender sender = new TelemetrySender(System::nanoTime)) {
      OscTemplate message = sender.template(address, typed.tags());
      for (int i = 0; i < typed.words().size(); i++) {
        set(message, i, typed.tags().charAt(i), typed.words().get(i));
      }
      sender.targets(List.of(target(target)));
      sender.send(message);
      if (sender.sent() != 1) {
        throw Failure.failed(
            "not sent to %s: %s".formatted(target, sender.status().getFirst().lastError()));
      }
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private record Typed(String tags, List<String> words) {

    /// The first word is type tags if it could be: only letters of i, f, s, one for each that
    /// follows.
    static Typed of(List<String> words) {
      String first = words.isEmpty() ? "" : words.getFirst();
      if (first.matches("[ifs]+") && first.length() == words.size() - 1) {
        return new Typed(first, words.subList(1, words.size()));
      }
      StringBuilder tags = new StringBuilder();
      words.forEach(word -> tags.append(guess(word)));
      return new Typed(tags.toString(), words);
    }

    private static char guess(String word) {
      if (word.matches("[+-]?\\d{1,9}")) {
        return 'i';
      }
      return word.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?") ? 'f' : 's';
    }
  }

  private static void set(OscTemplate message, int index, char tag, String word) throws Failure {
    try {
      switch (tag) {
        case 'i' -> message.set(index, Integer.parseInt(word));
        case 'f' -> message.set(index, Float.parseFloat(word));
        default -> message.set(index, word);
      }
    } catch (NumberFormatException _) {
      throw Failure.usage(
          "argument %d is \"%s\", but its type is %s"
              .formatted(index + 1, word, tag == 'i' ? "int32" : "float32"));
    }
  }

  /// @param text `HOST:PORT`; an IPv6 address in brackets
  static Target target(String text) throws Failure {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("\\d{1,5}")) {
      throw Failure.usage("%s is not HOST:PORT".formatted(text));
    }
    int number = Integer.parseInt(port);
    if (number < 1 || number > 65_535) {
      throw Failure.usage("port %d is not between 1 and 65535".formatted(number));
    }
    try {
      // Here and not in the sender, which looks names up later, when we have gone.
      InetAddress address = InetAddress.getByName(text.substring(0, colon));
      return Target.of(address.getHostAddress(), number);
    } catch (UnknownHostException e) {
      throw Failure.failed("no such host: " + text.substring(0, colon));
    }
  }

  /// For people.
  static String print(@Nullable Object argument) {
    return switch (argument) {
      case null -> "nil";
      case String text -> '"' + SafeText.of(text) + '"';
      case Float number when !number.isInfinite() -> String.format(Locale.ROOT, "%.4f", number);
      case Number number when Double.isInfinite(number.doubleValue()) ->
          number.doubleValue() > 0 ? "inf" : "-inf";
      case byte[] blob -> "0x" + HexFormat.of().formatHex(blob);
      case TimeTag time -> PlainOsc.text(time);
      case List<?> list -> list.stream().map(OscText::print).toList().toString();
      default -> SafeText.of(argument.toString());
    };
  }
}
