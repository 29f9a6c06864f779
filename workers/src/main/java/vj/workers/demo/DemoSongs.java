package vj.workers.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The songs of the demo: LRC files beside this class, written for it.
public final class DemoSongs {

  /// In the order in which they are played.
  private static final List<String> FILES =
      List.of("night-signal.lrc", "kaltes-licht.lrc", "corazon-de-neon.lrc");

  private static final Pattern TAG = Pattern.compile("(?m)^\\[([a-z]+):(.*)]$");

  /// @param lrc the whole file
  public record Song(
      String artist, String title, String album, double durationSeconds, String lrc) {}

  private DemoSongs() {}

  public static List<Song> all() {
    return FILES.stream().map(DemoSongs::read).toList();
  }

  /// @param artist exactly as in [#all], as the title
  public static Optional<Song> find(String artist, String title) {
    return all().stream()
        .filter(song -> song.artist().equals(artist) && song.title().equals(title))
        .findFirst();
  }

  private static Song read(String file) {
    try (InputStream in = DemoSongs.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("not in the image: " + file);
      }
      String lrc = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Song(tag(lrc, "ar"), tag(lrc, "ti"), tag(lrc, "al"), duration(lrc), lrc);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  private static String tag(String lrc, String name) {
    Matcher tags = TAG.matcher(lrc);
    while (tags.find()) {
      if (tags.group(1).equals(name)) {
        return tags.group(2);
      }
    }
    throw new IllegalStateException("no [" + name + ":] in a demo song");
  }

  private static double duration(String lrc) {
    String[] parts = tag(lrc, "length").split(":", 2);
    return Integer.parseInt(parts[0]) * 60 + Integer.parseInt(parts[1]);
  }
}
