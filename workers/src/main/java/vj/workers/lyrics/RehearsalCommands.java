package vj.workers.lyrics;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.workers.lyrics.input.Heard.Announced;
import vj.workers.lyrics.input.Heard.Position;
import vj.workers.lyrics.input.Inlet;
import vj.workers.lyrics.input.Song;

/// The commands `set_track` and `set_position`: what a player would send, from a person who
/// rehearses without one.
final class RehearsalCommands {

  private final Inlet inlet;

  RehearsalCommands(Inlet inlet) {
    this.inlet = inlet;
  }

  /// `active` false ends the song.
  Answer track(Command command) {
    Fields fields = new Fields(command.fields());
    if (!fields.flag("active", true)) {
      inlet.announced(new Announced.Ended());
      return Answer.done("Playback ended");
    }
    Song song =
        new Song(
            fields.text("source", "rehearsal"),
            fields.text("artist", ""),
            fields.text("title", ""),
            fields.text("album", ""),
            fields.number("duration", 0));
    if (!song.named()) {
      return Answer.refused("title is missing");
    }
    inlet.announced(new Announced.Plays(song));
    return Answer.done(song.text());
  }

  Answer position(Command command) {
    Fields fields = new Fields(command.fields());
    double seconds = fields.number("position", Double.NaN);
    if (!(seconds >= 0)) {
      return Answer.refused("position is missing; it takes seconds, 0 or more");
    }
    inlet.at(new Position(seconds, fields.flag("playing", true), System.nanoTime()));
    return Answer.done("At %.3f s".formatted(seconds));
  }

  /// A command's fields, with what counts where one is missing or of another type.
  record Fields(Map<String, @Nullable Object> fields) {

    String text(String name, String fallback) {
      return fields.get(name) instanceof String text ? text : fallback;
    }

    double number(String name, double fallback) {
      return fields.get(name) instanceof Number number ? number.doubleValue() : fallback;
    }

    boolean flag(String name, boolean fallback) {
      return switch (fields.get(name)) {
        case Boolean flag -> flag;
        case Number number -> number.doubleValue() != 0;
        case null, default -> fallback;
      };
    }
  }
}
