package vj.workers.lyrics.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;
import vj.bus.worker.AtomicFile;

/// JSON objects by a key of any text, one file each, in a directory of its own. What [#write] has
/// returned from survives the death of the process; what was being written then is absent.
///
/// A file says which key it holds and the checksum of all it says: one that was damaged, or that
/// stands for another key, counts as absent and is removed. Files with names of other kinds are
/// left alone. Beyond its bounds the cache forgets what was used longest ago.
///
/// Safe from any thread, for one process at a time. Expiry is its users' business: they put a time
/// into the object.
public final class FileCache {

  /// The longest lyrics that anybody keeps are a tenth of this, and a worker's heap is small.
  static final int MOST_ENTRY_BYTES = 2 * 1024 * 1024;

  /// A line end follows it.
  private static final int CHECKSUM_CHARS = 64;

  private static final Logger log = LoggerFactory.getLogger(FileCache.class);

  private final Path directory;
  private final CacheBounds bounds;

  /// @param directory created by the first write, 0700
  /// @param mostEntries how many objects are kept, at least 1
  /// @param mostBytes how many bytes their files may have together
  public FileCache(Path directory, int mostEntries, long mostBytes) {
    this.directory = directory;
    this.bounds = new CacheBounds(mostEntries, mostBytes);
  }

  /// What was written for `key`, unless it has been forgotten or cannot be read.
  public synchronized Optional<Map<String, @Nullable Object>> read(String key) {
    Path file = file(key);
    try {
      Optional<Map<String, @Nullable Object>> value = value(key, bytes(file));
      if (value.isEmpty()) {
        log.info("{} is damaged or foreign: removed", file);
        Files.deleteIfExists(file);
      } else {
        touch(file);
      }
      return value;
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      log.info("nothing of {} from the cache: {}", key, e.toString());
      return Optional.empty();
    }
  }

  /// Keeps `value` for `key`; it is on disk when this returns.
  ///
  /// @param value what [Json] writes; NaN comes back as `null`
  /// @throws IOException when it could not be kept, or is longer than an entry may be, or when what
  ///   is too much could not be removed
  public synchronized void write(String key, Map<String, ?> value) throws IOException {
    byte[] body = Json.bytes(Map.of("key", key, "value", value));
    if (body.length + CHECKSUM_CHARS + 1 > MOST_ENTRY_BYTES) {
      throw new IOException(
          "%d bytes for %s, a cache entry has at most %d"
              .formatted(body.length, key, MOST_ENTRY_BYTES));
    }
    ByteArrayOutputStream entry = new ByteArrayOutputStream(body.length + CHECKSUM_CHARS + 1);
    entry.writeBytes(Checksum.of(body).getBytes(StandardCharsets.US_ASCII));
    entry.write('\n');
    entry.writeBytes(body);
    Path file = file(key);
    AtomicFile.write(file, entry.toByteArray());
    bounds.enforce(directory, file);
  }

  private static void touch(Path file) {
    try {
      // the clock of the file system, by which it is as old as its last write otherwise
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException e) {
      log.debug("{} will be forgotten as if it had not been used: {}", file, e.toString());
    }
  }

  private Path file(String key) {
    return directory.resolve(
        Checksum.of(key.getBytes(StandardCharsets.UTF_8)) + CacheBounds.SUFFIX);
  }

  /// No more than an entry may have, and a byte that tells that there was more.
  private static byte[] bytes(Path file) throws IOException {
    // a pipe or a device under this name would hold the reader for ever
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("not a regular file: " + file);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_ENTRY_BYTES + 1);
    }
  }

  private static Optional<Map<String, @Nullable Object>> value(String key, byte[] entry) {
    if (entry.length > MOST_ENTRY_BYTES
        || entry.length <= CHECKSUM_CHARS
        || entry[CHECKSUM_CHARS] != '\n') {
      return Optional.empty();
    }
    String checksum = new String(entry, 0, CHECKSUM_CHARS, StandardCharsets.US_ASCII);
    int from = CHECKSUM_CHARS + 1;
    if (!checksum.equals(Checksum.of(entry, from))) {
      return Optional.empty();
    }
    String body = new String(entry, from, entry.length - from, StandardCharsets.UTF_8);
    try {
      Map<String, @Nullable Object> object = Json.object(body, "cache entry");
      return key.equals(object.get("key")) ? fields(object.get("value")) : Optional.empty();
    } catch (ProtocolException _) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // Json makes objects of nothing else
  private static Optional<Map<String, @Nullable Object>> fields(@Nullable Object value) {
    return value instanceof Map<?, ?> fields
        ? Optional.of((Map<String, @Nullable Object>) fields)
        : Optional.empty();
  }
}
