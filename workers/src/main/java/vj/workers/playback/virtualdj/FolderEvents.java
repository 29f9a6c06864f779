package vj.workers.playback.virtualdj;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells when it is worth to look at the files again: at once where the system reports changes
/// (inotify), each [#POLL] where it does not. Only a hint: what has changed, the files tell.
///
/// Belongs to one thread.
final class FolderEvents implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

  /// Of a few files, without a system that reports: soon enough to be seen as at once, and a
  /// thousandth of a core. (The JDK itself would look each 10 s.)
  static final long POLL = TimeUnit.MILLISECONDS.toNanos(50);

  /// @param identity tells a folder from another that took its place
  private record Watch(WatchKey key, @Nullable Object identity) {}

  /// What an event means, the more the later.
  private enum Change {
    NONE,
    CONTENT,
    FILES;

    Change and(Change other) {
      return compareTo(other) > 0 ? this : other;
    }
  }

  private final @Nullable WatchService service;
  private final Map<Path, Watch> watches = new HashMap<>();
  private Predicate<Path> ours = _ -> true;
  private boolean blind;

  private FolderEvents(@Nullable WatchService service) {
    this.service = service;
    this.blind = service == null;
  }

  /// What this system can do best.
  static FolderEvents open() {
    return System.getProperty("os.name").startsWith("Linux") ? reported() : polled();
  }

  static FolderEvents polled() {
    return new FolderEvents(null);
  }

  private static FolderEvents reported() {
    try {
      return new FolderEvents(FileSystems.getDefault().newWatchService());
    } catch (IOException e) {
      LOG.warn("no reports about files from the system: {}; looking each 50 ms", e.getMessage());
      return polled();
    }
  }

  /// Wants events of these folders and no others, and of what is `ours` in them: what else happens
  /// in a busy folder is none of our business.
  void watch(Set<Path> folders, Predicate<Path> ours) {
    this.ours = ours;
    WatchService open = service;
    if (open == null) {
      return;
    }
    Set<Path> gone = new HashSet<>(watches.keySet());
    gone.removeAll(folders);
    gone.forEach(folder -> Objects.requireNonNull(watches.remove(folder)).key().cancel());
    boolean allSeen = true;
    for (Path folder : folders) {
      allSeen &= register(open, folder);
    }
    blind = !allSeen;
  }

  private boolean register(WatchService open, Path folder) {
    try {
      Object identity = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
      Watch before = watches.get(folder);
      if (before != null && before.key().isValid() && Objects.equals(before.identity(), identity)) {
        return true;
      }
      WatchKey key = folder.register(open, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
      watches.put(folder, new Watch(key, identity));
      return true;
    } catch (IOException e) {
      if (!blind) {
        LOG.warn("no reports about {}: {}; looking each 50 ms", folder, e.getMessage());
      }
      return false;
    }
  }

  /// Waits for a change, at most so long.
  ///
  /// @return whether there may be other files than before
  boolean await(long nanos) throws InterruptedException {
    WatchService open = service;
    if (open == null || blind) {
      TimeUnit.NANOSECONDS.sleep(Math.min(nanos, POLL));
      return false;
    }
    long since = System.nanoTime();
    Change change = Change.NONE;
    for (long left = nanos; left > 0 && change == Change.NONE; left = nanos - elapsed(since)) {
      change = next(open, left);
    }
    return change == Change.FILES;
  }

  private static long elapsed(long since) {
    return System.nanoTime() - since;
  }

  private Change next(WatchService open, long nanos) throws InterruptedException {
    Change change = Change.NONE;
    WatchKey key = open.poll(nanos, TimeUnit.NANOSECONDS);
    while (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        change = change.and(change(event));
      }
      change = change.and(key.reset() ? Change.NONE : Change.FILES); // the folder has gone
      key = open.poll();
    }
    return change;
  }

  private Change change(WatchEvent<?> event) {
    if (!(event.context() instanceof Path path)) {
      return Change.FILES; // more events than the system keeps
    } else if (!ours.test(path)) {
      return Change.NONE;
    }
    return ENTRY_MODIFY.equals(event.kind()) ? Change.CONTENT : Change.FILES;
  }

  @Override
  public void close() {
    WatchService open = service;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("closing the watch on files: {}", e.getMessage());
      }
    }
  }
}
