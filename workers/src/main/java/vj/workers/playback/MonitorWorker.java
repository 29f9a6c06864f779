package vj.workers.playback;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.status.FaultText;
import vj.bus.worker.CommonSettings;
import vj.bus.worker.Setting;
import vj.bus.worker.Settings;
import vj.bus.worker.Worker;
import vj.bus.worker.WorkerContext;

/// What is playing, as OSC: players → [Backend]s → [Board] → [NowPlaying] → telemetry.
///
/// Backends have threads of their own; the main thread sleeps until one reports something or a
/// position is due. A change of the worker's own settings opens the backends anew.
public final class MonitorWorker implements Worker {

  private static final Logger log = LoggerFactory.getLogger(MonitorWorker.class);

  /// What makes one monitor different from another.
  ///
  /// @param settings its own
  /// @param backends makes its backends for settings, in the order in which they count
  public record Players(
      List<Setting<?>> settings,
      Function<Settings, List<Function<Backend.Reports, Backend>>> backends) {

    public Players {
      settings = List.copyOf(settings);
    }

    /// What a change of makes new backends necessary.
    private Map<String, Object> own(Settings all) {
      Map<String, Object> own = new LinkedHashMap<>();
      settings.forEach(setting -> own.put(setting.name(), all.get(setting)));
      return own;
    }
  }

  private final Players players;
  private final Path busDirectory;

  /// @param busDirectory where the monitors agree on who speaks
  MonitorWorker(Players players, Path busDirectory) {
    this.players = players;
    this.busDirectory = busDirectory;
  }

  @Override
  public void run(WorkerContext context) throws InterruptedException {
    Thread main = Thread.currentThread();
    Runnable wake = () -> LockSupport.unpark(main);
    try (var air = new Air(busDirectory)) {
      var nowPlaying = new NowPlaying(air, new PlaybackSender(context.telemetry()));
      var desk = new MonitorDesk(nowPlaying);
      context.serve(desk);
      Settings settings = context.settings();
      boolean ready = false;
      while (true) {
        try (var watch = new Watch(players.backends().apply(settings), wake)) {
          desk.shows(watch);
          watch.start();
          if (!ready) {
            context.ready();
            ready = true;
          }
          settings = follow(context, settings, watch, nowPlaying);
        }
      }
    }
  }

  /// Until the settings ask for other backends than `began` did; returns those settings.
  private Settings follow(WorkerContext context, Settings began, Watch watch, NowPlaying nowPlaying)
      throws InterruptedException {
    Map<String, Object> own = players.own(began);
    var telling = new Telling(context);
    Settings settings = began;
    while (true) {
      Settings latest = context.settings();
      if (latest != settings && !players.own(latest).equals(own)) {
        return latest;
      }
      settings = latest;
      Optional<String> trouble = watch.trouble();
      try {
        nowPlaying.turn(
            watch.sources(), settings.get(CommonSettings.PLAYBACK_SOURCE), System.nanoTime());
      } catch (IOException e) {
        trouble = Optional.of(noLock(e));
      }
      telling.of(nowPlaying.shown(), trouble, watch.absence());
      context.progress();
      LockSupport.parkNanos(this, nowPlaying.pauseNanos(System.nanoTime()));
      if (Thread.interrupted()) {
        nowPlaying.stop();
        throw new InterruptedException();
      }
    }
  }

  private String noLock(IOException e) {
    return "cannot agree with other monitors on who speaks, so nothing new is said: %s: %s; look at its directory's owner, mode and free space"
        .formatted(busDirectory.resolve(Air.FILE), FaultText.of(e));
  }

  /// Keeps the host told of what is going on, without telling it the same again and again.
  private static final class Telling {

    private final WorkerContext context;
    private String doing = "";

    Telling(WorkerContext context) {
      this.context = context;
    }

    void of(NowPlaying.Shown shown, Optional<String> trouble, Optional<String> absence) {
      trouble.ifPresentOrElse(context::degraded, context::recovered);
      String now = shown.choice().map(_ -> text(shown)).or(() -> absence).orElse("nothing plays");
      if (!now.equals(doing)) {
        doing = now;
        context.doing(now);
        log.info("{}", now);
      }
    }

    private static String text(NowPlaying.Shown shown) {
      Playback playback = shown.choice().orElseThrow();
      Track track = playback.track();
      String what = "%s: %s - %s".formatted(playback.source(), track.artist(), track.title());
      if (!playback.playing()) {
        return what + " (paused)";
      }
      return shown.onAir() ? what : what + " (not on the air: " + shown.holder() + " is)";
    }
  }
}
