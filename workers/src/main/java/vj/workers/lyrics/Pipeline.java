package vj.workers.lyrics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.lyrics.stage.Finding;
import vj.workers.lyrics.stage.Stage;
import vj.workers.lyrics.stage.Stage.Current;

/// Keeps one [SongRun] going: that of the song on the [Stage], with the settings of now. The one
/// before is interrupted and forgotten; what it has found meanwhile is not taken.
///
/// Owned and used by the worker's main thread. Each run has a thread of its own, named `song`.
final class Pipeline implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

  /// For all threads together, when the worker ends.
  private static final Duration CLOSING = Duration.ofSeconds(3);

  /// @param nanos monotonic
  record Clock(LongSupplier nanos, InstantSource wall) {
    static final Clock SYSTEM = new Clock(System::nanoTime, InstantSource.system());
  }

  /// More than one only while they are ending. This many hang, in a dead disk: nothing is begun
  /// until one of them has ended.
  private static final int MOST_WORKING = 16;

  /// @param about [Current#generation]
  private record Found(SongRun by, long about, Finding finding) {}

  /// @param sources that its thread may still use: what it takes back at a server takes a moment
  private record Working(Thread thread, Sources sources) {}

  private final Function<LyricsSettings, Sources> opener;
  private final Clock clock;
  private final Runnable wake;
  private final ConcurrentLinkedQueue<Found> found = new ConcurrentLinkedQueue<>();
  private final List<Working> working = new ArrayList<>();
  private final List<Sources> retired = new ArrayList<>();

  private LyricsSettings settings;
  private volatile Sources sources;

  /// Without who plays it.
  private Optional<Current> followed = Optional.empty();

  private volatile Optional<SongRun> run = Optional.empty();

  /// That of `run`.
  private Optional<Thread> present = Optional.empty();

  private volatile boolean again;

  /// @param opener makes the sources for settings; what it makes is closed here
  /// @param wake called when there is something for [#deliver]
  Pipeline(
      LyricsSettings settings,
      Function<LyricsSettings, Sources> opener,
      Clock clock,
      Runnable wake) {
    this.settings = settings;
    this.opener = opener;
    this.clock = clock;
    this.wake = wake;
    this.sources = opener.apply(settings);
  }

  /// Whom commands may ask as well. Any thread.
  Sources sources() {
    return sources;
  }

  /// What is being done for the song that plays. Any thread.
  Optional<SongRun> run() {
    return run;
  }

  /// Begins the song anew: something has been found for it. Any thread.
  void again() {
    again = true;
    wake.run();
  }

  /// From now on these count. What is not about the sources leaves a run alone.
  void settings(LyricsSettings changed) {
    LyricsSettings before = settings;
    settings = changed;
    boolean sameSources =
        changed.words().equals(before.words())
            && changed.model().equals(before.model())
            && changed.images().equals(before.images());
    if (!sameSources) {
      stop();
      retired.add(sources);
      sources = opener.apply(changed);
    }
    if (!sameSources || changed.autoFetch() != before.autoFetch()) {
      again = true;
    }
  }

  /// Works for this song, and no other, from now on.
  void follow(Optional<Current> current) {
    sweep();
    Optional<Current> work = current.map(now -> new Current(now.generation(), now.song().work()));
    if (work.equals(followed) && !again) {
      return;
    }
    stop();
    if (working.size() < MOST_WORKING) {
      again = false;
      followed = work;
      current.ifPresent(this::begin);
    }
  }

  private void begin(Current current) {
    var setup = new SongRun.Setup(settings, sources, clock);
    var next =
        new SongRun(
            current.song(),
            setup,
            (by, finding) -> {
              found.add(new Found(by, current.generation(), finding));
              wake.run();
            });
    run = Optional.of(next);
    Thread thread = Thread.ofPlatform().daemon().name("song").start(next);
    present = Optional.of(thread);
    working.add(new Working(thread, sources));
  }

  /// Interrupts the present one, once: what it takes back at a server must not be interrupted too.
  private void stop() {
    present.ifPresent(Thread::interrupt);
    present = Optional.empty();
    run = Optional.empty();
  }

  private void sweep() {
    working.removeIf(each -> !each.thread().isAlive());
    retired.removeIf(each -> {
      boolean used = working.stream().anyMatch(one -> one.sources().equals(each));
      if (!used) {
        each.close();
      }
      return !used;
    });
  }

  /// Hands on what the present run has found since the last time.
  ///
  /// @param to is told [Current#generation] and finding
  void deliver(BiConsumer<Long, Finding> to) {
    for (Found each = found.poll(); each != null; each = found.poll()) {
      if (run.filter(each.by()::equals).isPresent()) {
        to.accept(each.about(), each.finding());
      }
    }
  }

  @Override
  public void close() {
    stop();
    long end = System.nanoTime() + CLOSING.toNanos();
    boolean interrupted = Thread.interrupted(); // the owner is often told to stop just now
    for (Working each : working) {
      Thread thread = each.thread();
      try {
        thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      } catch (InterruptedException _) {
        interrupted = true;
      }
      if (thread.isAlive()) {
        log.warn("a song's thread has not ended within {} s; leaving it", CLOSING.toSeconds());
      }
    }
    retired.forEach(Sources::close);
    sources.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
