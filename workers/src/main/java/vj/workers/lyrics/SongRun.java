package vj.workers.lyrics;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.lyrics.analysis.Analysed;
import vj.workers.lyrics.analysis.Analysis;
import vj.workers.lyrics.analysis.SongText;
import vj.workers.lyrics.image.ImageOrder;
import vj.workers.lyrics.input.Song;
import vj.workers.lyrics.lookup.Lyrics;
import vj.workers.lyrics.lookup.Outcome;
import vj.workers.lyrics.lookup.Query;
import vj.workers.lyrics.stage.Finding;
import vj.workers.lyrics.stage.Sheet;
import vj.workers.lyrics.stage.Sheet.Cue;
import vj.workers.lyrics.text.Lrc;
import vj.workers.lyrics.text.LyricSheet;
import vj.workers.lyrics.text.PlainLyrics;

/// Everything that is found out about one song, one step after the other, on a thread that an
/// interrupt ends: another song plays. What fails is tried again for as long as it does not.
final class SongRun implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(SongRun.class);

  /// A song that somebody skips over is nobody's business: servers are asked only after this.
  static final Duration SETTLING = Duration.ofMillis(250);

  /// What a run works with.
  ///
  /// @param clock wall time, for what a server says about later
  record Setup(LyricsSettings settings, Sources sources, Pipeline.Clock clock) {}

  private final Song song;
  private final Setup setup;
  private final BiConsumer<SongRun, Finding> found;
  private final Steps steps;
  private final long settledNanos;
  private volatile Optional<String> trouble = Optional.empty();
  private volatile Optional<Analysed> analysed = Optional.empty();

  /// @param found told by whom what was found, on this run's thread
  SongRun(Song song, Setup setup, BiConsumer<SongRun, Finding> found) {
    this.song = song;
    this.setup = setup;
    this.found = found;
    this.steps = new Steps(setup.clock().nanos());
    this.settledNanos = setup.clock().nanos().getAsLong() + SETTLING.toNanos();
  }

  Steps steps() {
    return steps;
  }

  /// Why the words are not known, while that may still change.
  Optional<String> trouble() {
    return trouble;
  }

  Optional<Analysed> analysed() {
    return analysed;
  }

  @Override
  public void run() {
    steps.done(Step.DETECT);
    try {
      work();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // another song; nobody waits for this one
    } catch (RuntimeException bug) { // what one song's text does must not end the show
      steps.latest().ifPresent(step -> steps.failed(step, bug.toString()));
      log.error("{}: {}", song.text(), bug.toString(), bug);
    }
  }

  private void work() throws InterruptedException {
    steps.begin(Step.LOOKUP);
    Query query = new Query(song.artist(), song.title(), song.album(), song.durationSeconds());
    Optional<Outcome> known = setup.sources().known(query);
    if (known.isPresent()) {
      take(answer(known.get(), query));
    } else if (setup.settings().autoFetch()) {
      settle();
      take(answer(setup.sources().find(query), query));
    } else {
      steps.skipped("auto_fetch is off", Step.LOOKUP);
      skipRest("no words");
    }
  }

  /// Looks again until there is an answer.
  private Optional<Lyrics> answer(Outcome first, Query query) throws InterruptedException {
    Outcome outcome = first;
    while (true) {
      switch (outcome) {
        case Outcome.Found(var lyrics, _) -> {
          trouble = Optional.empty();
          steps.done(Step.LOOKUP);
          return Optional.of(lyrics);
        }
        case Outcome.Missing() -> {
          trouble = Optional.empty();
          steps.done(Step.LOOKUP, "nobody has the words");
          return Optional.empty();
        }
        case Outcome.Failed(String why, Duration retryAfter) -> {
          trouble = Optional.of("no words: " + why);
          steps.failed(Step.LOOKUP, why);
          Thread.sleep(retryAfter);
          steps.begin(Step.LOOKUP);
          outcome = setup.sources().find(query);
        }
      }
    }
  }

  private void settle() throws InterruptedException {
    long left = settledNanos - setup.clock().nanos().getAsLong();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  private void take(Optional<Lyrics> lyrics) throws InterruptedException {
    if (lyrics.isEmpty() || lyrics.get().instrumental()) {
      found.accept(this, new Finding.NoWords());
      skipRest(lyrics.isEmpty() ? "no words" : "instrumental");
      return;
    }
    steps.begin(Step.PARSE);
    LyricSheet sheet = Lrc.parse(lyrics.get().synced());
    List<String> texts =
        sheet.lines().isEmpty() ? PlainLyrics.parse(lyrics.get().plain()).lines() : sheet.texts();
    steps.done(Step.PARSE);
    if (!sheet.lines().isEmpty()) {
      show(sheet, texts);
    } else {
      found.accept(this, new Finding.NoWords());
      steps.skipped("nobody has written down their times", Step.REFRAIN, Step.KEYWORDS, Step.SEND);
    }
    judge(texts);
  }

  private void skipRest(String why) {
    steps.skipped(
        why,
        Step.PARSE,
        Step.REFRAIN,
        Step.KEYWORDS,
        Step.CATEGORISE,
        Step.ANALYSE,
        Step.IMAGE,
        Step.SEND);
  }

  private void show(LyricSheet sheet, List<String> texts) {
    steps.begin(Step.REFRAIN);
    List<Cue> refrain = SheetWriter.refrain(texts);
    steps.done(Step.REFRAIN);
    steps.begin(Step.KEYWORDS);
    List<Cue> keywords = SheetWriter.keywords(texts);
    steps.done(Step.KEYWORDS);
    steps.begin(Step.SEND);
    Sheet written = new Sheet(sheet.lines(), refrain, keywords);
    found.accept(this, new Finding.Words(written, () -> steps.done(Step.SEND)));
  }

  private void judge(List<String> texts) throws InterruptedException {
    String words = String.join("\n", texts).strip();
    if (words.isEmpty()) {
      steps.skipped("no words", Step.CATEGORISE, Step.ANALYSE, Step.IMAGE);
      return;
    }
    if (!setup.settings().model().categories()) {
      steps.skipped("categorization_enabled is off", Step.CATEGORISE, Step.ANALYSE, Step.IMAGE);
      return;
    }
    settle();
    SongText text = SongText.of(song.artist(), song.title(), song.album(), words);
    Analysed judged = analyse(text);
    paint(judged.analysis());
    while (judged instanceof Analysed.Instead(_, _, Instant retryAt)
        && retryAt.isBefore(Instant.MAX)) {
      sleepUntil(retryAt);
      judged = analyse(text);
    }
  }

  /// One question for both steps.
  private Analysed analyse(SongText text) throws InterruptedException {
    steps.begin(Step.CATEGORISE);
    steps.begin(Step.ANALYSE);
    Analysed judged = setup.sources().analyse(text);
    analysed = Optional.of(judged);
    found.accept(this, new Finding.Felt(Moods.of(judged.analysis())));
    steps.done(Step.CATEGORISE);
    switch (judged) {
      case Analysed.ByModel _, Analysed.Alone _ -> steps.done(Step.ANALYSE);
      case Analysed.Instead(_, String reason, _) -> steps.done(Step.ANALYSE, reason);
    }
    return judged;
  }

  private void paint(Analysis analysis) throws InterruptedException {
    if (!setup.settings().images().enabled()) {
      steps.skipped("comfyui_enabled is off", Step.IMAGE);
      return;
    }
    if (analysis.imagePrompt().isEmpty()) {
      steps.skipped("nobody described a picture", Step.IMAGE);
      return;
    }
    steps.begin(Step.IMAGE);
    ImageOrder order =
        new ImageOrder(analysis.imagePrompt(), song.artist(), song.title(), analysis.mood().word());
    try {
      found.accept(
          this,
          new Finding.Pictured(
              setup.sources().paint(order, fraction -> steps.at(Step.IMAGE, fraction))));
      steps.done(Step.IMAGE);
    } catch (IOException e) {
      steps.failed(Step.IMAGE, String.valueOf(e.getMessage()));
      log.info("no picture for {}: {}", song.text(), e.getMessage());
    }
  }

  private void sleepUntil(Instant when) throws InterruptedException {
    Duration left = Duration.between(setup.clock().wall().instant(), when);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}
