package vj.workers.http;

import java.util.regex.Pattern;

/// Text of others on its way to a line of a console or a message.
public final class OneLine {

  private static final Pattern GAPS = Pattern.compile("[\\s\\p{Cntrl}]+");

  /// As far back as a cut looks for the end of a word.
  private static final int LONGEST_WORD = 40;

  private OneLine() {}

  /// Without line ends and control characters; what is longer ends after a word, if there is one.
  public static String of(String text, int mostChars) {
    // what is much too long is cut first: the pattern need not run over megabytes
    String start = text.length() > 4 * mostChars ? text.substring(0, 4 * mostChars) : text;
    String line = GAPS.matcher(start).replaceAll(" ").strip();
    if (line.length() <= mostChars) {
      return line;
    }
    int space = line.lastIndexOf(' ', mostChars);
    int end = space >= mostChars - LONGEST_WORD && space > 0 ? space : mostChars;
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end);
  }
}
