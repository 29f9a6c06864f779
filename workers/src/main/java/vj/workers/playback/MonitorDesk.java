package vj.workers.playback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.worker.WorkerCommand;
import vj.bus.worker.WorkerContext.WorkerDesk;

/// A monitor's own command, state and gauges.
final class MonitorDesk implements WorkerDesk {

  private final NowPlaying nowPlaying;
  private volatile @Nullable Watch watch;

  MonitorDesk(NowPlaying nowPlaying) {
    this.nowPlaying = nowPlaying;
  }

  /// From now on the state is that of these backends.
  void shows(Watch watch) {
    this.watch = watch;
  }

  @Override
  public List<WorkerCommand> commands() {
    return List.of(WorkerCommand.quick("get_track", (_, _) -> Answer.of(track())));
  }

  private Map<String, @Nullable Object> track() {
    NowPlaying.Shown shown = nowPlaying.shown();
    Optional<Playback> choice = shown.choice();
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("on_air", shown.onAir());
    data.put("air_holder", shown.holder());
    data.put("source", choice.map(Playback::source).orElse(""));
    data.put("playing", choice.map(Playback::playing).orElse(false));
    data.put("position", choice.map(playing -> playing.positionAt(System.nanoTime())).orElse(0.0));
    data.put("track", choice.map(playing -> fields(playing.track())).orElse(null));
    return data;
  }

  private static Map<String, Object> fields(Track track) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("artist", track.artist());
    fields.put("title", track.title());
    fields.put("album", track.album());
    fields.put("duration", track.durationSeconds());
    return fields;
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    gauges(data);
    data.putAll(track());
    Watch current = watch;
    data.put("backends", current == null ? List.of() : current.state());
  }

  /// `last_track` and `available` are what clients of the system before this one know.
  @Override
  public void gauges(Map<String, @Nullable Object> stats) {
    NowPlaying.Shown shown = nowPlaying.shown();
    Watch current = watch;
    stats.put("available", current != null && current.trouble().isEmpty());
    stats.put("on_air", shown.onAir());
    stats.put(
        "last_track",
        shown
            .choice()
            .map(playing -> playing.track().artist() + "|" + playing.track().title())
            .orElse(""));
  }
}
