package vj.workers.lyrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.SocketDirectory;
import vj.bus.worker.Settings;
import vj.bus.worker.Worker;
import vj.bus.worker.WorkerContext;
import vj.workers.lyrics.input.Inlet;
import vj.workers.lyrics.input.TrackInput;
import vj.workers.lyrics.stage.Report;
import vj.workers.lyrics.stage.Stage;

/// The words of the song that plays, when they are sung, and its mood: [TrackInput] → [Inlet] →
/// [Stage] → telemetry, and beside it [Pipeline], which finds out what the stage shows.
///
/// The main thread turns the stage: it sleeps until the next line, word or message is due, or
/// something has come in. All that may wait for somebody else is on other threads.
public final class LyricsWorker implements Worker {

  private static final Logger log = LoggerFactory.getLogger(LyricsWorker.class);

  /// While more is announced than may be sent.
  private static final long HELD_UP_NANOS = 20_000_000;

  private final SocketDirectory directory;
  private final Function<LyricsSettings, Sources> sources;

  /// @param directory where the monitors are
  LyricsWorker(SocketDirectory directory, Function<LyricsSettings, Sources> sources) {
    this.directory = directory;
    this.sources = sources;
  }

  @Override
  public void run(WorkerContext context) throws Exception {
    Thread main = Thread.currentThread();
    Runnable wake = () -> LockSupport.unpark(main);
    var inlet = new Inlet(wake);
    var stage = new Stage(context.telemetry(), System.nanoTime());
    Settings settings = context.settings();
    LyricsSettings lyrics = LyricsSettings.from(settings);
    var telling = new Telling(context);
    try (var pipeline = new Pipeline(lyrics, sources, Pipeline.Clock.SYSTEM, wake);
        TrackInput input = TrackInput.open(directory, inlet)) {
      context.serve(new LyricsDesk(new LyricsDesk.Shown(context, stage, pipeline, input), inlet));
      input.port(lyrics.inputPort());
      stage.offset(lyrics.offsetSeconds());
      input.turn(System.nanoTime());
      context.ready();
      while (true) {
        if (context.settings() != settings) {
          settings = context.settings();
          lyrics = LyricsSettings.from(settings);
          input.port(lyrics.inputPort());
          stage.offset(lyrics.offsetSeconds());
          pipeline.settings(lyrics);
        }
        long next = turn(stage, pipeline, inlet, input);
        telling.of(stage.report(), pipeline, input);
        context.progress();
        LockSupport.parkNanos(this, next - System.nanoTime());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
  }

  /// @return when to turn again, at the latest
  private static long turn(Stage stage, Pipeline pipeline, Inlet inlet, TrackInput input) {
    long now = System.nanoTime();
    input.turn(now);
    boolean rested = stage.rested(now);
    if (rested) {
      stage.heard(inlet.take(), now);
      pipeline.follow(stage.current());
    }
    pipeline.deliver((about, finding) -> stage.found(about, finding, now));
    long next = stage.turn(now);
    return rested ? next : Math.min(next - now, HELD_UP_NANOS) + now;
  }

  /// Keeps the host told of what is going on, without telling it the same again and again.
  private static final class Telling {

    private final WorkerContext context;
    private String doing = "";

    Telling(WorkerContext context) {
      this.context = context;
    }

    void of(Report report, Pipeline pipeline, TrackInput input) {
      List<String> troubles = new ArrayList<>();
      input.trouble().ifPresent(troubles::add);
      pipeline.run().flatMap(SongRun::trouble).ifPresent(troubles::add);
      if (troubles.isEmpty()) {
        context.recovered();
      } else {
        context.degraded(String.join("; ", troubles));
      }
      String now = text(report);
      if (!now.equals(doing)) {
        doing = now;
        context.doing(now);
        log.info("{}", now);
      }
    }

    private static String text(Report report) {
      if (report.current().isEmpty()) {
        return "nothing plays";
      }
      String song = report.current().get().song().text();
      Optional<Boolean> words = report.hasLyrics();
      if (words.isEmpty()) {
        return song;
      }
      return words.get() ? "%s: %d lines".formatted(song, report.line().of()) : song + ": no words";
    }
  }
}
