package vj.workers.oscdebugger.take;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vj.bus.worker.NearestWord;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded;

/// The takes on disk. Safe from any thread.
final class TakeFolder {

  /// As many as fit in an answer; the newest.
  static final int MOST_LISTED = 2000;

  /// Takes that were not ended in order are read through to count what they hold; so many of them
  /// are remembered.
  private static final int MOST_REMEMBERED = 200;

  private static final int NEAREST = 3;

  private record Version(Path file, long bytes, long changedMillis) {}

  private final Path directory;

  // Guarded by this.
  private final Map<Version, Take> counted =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, Take> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  TakeFolder(Path directory) {
    this.directory = directory;
  }

  Path file(TakeName name) {
    return directory.resolve(name.file());
  }

  /// Creates the folder, for its owner alone.
  void make() throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// Bytes that may still be written there.
  long room() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  /// The newest first.
  ///
  /// @param but the one that is being recorded: to count what it holds would mean to read it
  List<Take> list(Optional<TakeName> but) throws IOException {
    List<Take> takes = new ArrayList<>();
    for (TakeName name : names()) {
      if (but.filter(name::equals).isEmpty()) {
        take(name).ifPresent(takes::add);
      }
    }
    takes.sort(Comparator.comparing(Take::recorded).reversed());
    return takes.size() > MOST_LISTED ? takes.subList(0, MOST_LISTED) : takes;
  }

  private List<TakeName> names() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(TakeName::isTake)
          .sorted()
          .map(TakeName::ofFile)
          .toList();
    }
  }

  /// @throws Refused naming those that the caller may have meant
  Take existing(TakeName name) throws Refused, IOException {
    Optional<Take> take = take(name);
    if (take.isEmpty()) {
      throw unknown(name);
    }
    return take.get();
  }

  /// @throws Refused if there is none, as [#existing]; does not look into it
  void require(TakeName name) throws Refused, IOException {
    if (!Files.exists(file(name))) {
      throw unknown(name);
    }
  }

  private Refused unknown(TakeName name) throws IOException {
    List<String> names = new ArrayList<>(names().stream().map(TakeName::text).toList());
    if (names.isEmpty()) {
      return new Refused("no take is called \"%s\"; there are none".formatted(name.text()));
    }
    List<String> nearest = new ArrayList<>();
    while (nearest.size() < NEAREST && !names.isEmpty()) {
      String next = NearestWord.to(name.text(), names);
      names.remove(next);
      nearest.add(next);
    }
    return new Refused(
        nearest.stream()
            .collect(
                Collectors.joining(
                    ", ", "no take is called \"%s\"; nearest: ".formatted(name.text()), "")));
  }

  /// Empty if there is none.
  private Optional<Take> take(TakeName name) throws IOException {
    Path file = file(name);
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    var version = new Version(file, attributes.size(), attributes.lastModifiedTime().toMillis());
    try (RecordReader reader = RecordReader.open(file)) {
      Optional<Recorded.End> end = reader.end();
      if (end.isEmpty()) {
        return Optional.of(counted(name, version, reader));
      }
      Instant recorded = Instant.ofEpochMilli(reader.startMillis());
      double seconds = end.get().nanos() / 1e9;
      return Optional.of(
          new Take(name, recorded, seconds, end.get().datagrams(), attributes.size(), true));
    } catch (IOException unreadable) {
      return Optional.of(new Take(name, Instant.EPOCH, 0, 0, attributes.size(), false));
    }
  }

  /// Reads outside the lock: a take of hours may not keep those waiting who ask for another.
  private Take counted(TakeName name, Version version, RecordReader reader) throws IOException {
    Optional<Take> known = known(version);
    if (known.isPresent()) {
      return known.get();
    }
    long datagrams = 0;
    long lastNanos = 0;
    for (Optional<Recorded> next = reader.next(); next.isPresent(); next = reader.next()) {
      if (next.get() instanceof Recorded.Datagram datagram) {
        datagrams++;
        lastNanos = Math.max(lastNanos, datagram.nanos());
      }
    }
    Instant recorded = Instant.ofEpochMilli(reader.startMillis());
    Take take = new Take(name, recorded, lastNanos / 1e9, datagrams, version.bytes(), false);
    remember(version, take);
    return take;
  }

  private synchronized Optional<Take> known(Version version) {
    return Optional.ofNullable(counted.get(version));
  }

  private synchronized void remember(Version version, Take take) {
    counted.put(version, take);
  }

  void delete(TakeName name) throws IOException {
    Files.deleteIfExists(file(name));
  }
}
