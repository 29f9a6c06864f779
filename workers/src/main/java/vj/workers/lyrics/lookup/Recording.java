package vj.workers.lyrics.lookup;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ProtocolException;
import vj.workers.lyrics.text.Lrc;

/// What LRCLIB knows about one recording of a song.
///
/// @param durationSeconds 0 if unknown
record Recording(SongName name, double durationSeconds, Lyrics lyrics) {

  /// @param answer LRCLIB's fields; others are ignored
  /// @param server for messages
  static Recording read(@Nullable Object answer, String server) throws ProtocolException {
    if (!(answer instanceof Map<?, ?> fields)
        || !(fields.containsKey("syncedLyrics")
            || fields.containsKey("plainLyrics")
            || fields.containsKey("instrumental"))) {
      throw new ProtocolException(
          server + " answers, but not as LRCLIB does: is lrclib_url right?");
    }
    String synced = text(fields, "syncedLyrics");
    Lyrics lyrics =
        new Lyrics(
            Lrc.parse(synced).lines().isEmpty() ? "" : synced,
            text(fields, "plainLyrics").strip(),
            Boolean.TRUE.equals(fields.get("instrumental")));
    SongName name = new SongName(text(fields, "artistName"), text(fields, "trackName"));
    double seconds = fields.get("duration") instanceof Number number ? number.doubleValue() : 0;
    return new Recording(name, seconds > 0 ? seconds : 0, lyrics);
  }

  private static String text(Map<?, ?> fields, String name) throws ProtocolException {
    return switch (fields.get(name)) {
      case null -> "";
      case String text -> text;
      case Object other ->
          throw new ProtocolException(
              "%s is no text but a %s".formatted(name, other.getClass().getSimpleName()));
    };
  }
}
