package vj.workers.lyrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.worker.WorkerCommand;
import vj.bus.worker.WorkerContext;
import vj.bus.worker.WorkerContext.WorkerDesk;
import vj.workers.lyrics.analysis.Analysed;
import vj.workers.lyrics.analysis.Analysis;
import vj.workers.lyrics.input.Inlet;
import vj.workers.lyrics.input.Song;
import vj.workers.lyrics.input.TrackInput;
import vj.workers.lyrics.stage.Report;
import vj.workers.lyrics.stage.Stage;
import vj.workers.lyrics.stage.Stage.Current;

/// The lyrics worker's own commands, state and gauges.
final class LyricsDesk implements WorkerDesk {

  private final Shown shown;
  private final List<WorkerCommand> commands;

  /// What state and gauges are read from.
  record Shown(WorkerContext context, Stage stage, Pipeline pipeline, TrackInput input) {}

  LyricsDesk(Shown shown, Inlet inlet) {
    this.shown = shown;
    var rehearsal = new RehearsalCommands(inlet);
    var fetch = new FetchCommand(shown.pipeline(), shown.stage());
    this.commands =
        List.of(
            WorkerCommand.slow("fetch_lyrics", (command, _) -> fetch.answer(command)),
            WorkerCommand.quick("set_track", (command, _) -> rehearsal.track(command)),
            WorkerCommand.quick("set_position", (command, _) -> rehearsal.position(command)));
  }

  @Override
  public List<WorkerCommand> commands() {
    return commands;
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    Report report = shown.stage().report();
    Optional<Song> song = report.current().map(Current::song);
    data.put("current_track", song.map(LyricsDesk::fields).orElse(null));
    data.put("source", song.map(Song::source).orElse(""));
    data.put(
        "position", report.clock().map(clock -> rounded(clock.at(System.nanoTime()))).orElse(0.0));
    data.put("playing", report.clock().map(clock -> clock.playing()).orElse(false));
    data.put("line_text", report.line().text());
    data.put("lines", (long) report.line().of());
    data.put("image", report.image().map(Object::toString).orElse(null));
    data.put("monitors", (long) shown.input().monitors());
    gauges(data);
    Optional<SongRun> run = shown.pipeline().run();
    data.put("llm_backend", backend(run));
    data.put("analysis", run.flatMap(SongRun::analysed).map(LyricsDesk::analysis).orElse(null));
    data.put("pipeline", run.map(each -> each.steps().plain()).orElse(List.of()));
  }

  @Override
  public void gauges(Map<String, @Nullable Object> stats) {
    Report report = shown.stage().report();
    Optional<SongRun> run = shown.pipeline().run();
    stats.put("running", true);
    stats.put("llm_enabled", shown.context().settings().get(LyricsSettings.LLM));
    stats.put("llm_available", available(run));
    stats.put("cached_count", shown.pipeline().sources().cached());
    stats.put("has_lyrics", report.hasLyrics().orElse(null));
    stats.put("active_line", (long) report.line().index());
    stats.put(
        "pipeline_step", run.flatMap(each -> each.steps().latest()).map(Step::word).orElse(""));
  }

  private static Map<String, Object> fields(Song song) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("artist", song.artist());
    fields.put("title", song.title());
    fields.put("album", song.album());
    fields.put("duration", song.durationSeconds());
    return fields;
  }

  private static Map<String, @Nullable Object> analysis(Analysed analysed) {
    Analysis analysis = analysed.analysis();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("mood", analysis.mood().word());
    fields.put("energy", analysis.energy());
    fields.put("valence", analysis.valence());
    fields.put("themes", analysis.themes());
    fields.put("keywords", analysis.keywords());
    fields.put("image_prompt", analysis.imagePrompt());
    return fields;
  }

  /// Whether a model has judged the song that plays; unknown before.
  private static @Nullable Boolean available(Optional<SongRun> run) {
    return run.flatMap(SongRun::analysed)
        .map(analysed -> analysed instanceof Analysed.ByModel)
        .orElse(null);
  }

  /// Who has judged the song that plays.
  private static String backend(Optional<SongRun> run) {
    return run.flatMap(SongRun::analysed)
        .map(analysed ->
            switch (analysed.analysis().origin()) {
              case Analysis.Origin.Model(String name) -> name;
              case Analysis.Origin.Heuristics() -> "heuristics";
            })
        .orElse("");
  }

  private static double rounded(double seconds) {
    return Math.rint(seconds * 1000) / 1000;
  }
}
