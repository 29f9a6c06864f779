package vj.workers.playback.virtualdj;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tags of an `#EXTVDJ:` line: `<artist>…</artist><title>…</title>…`, in any order, any of them
/// missing, with entities as in XML. What is not such a tag is passed over.
record Tags(String line) {

  private static final Pattern ENTITY =
      Pattern.compile("&(?:(amp|lt|gt|quot|apos)|#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));");

  /// Empty if the tag is missing or not closed.
  String text(String tag) {
    String opening = "<" + tag + ">";
    int begin = line.indexOf(opening);
    if (begin < 0) {
      return "";
    }
    int end = line.indexOf("</" + tag + ">", begin);
    return end < 0
        ? ""
        : ENTITY
            .matcher(line.substring(begin + opening.length(), end))
            .replaceAll(entity -> Matcher.quoteReplacement(character(entity)))
            .strip();
  }

  /// 0 if the tag is missing or no number.
  double number(String tag) {
    try {
      double number = Double.parseDouble(text(tag));
      return Double.isFinite(number) ? number : 0;
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  private static String character(MatchResult entity) {
    String name = entity.group(1);
    if (name != null) {
      return switch (name) {
        case "amp" -> "&";
        case "lt" -> "<";
        case "gt" -> ">";
        case "quot" -> "\"";
        default -> "'";
      };
    }
    String decimal = entity.group(2);
    int code = decimal == null ? Integer.parseInt(entity.group(3), 16) : Integer.parseInt(decimal);
    boolean none =
        !Character.isValidCodePoint(code) || Character.getType(code) == Character.SURROGATE;
    return none ? entity.group() : Character.toString(code);
  }
}
