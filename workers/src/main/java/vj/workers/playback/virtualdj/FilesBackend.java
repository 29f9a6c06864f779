package vj.workers.playback.virtualdj;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vj.workers.playback.Backend;
import vj.workers.playback.BackendThread;
import vj.workers.playback.Playback;

/// What VirtualDJ plays according to the files that it writes. Of several files the one with the
/// latest song counts. A file knows of no pause: what it names plays until another comes, the file
/// is emptied, or the song's length is long over.
///
/// The thread `virtualdj-files` looks as soon as the system reports a change, and each [#SCAN].
final class FilesBackend implements Backend {

  /// How soon new folders are found, and changes that the system does not report: on network
  /// drives, behind links.
  private static final long SCAN = TimeUnit.SECONDS.toNanos(2);

  /// Folders are listed no more often, however many of our files come and go.
  private static final long LEAST_SCAN = TimeUnit.MILLISECONDS.toNanos(100);

  /// Looks follow each other no faster, however busy a folder is.
  private static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

  /// What was reported last.
  private record Told(Optional<Play> play, String trouble, boolean absent) {}

  private final Locations locations;
  private final Supplier<FolderEvents> events;
  private final InstantSource clock;
  private final Reports reports;
  private final BackendThread thread;

  /// Of the thread.
  private final Map<Path, PlayedFile> files = new LinkedHashMap<>();

  private volatile @Nullable Told told;
  private volatile @Nullable Path current;

  FilesBackend(Locations locations, InstantSource clock, Reports reports) {
    this(locations, FolderEvents::open, clock, reports);
  }

  FilesBackend(
      Locations locations, Supplier<FolderEvents> events, InstantSource clock, Reports reports) {
    this.locations = locations;
    this.events = events;
    this.clock = clock;
    this.reports = reports;
    this.thread = new BackendThread("virtualdj-files", this::run);
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    Path file = current;
    data.put("file", file == null ? "" : file.toString());
    Told last = told;
    data.put("files_trouble", last == null ? "" : last.trouble());
  }

  @Override
  public void close() {
    thread.close();
  }

  private void run() throws InterruptedException {
    try (FolderEvents open = events.get()) {
      watch(open);
    }
  }

  private void watch(FolderEvents open) throws InterruptedException {
    boolean wanted = true;
    long scannedNanos = System.nanoTime() - SCAN;
    while (true) {
      long now = System.nanoTime();
      if (now - scannedNanos >= (wanted ? LEAST_SCAN : SCAN)) {
        scan(open);
        wanted = false;
        scannedNanos = now;
      }
      long wait = Math.min(look(), wanted ? LEAST_SCAN : SCAN);
      report();
      TimeUnit.NANOSECONDS.sleep(LEAST_PAUSE);
      wanted |= open.await(wait);
    }
  }

  /// The watch is set before the folders are read, or what comes in between would be missed.
  private void scan(FolderEvents open) {
    List<Path> seen = new ArrayList<>();
    files.forEach((path, file) -> {
      if (file.exists() || file.news().isPresent()) {
        seen.add(path);
      }
    });
    open.watch(locations.watched(seen), locations.ours(seen));
    Set<Path> candidates = new LinkedHashSet<>(locations.candidates());
    candidates.forEach(path -> files.computeIfAbsent(path, PlayedFile::new));
    files.keySet().removeIf(path -> !candidates.contains(path) && !seen.contains(path));
  }

  /// @return nanoseconds until the next look even if nothing happens
  private long look() {
    Duration wait = Duration.ofNanos(SCAN);
    for (PlayedFile file : files.values()) {
      Duration wanted = file.look(clock.instant()).orElse(wait);
      wait = wanted.compareTo(wait) < 0 ? wanted : wait;
    }
    return wait.toNanos();
  }

  private void report() {
    Optional<News> latest =
        files.values().stream()
            .flatMap(file -> file.news().stream())
            .max(Comparator.comparing(News::since));
    if (latest.isEmpty() && files.values().stream().anyMatch(PlayedFile::settles)) {
      return; // soon there will be some
    }
    Told now = latest.map(this::told).orElseGet(this::withoutNews);
    current = latest.map(News::file).orElse(null);
    if (now.equals(told)) {
      return;
    }
    told = now;
    if (now.absent()) {
      reports.absent(now.trouble());
    } else if (!now.trouble().isEmpty()) {
      reports.trouble(now.trouble());
    } else {
      reports.well();
      now.play()
          .ifPresentOrElse(
              play -> reports.plays(playback(play)),
              () -> reports.stopped(VirtualDjBackend.SOURCE));
    }
  }

  private Told told(News latest) {
    String trouble =
        latest.trouble().isEmpty() ? "" : "%s %s".formatted(latest.file(), latest.trouble());
    Instant now = clock.instant();
    Optional<Play> play = latest.play().map(it -> it.with(plays())).filter(it -> !it.overAt(now));
    return new Told(play, trouble, false);
  }

  /// That VirtualDJ has not written anything yet is nothing to worry about, unless it was named.
  private Told withoutNews() {
    if (files.values().stream().anyMatch(PlayedFile::exists)) {
      return new Told(Optional.empty(), "", false);
    }
    String where = locations.named() ? locations.text() : "its usual folders";
    String waiting =
        "waiting for VirtualDJ: no now_playing.txt, tracklist.txt or History/*.m3u in %s yet; another place goes into file_path"
            .formatted(where);
    return new Told(Optional.empty(), waiting, !locations.named());
  }

  private List<Play> plays() {
    return files.values().stream()
        .flatMap(file -> file.news().stream())
        .flatMap(news -> news.play().stream())
        .toList();
  }

  private Playback playback(Play play) {
    double position = play.secondsAt(clock.instant());
    return new Playback(
        VirtualDjBackend.SOURCE, play.track(), position, 1, true, System.nanoTime());
  }
}
