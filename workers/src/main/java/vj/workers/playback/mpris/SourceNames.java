package vj.workers.playback.mpris;

import java.util.Set;
import java.util.regex.Pattern;

/// What players are called: on the bus, and as sources of `/karaoke/track`.
final class SourceNames {

  static final String PREFIX = "org.mpris.MediaPlayer2.";

  /// A stand-in that repeats whatever other player was active last: with it each track would be
  /// reported twice, by a player that keeps changing its mind.
  private static final String PROXY = PREFIX + "playerctld";

  /// `.instance1234`, `.instance_1_84`: how a second window of a player is told from the first.
  private static final Pattern INSTANCE = Pattern.compile("\\.instance[_0-9]*$");

  private SourceNames() {}

  static boolean isPlayer(String busName) {
    return busName.startsWith(PREFIX)
        && busName.length() > PREFIX.length()
        && !busName.equals(PROXY);
  }

  /// @param taken by other players; a second one of a kind keeps its number
  static String source(String busName, Set<String> taken) {
    String full = busName.substring(PREFIX.length());
    String plain = INSTANCE.matcher(full).replaceFirst("");
    String source = plain.startsWith("spotify") ? "spotify" : "mpris:" + plain;
    return taken.contains(source) ? "mpris:" + full : source;
  }
}
