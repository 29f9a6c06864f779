package vj.workers.lyrics.stage;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vj.bus.telemetry.RecordingTelemetry;
import vj.workers.lyrics.input.Heard;
import vj.workers.lyrics.input.Heard.Announced;
import vj.workers.lyrics.input.Heard.Position;
import vj.workers.lyrics.input.Song;
import vj.workers.lyrics.text.LyricLine;

/// A stage whose time goes as the test says, with what it sends recorded.
final class StageRig {

  static final Song SONG = new Song("demo", "Anna", "Tide", "Sea", 180);
  static final Song OTHER = new Song("demo", "Ben", "Dune", "", 200);

  final RecordingTelemetry osc = new RecordingTelemetry();
  long now = 1_000_000_000L;
  long turns;
  final Stage stage = new Stage(osc, now);

  void play(Song song) {
    play(new Announced.Plays(song));
  }

  void play(Announced.Plays announced) {
    stage.heard(new Heard(Optional.of(announced), Optional.empty()), now);
  }

  Heard at(double seconds) {
    return new Heard(Optional.empty(), Optional.of(new Position(seconds, true, now)));
  }

  /// As a monitor says it, again and again.
  Heard reported(double seconds, boolean playing) {
    return new Heard(Optional.empty(), Optional.of(new Position(seconds, playing, now, true)));
  }

  static LyricLine line(double seconds, String text) {
    return new LyricLine(seconds, text, List.of());
  }

  static Finding.Words words(int lines, double apart) {
    List<LyricLine> all =
        IntStream.range(0, lines).mapToObj(i -> line(i * apart, "word " + i)).toList();
    return new Finding.Words(new Sheet(all, List.of(), List.of()), () -> {});
  }

  /// Turns the stage as its thread does, exactly at the times it asks for.
  void pass(double seconds) {
    long end = now + Math.round(seconds * 1e9);
    while (now - end < 0) {
      turns++;
      now = Math.max(now + 1, Math.min(stage.turn(now), end));
    }
  }

  List<String> said() {
    return osc.all().stream().map(sent -> sent.address() + " " + sent.arguments()).toList();
  }
}
