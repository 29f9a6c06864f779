package vj.bus.telemetry;

import java.util.ArrayList;
import java.util.List;
import vj.bus.telemetry.PatternPart.Choice;
import vj.bus.telemetry.PatternPart.Descent;
import vj.bus.telemetry.PatternPart.Literal;
import vj.bus.telemetry.PatternPart.OneOf;
import vj.bus.telemetry.PatternPart.OneOf.Range;
import vj.bus.telemetry.PatternPart.Star;

/// Reads the text of one [OscPattern] from left to right. Used once.
final class PatternParser {

  private final String text;
  private final List<PatternPart> parts = new ArrayList<>();
  private int position;

  PatternParser(String text) {
    this.text = text;
  }

  List<PatternPart> parts() throws OscFormatException {
    if (text.length() > OscPattern.LONGEST) {
      throw new OscFormatException(
          "address pattern of %d characters, position %d: limit %d"
              .formatted(text.length(), OscPattern.LONGEST, OscPattern.LONGEST),
          OscPattern.LONGEST);
    }
    if (!text.startsWith("/")) {
      throw wrong(0, "it must begin with '/'");
    }
    while (position < text.length()) {
      parts.add(part());
    }
    return List.copyOf(parts);
  }

  private PatternPart part() throws OscFormatException {
    return switch (text.charAt(position)) {
      case '?' -> anyCharacter();
      case '*' -> star();
      case '[' -> oneOf();
      case '{' -> choice();
      case '/' -> slash();
      default -> literal();
    };
  }

  private PatternPart anyCharacter() {
    position++;
    return new OneOf(List.of(), true);
  }

  private PatternPart star() {
    while (position < text.length() && text.charAt(position) == '*') {
      position++; // two stars say no more than one
    }
    return new Star();
  }

  private PatternPart slash() throws OscFormatException {
    if (!text.startsWith("//", position)) {
      position++;
      return new Literal("/");
    }
    position += 2;
    if (position == text.length() || text.charAt(position) == '/') {
      throw wrong(position, "'//' needs a name behind it");
    }
    return new Descent();
  }

  private PatternPart literal() throws OscFormatException {
    int start = position;
    while (position < text.length() && "?*[{/".indexOf(text.charAt(position)) < 0) {
      plain();
    }
    return new Literal(text.substring(start, position));
  }

  /// `[` … `]`: single characters and ranges; `!` first negates, `-` at either end is itself.
  private PatternPart oneOf() throws OscFormatException {
    int end = closing(']');
    position++;
    boolean negated = text.charAt(position) == '!';
    if (negated) {
      position++;
    }
    List<Range> ranges = new ArrayList<>();
    while (position < end) {
      char first = plain();
      char last = first;
      if (position + 1 < end && text.charAt(position) == '-') {
        position++;
        last = plain();
      }
      if (last < first) {
        throw wrong(position - 3, "the range runs backwards");
      }
      ranges.add(new Range(first, last));
    }
    if (ranges.isEmpty()) {
      throw wrong(end, "no character between '[' and ']'");
    }
    position = end + 1;
    return new OneOf(ranges, negated);
  }

  /// `{` … `}`: texts with commas between them; a text may be empty, but not all of them.
  private PatternPart choice() throws OscFormatException {
    int end = closing('}');
    if (end == position + 1) {
      throw wrong(end, "nothing between '{' and '}'");
    }
    position++;
    List<String> texts = new ArrayList<>();
    int start = position;
    while (position < end) {
      if (text.charAt(position) == ',') {
        texts.add(text.substring(start, position));
        position++;
        start = position;
      } else {
        plain();
      }
    }
    texts.add(text.substring(start, end));
    position = end + 1;
    return new Choice(texts);
  }

  private int closing(char bracket) throws OscFormatException {
    int end = text.indexOf(bracket, position);
    if (end < 0) {
      throw wrong(position, "'" + text.charAt(position) + "' without '" + bracket + "'");
    }
    return end;
  }

  /// One character that stands for itself; moves past it.
  private char plain() throws OscFormatException {
    char c = text.charAt(position);
    if (c <= ' ' || c == 0x7f || "#,?*[]{}/".indexOf(c) >= 0) {
      throw wrong(
          position, "'%s' (0x%02x) cannot stand here".formatted(c <= ' ' ? ' ' : c, (int) c));
    }
    position++;
    return c;
  }

  private OscFormatException wrong(int at, String problem) {
    return OscFormatException.inPattern(text, at, problem);
  }
}
