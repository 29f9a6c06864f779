package vj.workers.playback.virtualdj;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One file that tells what plays, and its latest news. Belongs to the thread that looks.
///
/// What looks half-written counts only when it has not changed for [#SETTLING]; so does a file that
/// is empty, gone or unreadable, because many programs truncate or replace it first.
final class PlayedFile {

  /// Between the steps of a program that writes in steps lie some milliseconds at most.
  static final Duration SETTLING = Duration.ofMillis(60);

  /// A file that never stops changing is believed after this.
  private static final Duration LONGEST_SETTLING = Duration.ofMillis(400);

  /// Time stamps are as coarse as this on some disks: what was read so soon after a change may have
  /// changed again without showing.
  private static final Duration COARSE_STAMP = Duration.ofSeconds(2);

  /// A file of an hour ago, untouched since, is the end of another night.
  private static final Duration OLD = Duration.ofHours(1);

  /// A file that changes before our eyes and is dated earlier than this was made before and moved
  /// into its place.
  private static final Duration WRITTEN_NOW = Duration.ofSeconds(10);

  /// Nobody plays the same song again so soon; programs that write the same again do.
  private static final Duration SAME_PLAY = Duration.ofSeconds(30);

  /// `lastplaytime` is when the song began: VirtualDJ writes a while later. Anything else tells of
  /// another time.
  private static final Duration LATEST_WRITING = Duration.ofHours(1);

  private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

  private static final Content NOTHING = new Content(Optional.empty(), false);

  /// @param trouble why it cannot be read; empty if it can
  private record Reading(Optional<FileStamp> stamp, Content content, String trouble) {}

  private final Path path;

  private Reading latest = new Reading(Optional.empty(), NOTHING, "");
  private Instant readAt = Instant.EPOCH;
  private Instant modified = Instant.EPOCH;

  private boolean settling;
  private Instant changedAt = Instant.EPOCH;
  private Instant restlessSince = Instant.EPOCH;

  /// What the last song was, to know it again.
  private Optional<Entry> entry = Optional.empty();

  private Instant entryModified = Instant.EPOCH;
  private Instant startedAt = Instant.EPOCH;
  private boolean dated;
  private Optional<News> news = Optional.empty();

  PlayedFile(Path path) {
    this.path = path;
  }

  /// The latest; empty if it has none: not there, or old.
  Optional<News> news() {
    return news;
  }

  /// Whether there is such a file.
  boolean exists() {
    return latest.stamp().isPresent();
  }

  /// Whether what was read last does not count yet.
  boolean settles() {
    return settling;
  }

  /// Reads the file if it has changed.
  ///
  /// @return how long until it must be looked at again even if nothing happens; empty: not at all
  Optional<Duration> look(Instant now) {
    Optional<FileStamp> stamp = FileStamp.of(path);
    boolean first = !exists();
    if (!stamp.equals(latest.stamp()) || mayHaveChanged()) {
      Reading reading = read(stamp);
      readAt = now;
      if (!reading.equals(latest)) {
        changed(reading, first, now);
      }
    }
    if (!settling) {
      return Optional.empty();
    }
    Duration quiet = Duration.between(changedAt, now);
    boolean restless = Duration.between(restlessSince, now).compareTo(LONGEST_SETTLING) >= 0;
    if (latest.content().whole() || restless || quiet.compareTo(SETTLING) >= 0) {
      settling = false;
      tell();
      return Optional.empty();
    }
    return Optional.of(SETTLING.minus(quiet));
  }

  private boolean mayHaveChanged() {
    return !latest.trouble().isEmpty()
        || (exists() && Duration.between(modified, readAt).compareTo(COARSE_STAMP) < 0);
  }

  private Reading read(Optional<FileStamp> stamp) {
    if (stamp.isEmpty()) {
      return new Reading(stamp, NOTHING, "");
    }
    String trouble = stamp.get().trouble();
    if (!trouble.isEmpty()) {
      return new Reading(stamp, NOTHING, trouble);
    }
    try {
      String text = FileTail.read(path);
      return new Reading(stamp, Content.of(String.valueOf(path.getFileName()), text), "");
    } catch (NoSuchFileException _) {
      return new Reading(Optional.empty(), NOTHING, ""); // just now
    } catch (IOException e) {
      return new Reading(stamp, NOTHING, FileStamp.reason(e));
    }
  }

  private void changed(Reading reading, boolean first, Instant now) {
    if (!reading.stamp().equals(latest.stamp())) {
      modified = modified(reading.stamp().map(FileStamp::modified).orElse(now), first, now);
    }
    latest = reading;
    if (first && reading.trouble().isEmpty() && modified.isBefore(now.minus(OLD))) {
      return;
    }
    if (!settling) {
      settling = true;
      restlessSince = now;
    }
    changedAt = now;
  }

  private static Instant modified(Instant stamped, boolean first, Instant now) {
    boolean movedIntoPlace = !first && stamped.isBefore(now.minus(WRITTEN_NOW));
    return movedIntoPlace || stamped.isAfter(now) ? now : stamped;
  }

  private void tell() {
    if (!latest.trouble().isEmpty()) {
      news = Optional.of(new News(path, modified, Optional.empty(), latest.trouble()));
    } else if (!exists()) {
      news = Optional.empty();
    } else if (latest.content().entry().isEmpty()) {
      entry = Optional.empty();
      news = Optional.of(new News(path, modified, Optional.empty(), ""));
    } else {
      tell(latest.content().entry().get());
    }
  }

  private void tell(Entry newest) {
    if (entry.isEmpty() || !samePlay(entry.get(), newest)) {
      Optional<Instant> playedAt = newest.playedAt().filter(this::plausible);
      startedAt = playedAt.orElse(modified);
      dated = playedAt.isPresent();
    }
    entry = Optional.of(newest);
    entryModified = modified;
    Play play = new Play(newest.track(), startedAt, dated);
    news = Optional.of(new News(path, startedAt, Optional.of(play), ""));
  }

  private boolean samePlay(Entry before, Entry newest) {
    return newest.track().sameAs(before.track())
        && newest.mark().equals(before.mark())
        && (!newest.mark().isEmpty()
            || Duration.between(entryModified, modified).compareTo(SAME_PLAY) < 0);
  }

  private boolean plausible(Instant playedAt) {
    return playedAt.isAfter(modified.minus(LATEST_WRITING))
        && playedAt.isBefore(modified.plus(CLOCK_DIFFERENCE));
  }
}
