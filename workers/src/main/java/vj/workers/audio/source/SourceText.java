package vj.workers.audio.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import vj.bus.worker.Setting.Refusal;
import vj.workers.audio.source.AudioSource.Format;

/// Reads the parts of a [SourceSpec] that follow the colon.
final class SourceText {

  static final String LOOP = "?loop";

  /// Longer values are cut in messages: they end up on one line of a log.
  private static final int SHOWN = 120;

  private SourceText() {}

  /// Only a final `?loop` is an option, so that `file:/music/Why?.wav` is a file.
  static SourceSpec file(String rest, Path home) throws Refusal {
    boolean loop = rest.endsWith(LOOP);
    String path = loop ? rest.substring(0, rest.length() - LOOP.length()) : rest;
    return new SourceSpec.File(path("file", path, home), loop);
  }

  static SourceSpec pipe(String rest, Path home) throws Refusal {
    int mark = rest.lastIndexOf('?');
    Path path = path("pipe", mark < 0 ? rest : rest.substring(0, mark), home);
    int rate = SourceSpec.Pipe.DEFAULT_RATE;
    int channels = SourceSpec.Pipe.DEFAULT_CHANNELS;
    String options = mark < 0 ? "" : rest.substring(mark + 1);
    for (String option : options.isEmpty() ? new String[0] : options.split("&", -1)) {
      int equals = option.indexOf('=');
      String value = option.substring(equals + 1);
      switch (equals < 0 ? "" : option.substring(0, equals)) {
        case "rate" -> rate = number("rate", value, Format.LEAST_RATE, Format.MOST_RATE);
        case "channels" -> channels = number("channels", value, 1, Format.MOST_CHANNELS);
        default ->
            throw new Refusal(
                "rate= and channels= after pipe:PATH?, not \"%s\"".formatted(brief(option)));
      }
    }
    return new SourceSpec.Pipe(path, rate, channels);
  }

  static String brief(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static Path path(String kind, String text, Path home) throws Refusal {
    String takes = "an absolute path (or ~/…) after %s:, not \"%s\"".formatted(kind, brief(text));
    try {
      Path path = text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
      if (!path.isAbsolute()) {
        throw new Refusal(takes);
      }
      return path.normalize();
    } catch (InvalidPathException _) {
      throw new Refusal(takes);
    }
  }

  private static int number(String name, String text, int least, int most) throws Refusal {
    int value = -1;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException _) {
      // refused below like any other value out of range
    }
    if (value < least || value > most) {
      throw new Refusal(
          "%s=%d..%d in pipe:PATH?, not \"%s\"".formatted(name, least, most, brief(text)));
    }
    return value;
  }
}
