package vj.workers.playback.virtualdj;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import vj.workers.playback.Track;

/// A playlist as VirtualDJ writes it into `History`: for each song a line `#EXTVDJ:` with tags, and
/// a line with its path. The last complete pair counts; any tag may be missing.
///
/// A song without a title is named after its file.
final class HistoryList {

  private static final String TAGS = "#EXTVDJ:";

  /// Seconds since 1970 have ten digits for centuries to come; more are milliseconds.
  private static final long LEAST_MILLIS = 100_000_000_000L;

  private HistoryList() {}

  static Content read(String text) {
    String tags = "";
    String newestTags = "";
    String newestPath = "";
    int songs = 0;
    for (String untrimmed : text.split("\\R")) {
      String line = untrimmed.strip();
      if (line.startsWith(TAGS)) {
        tags = line.substring(TAGS.length());
      } else if (!line.isEmpty() && line.charAt(0) != '#') {
        newestTags = tags;
        newestPath = line;
        tags = "";
        songs++;
      }
    }
    boolean whole = tags.isEmpty() && Content.endsWithLine(text);
    return new Content(entry(new Tags(newestTags), newestPath, songs), whole);
  }

  private static Optional<Entry> entry(Tags tags, String path, int songs) {
    Track track = track(tags, path);
    if (track.title().isEmpty()) {
      return Optional.empty();
    }
    String time = tags.text("time") + tags.text("lastplaytime");
    return Optional.of(new Entry(track, time.isEmpty() ? "song " + songs : time, playedAt(tags)));
  }

  private static Track track(Tags tags, String path) {
    double seconds = tags.number("songlength");
    String artist = SongName.clean(tags.text("artist"));
    String title = SongName.clean(tags.text("title"));
    if (title.isEmpty()) {
      Track named = SongName.track(fileName(path), seconds);
      return artist.isEmpty() ? named : new Track(artist, named.title(), "", seconds);
    }
    String remix = SongName.clean(tags.text("remix"));
    String full = remix.isEmpty() ? title : "%s (%s)".formatted(title, remix);
    return artist.isEmpty() ? SongName.track(full, seconds) : new Track(artist, full, "", seconds);
  }

  /// Without folders, of whichever system, and extension. Addresses of streams name nothing.
  private static String fileName(String path) {
    if (path.contains("://")) {
      return "";
    }
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static Optional<Instant> playedAt(Tags tags) {
    double number = tags.number("lastplaytime");
    if (number <= 0) {
      return Optional.empty();
    }
    try {
      long time = (long) number;
      return Optional.of(
          time < LEAST_MILLIS ? Instant.ofEpochSecond(time) : Instant.ofEpochMilli(time));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
