package vj.workers.lyrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Json;
import vj.bus.control.Message.Command;
import vj.workers.lyrics.RehearsalCommands.Fields;
import vj.workers.lyrics.lookup.Lyrics;
import vj.workers.lyrics.lookup.Origin;
import vj.workers.lyrics.lookup.Outcome;
import vj.workers.lyrics.lookup.Query;
import vj.workers.lyrics.stage.Sheet.Cue;
import vj.workers.lyrics.stage.Stage;
import vj.workers.lyrics.text.Lrc;
import vj.workers.lyrics.text.LyricSheet;
import vj.workers.lyrics.text.PlainLyrics;

/// The command `fetch_lyrics`: looks up any song's words. If it is the one that plays, they go on
/// the air as well.
final class FetchCommand {

  /// An answer is one frame of 1 MiB; this leaves room for what is around the lists.
  private static final int MOST_BYTES = 1_000_000;

  private final Pipeline pipeline;
  private final Stage stage;

  FetchCommand(Pipeline pipeline, Stage stage) {
    this.pipeline = pipeline;
    this.stage = stage;
  }

  Answer answer(Command command) {
    Fields fields = new Fields(command.fields());
    String artist = fields.text("artist", "");
    String title = fields.text("title", "");
    if (artist.isBlank() || title.isBlank()) {
      return Answer.refused("artist and title required");
    }
    var query = new Query(artist, title, fields.text("album", ""), fields.number("duration", 0));
    try {
      return switch (pipeline.sources().fetch(query)) {
        case Outcome.Found(var lyrics, var origin) -> {
          if (plays(query)) {
            pipeline.again();
          }
          yield Answer.of(data(lyrics, origin));
        }
        case Outcome.Missing() ->
            Answer.refused("nobody has the words of %s - %s".formatted(artist, title));
        case Outcome.Failed(var why, _) -> Answer.refused(why);
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.refused("the worker is stopping");
    }
  }

  private boolean plays(Query query) {
    return stage
        .report()
        .current()
        .filter(current ->
            current.song().artist().equalsIgnoreCase(query.artist())
                && current.song().title().equalsIgnoreCase(query.title()))
        .isPresent();
  }

  private static Map<String, @Nullable Object> data(Lyrics lyrics, Origin origin) {
    LyricSheet sheet = Lrc.parse(lyrics.synced());
    List<String> texts =
        sheet.lines().isEmpty() ? PlainLyrics.parse(lyrics.plain()).lines() : sheet.texts();
    IntToDoubleFunction seconds = line -> sheet.lines().get(line).seconds();
    boolean timed = !sheet.lines().isEmpty();
    var room = new Room();
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put(
        "lines",
        room.fitting(
            IntStream.range(0, texts.size())
                .mapToObj(line ->
                    entry(line, timed ? seconds.applyAsDouble(line) : null, texts.get(line)))));
    data.put("refrain", room.fitting(cues(SheetWriter.refrain(texts), timed ? seconds : null)));
    data.put("keywords", room.fitting(cues(SheetWriter.keywords(texts), timed ? seconds : null)));
    data.put("truncated", room.full);
    data.put("synced", timed);
    data.put("instrumental", lyrics.instrumental());
    data.put("cached", origin == Origin.CACHE);
    return data;
  }

  /// What is left of an answer's frame.
  private static final class Room {

    private int left = MOST_BYTES;
    private boolean full;

    /// The first of them, until there is no more room for any.
    List<Map<String, @Nullable Object>> fitting(Stream<Map<String, @Nullable Object>> entries) {
      return entries.takeWhile(this::takes).toList();
    }

    private boolean takes(Map<String, @Nullable Object> entry) {
      left -= Json.bytes(entry).length + 1; // and a comma
      full |= left < 0;
      return !full;
    }
  }

  private static Stream<Map<String, @Nullable Object>> cues(
      List<Cue> cues, @Nullable IntToDoubleFunction seconds) {
    return cues.stream()
        .map(cue ->
            entry(
                cue.line(),
                seconds == null ? null : seconds.applyAsDouble(cue.line()),
                cue.text()));
  }

  /// @param index of the line
  /// @param time in seconds as written, without the offset; null: nobody knows
  private static Map<String, @Nullable Object> entry(
      int index, @Nullable Double time, String text) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("index", (long) index);
    entry.put("time", time);
    entry.put("text", text);
    return entry;
  }
}
