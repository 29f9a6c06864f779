package vj.workers.lyrics.cache;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// How much a [FileCache] keeps. It looks at the directory itself after each write: a song brings
/// one or two, and nothing that was counted can then be wrong.
record CacheBounds(int mostEntries, long mostBytes) {

  static final String SUFFIX = ".json";

  private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}\\.json");

  /// What a process that died while writing has left; nobody else writes now.
  private static final Pattern LEFTOVER = Pattern.compile("\\.[0-9a-f]{64}\\.json\\.new");

  CacheBounds {
    if (mostEntries < 1 || mostBytes < 1) {
      throw new IllegalArgumentException(
          "no room in a cache of %d entries, %d bytes".formatted(mostEntries, mostBytes));
    }
  }

  private record Entry(Path file, long bytes, long usedMillis) {}

  /// Removes what was used longest ago until the rest is within the bounds.
  ///
  /// @param written stays, whatever its size, and whatever the clock says of its age
  void enforce(Path directory, Path written) throws IOException {
    List<Entry> entries = entries(directory);
    entries.sort(Comparator.comparingLong(Entry::usedMillis).thenComparing(Entry::file));
    long bytes = entries.stream().mapToLong(Entry::bytes).sum();
    int left = entries.size();
    for (Entry oldest : entries) {
      if (left <= mostEntries && bytes <= mostBytes) {
        return;
      }
      if (!oldest.file().equals(written)) {
        Files.deleteIfExists(oldest.file());
        bytes -= oldest.bytes();
        left--;
      }
    }
  }

  private static List<Entry> entries(Path directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (LEFTOVER.matcher(name).matches()) {
          Files.deleteIfExists(file);
        } else if (ENTRY.matcher(name).matches()) {
          add(file, entries);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  private static void add(Path file, List<Entry> entries) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        entries.add(new Entry(file, attributes.size(), attributes.lastModifiedTime().toMillis()));
      }
    } catch (NoSuchFileException _) {
      // somebody tidied up meanwhile
    }
  }
}
