package vj.bus.telemetry;

import java.util.ArrayList;
import java.util.List;

/// An OSC address pattern: `?`, `*`, `[a-z]`, `[!x]` and `{a,b}` of OSC 1.0, none of which reaches
/// across a `/`, and `//` of OSC 1.1, which stands for any number of levels.
///
/// A match costs at most pattern length times address length steps, whatever the pattern: every
/// part moves a set of reachable positions forward, nothing is tried twice. Immutable.
public final class OscPattern {

  /// Longer than any address in use; bounds what one match may cost.
  static final int LONGEST = 255;

  private final String text;
  private final List<PatternPart> parts;

  private OscPattern(String text, List<PatternPart> parts) {
    this.text = text;
    this.parts = parts;
  }

  /// @throws OscFormatException naming the text and the position of what is not understood
  public static OscPattern parse(String text) throws OscFormatException {
    return new OscPattern(text, new PatternParser(text).parts());
  }

  /// Parses a list that came from outside; all entries must be strings.
  ///
  /// @throws OscFormatException naming the first entry, counted from 0, that is not a pattern
  public static List<OscPattern> parseAll(List<?> texts) throws OscFormatException {
    List<OscPattern> patterns = new ArrayList<>();
    for (Object entry : texts) {
      int index = patterns.size();
      if (!(entry instanceof String text)) {
        throw OscFormatException.inList(index, entry + " is not a string", 0);
      }
      try {
        patterns.add(parse(text));
      } catch (OscFormatException e) {
        throw OscFormatException.inList(index, e.getMessage(), e.position());
      }
    }
    return List.copyOf(patterns);
  }

  /// Whether `address` holds a character that means something in a pattern.
  static boolean isPattern(String address) {
    for (int i = 0; i < address.length(); i++) {
      if ("?*[]{}".indexOf(address.charAt(i)) >= 0) {
        return true;
      }
    }
    return address.contains("//");
  }

  /// As written, for example `/audio/{levels,beat}`.
  public String text() {
    return text;
  }

  /// Whether this pattern, as a whole, matches `address`, as a whole.
  public boolean matches(String address) {
    boolean[] reached = new boolean[address.length() + 1];
    reached[0] = true;
    for (PatternPart part : parts) {
      reached = part.advance(address, reached);
    }
    return reached[address.length()];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OscPattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
