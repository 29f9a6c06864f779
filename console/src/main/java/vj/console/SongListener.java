package vj.console;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscMessage.TimeTag;
import vj.bus.telemetry.OscReceiver;

/// Keeps what was said of the current song. Fed on the receiver's thread, read on any.
final class SongListener implements OscReceiver.Handler {

  static final List<String> PATTERNS =
      List.of(
          "/karaoke/{track,pos}",
          "/karaoke/{lyrics,line,refrain,keywords}/*",
          "/karaoke/categories/mood");

  /// More lines than a song has are a sender gone wild.
  private static final int MOST_LINES = 10_000;

  // The lock (this) protects all of the below.
  private final Map<Integer, String> lines = new HashMap<>();
  private String source = "";
  private String artist = "";
  private String title = "";
  private double duration;
  private double position;
  private long positionNanos;
  private boolean playing;
  private int active = -1;
  private boolean refrain;
  private String keywords = "";
  private String mood = "";

  @Override
  public synchronized void received(
      OscMessage message, InetSocketAddress sender, TimeTag timeTag, long nanos) {
    List<@Nullable Object> arguments = message.arguments();
    switch (message.address()) {
      case "/karaoke/track" -> track(arguments);
      case "/karaoke/pos" -> {
        position = number(arguments, 0);
        positionNanos = nanos;
        playing = number(arguments, 1) == 1;
      }
      case "/karaoke/lyrics/reset" -> forgetWords();
      case "/karaoke/lyrics/line" -> {
        if (lines.size() < MOST_LINES) {
          lines.put((int) number(arguments, 0), text(arguments, 2));
        }
      }
      case "/karaoke/line/active" -> {
        active = (int) number(arguments, 0);
        refrain = false;
        keywords = "";
      }
      case "/karaoke/refrain/active" -> refrain = true;
      case "/karaoke/keywords/active" -> keywords = text(arguments, 1);
      case "/karaoke/categories/mood" -> mood = text(arguments, 0);
      default -> {} // more than we asked for
    }
  }

  /// Also comes again for the same song, when more is known about it.
  private void track(List<@Nullable Object> arguments) {
    boolean plays = number(arguments, 0) == 1;
    source = plays ? text(arguments, 1) : "";
    artist = plays ? text(arguments, 2) : "";
    title = plays ? text(arguments, 3) : "";
    duration = number(arguments, 5);
  }

  private void forgetWords() {
    lines.clear();
    active = -1;
    refrain = false;
    keywords = "";
  }

  /// @param now on the clock of the receiver
  synchronized Song song(long now) {
    if (artist.isEmpty() && title.isEmpty()) {
      return Song.NONE;
    }
    double at = playing ? position + (now - positionNanos) / 1e9 : position;
    return new Song(
        source,
        artist,
        title,
        duration > 0 ? Math.min(at, duration) : at,
        duration,
        playing,
        lines.getOrDefault(active, ""),
        lines.getOrDefault(active + 1, ""),
        refrain,
        keywords,
        mood);
  }

  /// What is missing or no number counts as 0: it is only shown.
  private static float number(List<@Nullable Object> arguments, int index) {
    return index < arguments.size() && arguments.get(index) instanceof Number number
        ? number.floatValue()
        : 0;
  }

  private static String text(List<@Nullable Object> arguments, int index) {
    return index < arguments.size() && arguments.get(index) instanceof String text ? text : "";
  }
}
