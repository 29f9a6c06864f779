package vj.workers.lyrics.stage;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import vj.bus.telemetry.OscTemplate;
import vj.bus.telemetry.Telemetry;
import vj.workers.lyrics.input.Song;
import vj.workers.lyrics.stage.Sheet.Cue;
import vj.workers.lyrics.text.Word;

/// Turns what the stage says into OSC, at once. Used by the stage's thread.
final class Announcer {

  private final Telemetry telemetry;
  private final Map<LyricsMessage, OscTemplate> templates = new EnumMap<>(LyricsMessage.class);
  private final Map<String, OscTemplate> categories = new HashMap<>();

  Announcer(Telemetry telemetry) {
    this.telemetry = telemetry;
    for (LyricsMessage message : LyricsMessage.values()) {
      templates.put(message, telemetry.template(message.address(), message.typeTags()));
    }
  }

  void track(Song song, boolean hasLyrics) {
    telemetry.send(
        template(LyricsMessage.TRACK)
            .set(0, 1)
            .set(1, song.source())
            .set(2, song.artist())
            .set(3, song.title())
            .set(4, song.album())
            .set(5, (float) song.durationSeconds())
            .set(6, hasLyrics ? 1 : 0));
  }

  void reset(LyricsMessage message) {
    telemetry.send(template(message));
  }

  void keywordsReset(String song) {
    telemetry.send(template(LyricsMessage.KEYWORDS_RESET).set(0, song));
  }

  /// One line of a list.
  void entry(LyricsMessage message, int index, double seconds, String text) {
    telemetry.send(template(message).set(0, index).set(1, (float) seconds).set(2, text));
  }

  void lineActive(int index) {
    telemetry.send(template(LyricsMessage.LINE_ACTIVE).set(0, index));
  }

  void wordActive(int line, int index, Word word) {
    telemetry.send(
        template(LyricsMessage.WORD_ACTIVE).set(0, line).set(1, index).set(2, word.text()));
  }

  void refrainActive(int index, Cue cue) {
    telemetry.send(template(LyricsMessage.REFRAIN_ACTIVE).set(0, index).set(1, cue.text()));
  }

  void keywordsActive(Cue cue) {
    telemetry.send(template(LyricsMessage.KEYWORDS_ACTIVE).set(0, cue.line()).set(1, cue.text()));
  }

  void mood(Mood mood) {
    telemetry.send(template(LyricsMessage.MOOD).set(0, mood.primary()));
    telemetry.send(template(LyricsMessage.ENERGY).set(0, (float) mood.energy()));
    telemetry.send(template(LyricsMessage.VALENCE).set(0, (float) mood.valence()));
    telemetry.send(template(LyricsMessage.THEMES).set(0, String.join(", ", mood.themes())));
  }

  /// @param name one of a dozen: each keeps a template
  void category(String name, double value) {
    OscTemplate template =
        categories.computeIfAbsent(
            name, each -> telemetry.template(LyricsMessage.CATEGORY + each, "f"));
    telemetry.send(template.set(0, (float) value));
  }

  void image(Path image) {
    telemetry.send(template(LyricsMessage.IMAGE).set(0, image.toString()));
    telemetry.send(template(LyricsMessage.IMAGE_PATH).set(0, image.toString()));
  }

  private OscTemplate template(LyricsMessage message) {
    OscTemplate template = templates.get(message);
    if (template == null) {
      throw new IllegalArgumentException("no such message: " + message); // all were made
    }
    return template;
  }
}
