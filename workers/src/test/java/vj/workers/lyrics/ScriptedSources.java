package vj.workers.lyrics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import vj.workers.lyrics.analysis.Analysed;
import vj.workers.lyrics.analysis.Analysis;
import vj.workers.lyrics.analysis.Category;
import vj.workers.lyrics.analysis.SongText;
import vj.workers.lyrics.image.ImageOrder;
import vj.workers.lyrics.image.Progress;
import vj.workers.lyrics.lookup.Lyrics;
import vj.workers.lyrics.lookup.Origin;
import vj.workers.lyrics.lookup.Outcome;
import vj.workers.lyrics.lookup.Query;

/// Sources that answer as the test says; by default every song has three lines and a model's
/// judgement.
final class ScriptedSources implements Sources {

  final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  final AtomicInteger begun = new AtomicInteger();
  final AtomicInteger asking = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Analysed> judgements = new ConcurrentLinkedQueue<>();
  volatile Optional<Outcome> known = Optional.empty();
  volatile boolean hangs;

  /// As long as it has not been counted down, orders for pictures are open, and then being taken
  /// back.
  volatile CountDownLatch takingBack = new CountDownLatch(0);

  volatile boolean breaks;

  ScriptedSources finds(Outcome... next) {
    outcomes.addAll(List.of(next));
    return this;
  }

  ScriptedSources judges(Analysed... next) {
    judgements.addAll(List.of(next));
    return this;
  }

  @Override
  public Optional<Outcome> known(Query song) {
    begun.incrementAndGet();
    return known;
  }

  @Override
  public Outcome find(Query song) throws InterruptedException {
    ask("find " + song.title());
    if (breaks) {
      throw new IllegalStateException("a bug");
    }
    Outcome next = outcomes.poll();
    return next == null ? found(song.title()) : next;
  }

  @Override
  public Outcome fetch(Query song) throws InterruptedException {
    return find(song);
  }

  static Outcome found(String title) {
    String lrc = "[00:01.00]%s one\n[00:02.00]%1$s two\n[00:03.00]%1$s one\n".formatted(title);
    return new Outcome.Found(new Lyrics(lrc, "", false), Origin.EXACT);
  }

  @Override
  public Analysed analyse(SongText song) throws InterruptedException {
    ask("analyse " + song.title());
    Analysed next = judgements.poll();
    return next == null ? new Analysed.ByModel(analysis(Category.DARK, "a picture")) : next;
  }

  static Analysis analysis(Category category, String prompt) {
    Map<Category, Double> degrees = new EnumMap<>(Category.class);
    for (Category each : Category.values()) {
      degrees.put(each, each == category ? 0.9 : 0.1);
    }
    return new Analysis(
        degrees,
        List.of("night", "sea"),
        List.of(),
        0.75,
        -0.5,
        prompt,
        new Analysis.Origin.Model("test"));
  }

  static Analysed.Instead instead(Category category, Instant retryAt) {
    return new Analysed.Instead(analysis(category, ""), "the model is down", retryAt);
  }

  @Override
  public Path paint(ImageOrder order, Progress progress) throws IOException, InterruptedException {
    ask("paint " + order.prompt());
    if (breaks) {
      throw new IOException("ComfyUI is off");
    }
    progress.at(0.5);
    if (takingBack.getCount() > 0) {
      openUntilInterrupted(order);
    }
    return Path.of("/tmp/%s.png".formatted(order.title()));
  }

  private void openUntilInterrupted(ImageOrder order) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
    } finally {
      asked.add("take back " + order.title());
      takingBack.await();
      asked.add("taken back " + order.title());
    }
  }

  private void ask(String what) throws InterruptedException {
    asked.add(what);
    asking.incrementAndGet();
    try {
      if (hangs) {
        new CountDownLatch(1).await();
      }
    } finally {
      asking.decrementAndGet();
    }
  }

  @Override
  public long cached() {
    return 7;
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
