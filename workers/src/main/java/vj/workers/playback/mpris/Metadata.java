package vj.workers.playback.mpris;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import vj.workers.playback.Track;

/// What a player says of its track.
///
/// @param id the player's own for this track; empty if it has none
record Metadata(String id, Track track) {

  static final Metadata NONE = new Metadata("", new Track("", "", "", 0));

  /// Kept for each player.
  private static final int LONGEST_ID = 200;

  private static final double MICROSECONDS = 1e6;

  static Metadata of(PropertyMap said) {
    String artist = said.text("xesam:artist");
    String title = said.text("xesam:title");
    return new Metadata(
        id(said),
        new Track(
            artist.isEmpty() ? said.text("xesam:albumArtist") : artist,
            title.isEmpty() ? fileName(said.text("xesam:url")) : title,
            said.text("xesam:album"),
            said.number("mpris:length").orElse(0) / MICROSECONDS));
  }

  /// An object path by the specification, text from some.
  private static String id(PropertyMap said) {
    Object id = said.values().get("mpris:trackid");
    String text = id == null ? "" : id.toString();
    return text.substring(0, Math.min(text.length(), LONGEST_ID));
  }

  /// The last part of a file's address, without its ending. The addresses of streams name servers.
  private static String fileName(String url) {
    return localPath(url)
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .map(name -> name.lastIndexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name)
        .orElse("");
  }

  private static Optional<String> localPath(String url) {
    if (url.startsWith("/")) {
      return Optional.of(url);
    }
    try {
      URI uri = new URI(url);
      return "file".equals(uri.getScheme()) ? Optional.ofNullable(uri.getPath()) : Optional.empty();
    } catch (URISyntaxException _) {
      return url.startsWith("file:") ? Optional.of(url) : Optional.empty(); // not escaped, then
    }
  }

  /// Nothing to show.
  boolean nameless() {
    return track.artist().isEmpty() && track.title().isEmpty();
  }

  /// Whether `next` may be the same piece with more said about it, so that the position goes on:
  /// some players tell title, artist and length one after another.
  boolean goesOnAs(Metadata next) {
    return (id.isEmpty() || next.id.isEmpty() || id.equals(next.id))
        && completes(track.title(), next.track.title())
        && completes(track.artist(), next.track.artist());
  }

  private static boolean completes(String before, String after) {
    return before.isEmpty() || before.equals(after);
  }
}
