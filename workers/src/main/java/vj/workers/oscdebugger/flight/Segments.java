package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded;

/// One series of the recorder's files in their directory: `00000042.vjflight` holds OSC, and in
/// those of old also notes; `notes-00000042.vjflight` log lines and state changes. The greatest
/// number is the latest. They are numbered rather than named by time, because clocks are set.
/// Everything else that lies there is left alone. Stateless: what is there is read anew each time.
final class Segments {

  /// A worker that dies again and again begins a file each time.
  static final int MOST_FILES = 256;

  private static final Pattern NUMBERED = Pattern.compile("[0-9]{8,18}\\.vjflight");

  private final Path directory;
  private final Kind kind;

  Segments(Path directory, Kind kind) {
    this.directory = directory;
    this.kind = kind;
  }

  enum Kind {
    OSC(""),
    NOTES("notes-");

    /// What names begin with.
    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /// @param length how long it was written
  record Segment(Path file, long number, long bytes, Duration length) {}

  /// The oldest first; empty if there is no directory.
  ///
  /// @param longest no segment was written longer; more is a clock that was set
  List<Segment> list(Duration longest) throws IOException {
    List<Segment> found = new ArrayList<>();
    for (Path file : files()) {
      Optional<Segment> segment = segment(file, longest);
      segment.ifPresent(found::add);
    }
    return found;
  }

  /// The files alone, the oldest first.
  List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, this::isNamed)) {
      for (Path file : all) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          files.add(file);
        }
      }
    } catch (NoSuchFileException _) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(Comparator.comparingLong(this::number));
    return files;
  }

  private boolean isNamed(Path file) {
    String name = name(file);
    return name.startsWith(kind.prefix)
        && NUMBERED.matcher(name.substring(kind.prefix.length())).matches();
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private long number(Path file) {
    String name = name(file);
    return Long.parseLong(name.substring(kind.prefix.length(), name.indexOf('.')));
  }

  /// Empty if it has just been deleted.
  private Optional<Segment> segment(Path file, Duration longest) throws IOException {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      long writtenMillis = attributes.lastModifiedTime().toMillis();
      return Optional.of(
          new Segment(file, number(file), attributes.size(), length(file, writtenMillis, longest)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static Duration length(Path file, long writtenMillis, Duration longest) {
    long millis;
    try (RecordReader reader = RecordReader.open(file)) {
      Optional<Recorded.End> end = reader.end();
      millis =
          end.isPresent() ? end.get().nanos() / 1_000_000 : writtenMillis - reader.startMillis();
    } catch (IOException damaged) {
      return Duration.ZERO; // it ages out with those around it
    }
    return Duration.ofMillis(Math.clamp(millis, 0, longest.toMillis()));
  }

  /// A file for the next segment, which is not there yet. Makes the directory.
  Path next() throws IOException {
    makeDirectory(directory);
    long last = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, this::isNamed)) {
      for (Path file : all) {
        last = Math.max(last, number(file));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Path next = directory.resolve("%s%08d.vjflight".formatted(kind.prefix, last + 1));
    if (!isNamed(next)) {
      throw new IOException("no number is left after %d in %s".formatted(last, directory));
    }
    return next;
  }

  /// For its owner alone.
  static void makeDirectory(Path directory) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// Deletes the oldest until the others are no more than `limits` allow with a whole segment to
  /// come, and no older than they need be.
  ///
  /// @return what is left
  List<Segment> trim(FlightLimits limits) throws IOException {
    List<Segment> left = new ArrayList<>(list(limits.segment()));
    long bytes = left.stream().mapToLong(Segment::bytes).sum();
    long allowed = limits.allowed(bytes, free()) - limits.segmentBytes();
    Duration length = left.stream().map(Segment::length).reduce(Duration.ZERO, Duration::plus);
    while (!left.isEmpty()) {
      Segment oldest = left.getFirst();
      Duration without = length.minus(oldest.length());
      boolean old = without.compareTo(limits.kept()) >= 0;
      if (!old && bytes <= allowed && left.size() < MOST_FILES) {
        break;
      }
      Files.deleteIfExists(oldest.file());
      left.removeFirst();
      bytes -= oldest.bytes();
      length = without;
    }
    return left;
  }

  private long free() throws IOException {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (NoSuchFileException _) {
      return Long.MAX_VALUE / 2; // nothing there to delete
    }
  }
}
