package vj.workers.lyrics.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vj.bus.telemetry.RecordingTelemetry;
import vj.bus.telemetry.RecordingTelemetry.Sent;
import vj.workers.lyrics.input.Heard;
import vj.workers.lyrics.input.Heard.Announced;
import vj.workers.lyrics.input.Song;
import vj.workers.lyrics.stage.Sheet.Cue;

/// What goes on the air and off it.
class StageTest {

  private final StageRig rig = new StageRig();

  @Test
  void takesEverythingOfTheOldSongOffTheAirWhenAnotherBegins() {
    rig.play(StageRig.SONG);
    rig.stage.found(rig.stage.current().orElseThrow().generation(), StageRig.words(3, 1), rig.now);
    rig.stage.found(1, new Finding.Felt(mood("dark", 0.9)), rig.now);
    rig.stage.found(1, new Finding.Pictured(Path.of("/tmp/a.png")), rig.now);
    rig.pass(1);
    rig.osc.clear();

    rig.play(StageRig.OTHER);

    assertEquals(
        List.of(
            "/karaoke/lyrics/reset []",
            "/karaoke/refrain/reset []",
            "/karaoke/keywords/reset [Ben::Dune]",
            "/karaoke/line/active [-1]",
            "/karaoke/image/clear []",
            "/karaoke/categories/dark [0.0]",
            "/karaoke/categories/mood []",
            "/karaoke/analysis/energy [0.0]",
            "/karaoke/analysis/valence [0.0]",
            "/karaoke/analysis/themes []"),
        rig.said());
  }

  @Test
  void sendsNothingThatWasFoundForAnOldSong() {
    rig.play(StageRig.SONG);
    long old = rig.stage.current().orElseThrow().generation();
    rig.play(StageRig.OTHER);
    rig.osc.clear();

    rig.stage.found(old, StageRig.words(3, 1), rig.now);
    rig.stage.found(old, new Finding.Felt(mood("dark", 0.9)), rig.now);
    rig.stage.found(old, new Finding.Pictured(Path.of("/tmp/a.png")), rig.now);
    rig.stage.found(old, new Finding.NoWords(), rig.now);
    rig.pass(2);

    assertEquals(List.of(), rig.said());
  }

  @Test
  void sendsTheListsAsTheContractSays() {
    rig.play(StageRig.SONG);
    rig.osc.clear();
    Sheet sheet =
        new Sheet(
            List.of(
                StageRig.line(1, "one two"), StageRig.line(2.5, ""), StageRig.line(4, "one two")),
            List.of(new Cue(0, "one two"), new Cue(2, "one two")),
            List.of(new Cue(0, "ONE TWO"), new Cue(2, "ONE TWO")));
    var sent = new AtomicInteger();

    rig.stage.found(1, new Finding.Words(sheet, sent::incrementAndGet), rig.now);
    rig.pass(1);

    assertEquals(
        List.of(
            "/karaoke/track [1, demo, Anna, Tide, Sea, 180.0, 1]",
            "/karaoke/lyrics/reset []",
            "/karaoke/refrain/reset []",
            "/karaoke/keywords/reset [Anna::Tide]",
            "/karaoke/line/active [-1]",
            "/karaoke/lyrics/line [0, 1.0, one two]",
            "/karaoke/lyrics/line [1, 2.5, ]",
            "/karaoke/lyrics/line [2, 4.0, one two]",
            "/karaoke/refrain/line [0, 1.0, one two]",
            "/karaoke/refrain/line [1, 4.0, one two]",
            "/karaoke/keywords/line [0, 1.0, ONE TWO]",
            "/karaoke/keywords/line [2, 4.0, ONE TWO]"),
        rig.said());
    assertEquals(1, sent.get());
  }

  @Test
  void saysThatThereAreNoWords() {
    rig.play(StageRig.SONG);
    rig.osc.clear();

    rig.stage.found(1, new Finding.NoWords(), rig.now);
    rig.stage.found(1, new Finding.NoWords(), rig.now);
    rig.pass(1);

    assertEquals(List.of("/karaoke/track [1, demo, Anna, Tide, Sea, 180.0, 0]"), rig.said());
  }

  @Test
  void anAnnouncementOfTheSameSongIsNoNewOne() {
    rig.play(StageRig.SONG);
    rig.stage.found(1, StageRig.words(3, 2), rig.now);
    rig.pass(1);
    rig.osc.clear();

    rig.play(new Announced.Plays(new Song("demo", "Anna", "Tide", "", 0), true));
    rig.play(new Announced.Plays(StageRig.SONG, true));

    assertEquals(List.of(), rig.said());
    assertEquals(1, rig.stage.current().orElseThrow().generation());
  }

  @Test
  void correctsWhoeverSaysAgainThatThereAreNoLyrics() {
    rig.play(StageRig.SONG);
    rig.stage.found(1, StageRig.words(3, 2), rig.now);
    rig.pass(1);
    rig.osc.clear();

    rig.play(new Song("virtualdj", "Anna", "Tide", "Sea", 180));

    assertEquals(List.of("/karaoke/track [1, virtualdj, Anna, Tide, Sea, 180.0, 1]"), rig.said());
  }

  @Test
  void tellsAReceiverThatSubscribesWhatTheOthersKnow() {
    rig.play(StageRig.SONG);
    rig.stage.heard(rig.at(0), rig.now);
    rig.stage.found(1, StageRig.words(120, 1), rig.now);
    rig.stage.found(1, new Finding.Felt(mood("calm", 0.5)), rig.now);
    rig.pass(60.5);
    rig.osc.clear();

    RecordingTelemetry late = rig.osc.joined();
    rig.pass(0.5);

    List<String> heard =
        late.all().stream().map(sent -> sent.address() + " " + sent.arguments()).toList();
    assertEquals("/karaoke/track [1, demo, Anna, Tide, Sea, 180.0, 1]", heard.getFirst());
    assertTrue(heard.contains("/karaoke/lyrics/line [119, 119.0, word 119]"), heard::toString);
    assertTrue(heard.contains("/karaoke/line/active [60]"), heard::toString);
    assertTrue(heard.contains("/karaoke/categories/mood [calm]"), heard::toString);
    assertEquals(List.of(), rig.osc.all("/karaoke/lyrics/line"));
  }

  @Test
  void learnsTheAlbumLate() {
    rig.play(new Song("demo", "Anna", "Tide", "", 0));
    rig.play(StageRig.SONG);

    assertEquals(StageRig.SONG, rig.stage.current().orElseThrow().song());
    assertEquals(1, rig.stage.current().orElseThrow().generation());
  }

  @Test
  void clearsTheAirWhenPlaybackEnds() {
    rig.play(StageRig.SONG);
    rig.stage.found(1, StageRig.words(3, 2), rig.now);
    rig.pass(1);
    rig.osc.clear();

    rig.stage.heard(new Heard(Optional.of(new Announced.Ended()), Optional.empty()), rig.now);
    rig.stage.heard(new Heard(Optional.of(new Announced.Ended()), Optional.empty()), rig.now);
    rig.pass(10);

    assertEquals(
        List.of(
            "/karaoke/lyrics/reset []",
            "/karaoke/refrain/reset []",
            "/karaoke/keywords/reset []",
            "/karaoke/line/active [-1]",
            "/karaoke/image/clear []"),
        rig.said());
    assertEquals(Optional.empty(), rig.stage.current());
  }

  @Test
  void zeroesCategoriesThatAreNotAmongTheTenHighestAnyMore() {
    rig.play(StageRig.SONG);
    rig.stage.found(
        1, new Finding.Felt(new Mood("a", twelve(false), 0.5, 0.5, List.of("x", "y"))), rig.now);
    assertEquals(10, categories().size());
    assertEquals("x, y", rig.osc.all("/karaoke/analysis/themes").getLast().textAt(0));
    rig.osc.clear();

    rig.stage.found(1, new Finding.Felt(new Mood("l", twelve(true), 0.5, 0.5, List.of())), rig.now);

    assertEquals(12, categories().size());
    assertEquals(
        List.of("/karaoke/categories/a", "/karaoke/categories/b"),
        categories().stream().filter(s -> s.floatAt(0) == 0).map(Sent::address).sorted().toList());
  }

  /// `a` to `l`, the first ones the highest; or, `turned`, the first two the lowest.
  private static Map<String, Double> twelve(boolean turned) {
    return IntStream.range(0, 12)
        .boxed()
        .collect(
            Collectors.toMap(
                i -> String.valueOf((char) ('a' + i)),
                i -> !turned ? (20 - i) / 20.0 : i < 2 ? 0.1 : 0.9));
  }

  private List<Sent> categories() {
    return rig.osc.all().stream()
        .filter(sent -> sent.address().startsWith("/karaoke/categories/"))
        .filter(sent -> !sent.address().endsWith("mood"))
        .toList();
  }

  private static Mood mood(String name, double value) {
    return new Mood(name, Map.of(name, value), 0.5, -0.5, List.of("night"));
  }
}
