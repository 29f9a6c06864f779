package vj.workers.playback.mpris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vj.workers.playback.mpris.MprisRig.MPV;
import static vj.workers.playback.mpris.MprisRig.dictionary;
import static vj.workers.playback.mpris.MprisRig.metadata;
import static vj.workers.playback.mpris.MprisRig.playing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.playback.Playback;
import vj.workers.playback.Track;

/// Players that say and do what no specification has foreseen.
@Timeout(60)
final class OddPlayersTest {

  private MprisRig rig;

  @BeforeEach
  void open() throws Exception {
    rig = MprisRig.open();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aPlayerThatDoesNotKnowGetAllIsAskedOneByOne() throws Exception {
    try (var player = rig.player(playing("Artist", "Title", 0))) {
      player.forgetsGetAll();
      player.take("mpv");
      rig.backend.start();

      Playback playback = rig.awaitTitle(MPV, "Title");

      assertTrue(playback.playing());
    }
  }

  @Test
  void oddTypesAreUnderstoodAndNonsenseIsNot() throws Exception {
    try (var player = rig.player(playing("Artist", "Title", 0), "mpv")) {
      rig.backend.start();
      rig.awaitTitle(MPV, "Title");

      assertEquals(180, lengthOf(player, new Variant<>(180_000_000)));
      assertEquals(181, lengthOf(player, new Variant<>(new UInt64(181_000_000L))));
      assertEquals(182, lengthOf(player, new Variant<>(182e6)));
      assertEquals(183, lengthOf(player, new Variant<>("183000000")));
      assertEquals(184, lengthOf(player, new Variant<>(new Variant<>(184_000_000L))));
      assertEquals(0, lengthOf(player, new Variant<>("long")));
      assertEquals(0, lengthOf(player, new Variant<>(-5L)));
      assertEquals(0, lengthOf(player, new Variant<>(List.of("1"), "as")));
    }
  }

  private double lengthOf(ScriptedPlayer player, Variant<?> length) throws Exception {
    String title = "length " + System.nanoTime();
    player.change(
        Map.of(
            "Metadata",
            dictionary(
                Map.of(
                    "xesam:title", new Variant<>(title),
                    "xesam:artist", new Variant<>("only one"),
                    "mpris:length", length))));
    Playback playback = rig.awaitTitle(MPV, title);
    assertEquals("only one", playback.track().artist());
    return playback.track().durationSeconds();
  }

  @Test
  void aMessageThatMakesNoSenseChangesNothing() throws Exception {
    try (var player = rig.player(playing("Artist", "Title", 0), "mpv")) {
      rig.backend.start();
      rig.awaitTitle(MPV, "Title");

      player.change(Map.of("Metadata", new Variant<>("a track")));
      player.change(Map.of("PlaybackStatus", new Variant<>(7)));
      player.change(Map.of("PlaybackStatus", new Variant<>("Dancing")));
      player.change(Map.of("Position", new Variant<>(List.of("a"), "as")));
      player.change(Map.of("Rate", new Variant<>(Double.NaN)));
      player.change(Map.of("Rate", new Variant<>(0.0)));
      player.change(Map.of("Metadata", new Variant<>(Map.of(1, 2), "a{ii}")));
      player.change(
          Map.of(
              "Metadata",
              dictionary(
                  Map.of(
                      "xesam:title", new Variant<>("Next"),
                      "xesam:artist", new Variant<>(List.of("A", "", "B\nC"), "as"),
                      "mpris:trackid", new Variant<>(List.of(), "as"),
                      "xesam:album", new Variant<>(new byte[] {1, 2, 3})))));

      Playback playback = rig.awaitTitle(MPV, "Next");
      assertEquals(new Track("A, B C", "Next", "", 0), playback.track());
      assertTrue(playback.playing());
      assertEquals(1, playback.rate());
    }
  }

  @Test
  void aFileWithoutATitleIsCalledByItsName() throws Exception {
    Variant<?> untitled =
        dictionary(Map.of("xesam:url", new Variant<>("file:///music/Some%20Song.flac")));
    try (var _ =
        rig.player(
            Map.of("PlaybackStatus", new Variant<>("Playing"), "Metadata", untitled), "mpv")) {
      rig.backend.start();

      rig.awaitTitle(MPV, "Some Song");
    }
  }

  @Test
  void aTrackWithoutTitleAndArtistIsNone() throws Exception {
    try (var player = rig.player(playing("Artist", "Title", 0), "mpv")) {
      rig.backend.start();
      rig.awaitTitle(MPV, "Title");

      player.change(Map.of("Metadata", dictionary(Map.of("xesam:album", new Variant<>("Album")))));

      rig.awaitNothing(MPV);
    }
  }

  @Test
  void whatHasAPictureInsideIsLeftOutAndTheOthersAreHeard() throws Exception {
    try (var large = rig.player(playing("Artist", "Large", 0), "large");
        var small = rig.player(playing("Artist", "Small", 0), "small")) {
      rig.backend.start();
      rig.awaitTitle("mpris:large", "Large");

      large.change(
          Map.of(
              "Metadata", dictionary(Map.of("mpris:artUrl", new Variant<>("x".repeat(2 << 20))))));
      large.change(Map.of("Metadata", metadata("Artist", "Larger")));
      small.change(Map.of("Metadata", metadata("Artist", "Smaller")));

      rig.awaitTitle("mpris:large", "Larger");
      rig.awaitTitle("mpris:small", "Smaller");
    }
  }

  @Test
  void aPlayerThatHangsDoesNotHoldUpTheOthers() throws Exception {
    try (var hanging = rig.player(playing("Artist", "Hanging", 0));
        var other = rig.player(playing("Artist", "Other", 0), "other")) {
      hanging.hangs(true);
      hanging.take("hanging");
      rig.backend.start();
      rig.awaitTitle("mpris:other", "Other");

      other.change(Map.of("Metadata", metadata("Artist", "Another")));
      rig.awaitTitle("mpris:other", "Another");
      assertTrue(rig.reports.now("mpris:hanging").isEmpty());

      hanging.hangs(false);
      rig.skip(Duration.ofSeconds(10)); // has lost what it was asked, and is asked again
      rig.awaitTitle("mpris:hanging", "Hanging");
    }
  }

  @Test
  void aPlayerThatIsNotReadyWhenItIsAskedIsAskedAgainWhenItPlays() throws Exception {
    try (var player = rig.player(Map.of("Volume", new Variant<>(1.0)), "mpv");
        var _ = rig.player(playing("Artist", "Other", 0), "other")) {
      rig.backend.start();
      rig.awaitTitle("mpris:other", "Other");

      player.set("Metadata", metadata("Artist", "Title"));
      player.change(Map.of("PlaybackStatus", new Variant<>("Playing")));

      rig.awaitTitle(MPV, "Title");
    }
  }
}
