package vj.workers.playback.mpris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.Acceptance;
import vj.workers.playback.Playback;
import vj.workers.playback.RecordedReports;
import vj.workers.playback.RecordedReports.Report;
import vj.workers.playback.Track;

/// Against a real bus, with players that say what no real one says at the right moment.
@Timeout(60)
final class MprisBackendTest {

  private static final String MPV = "mpris:mpv";

  private final RecordedReports reports = new RecordedReports();
  private BusDaemon daemon;
  private MprisBackend backend;

  @BeforeEach
  void startBus() throws Exception {
    Acceptance.needs("dbus-daemon");
    daemon = BusDaemon.start();
    backend = new MprisBackend(daemon.environment(), reports, System::nanoTime);
  }

  @AfterEach
  void stop() {
    backend.close();
    daemon.close();
  }

  private ScriptedPlayer player(Map<String, Variant<?>> properties, String... names)
      throws Exception {
    return ScriptedPlayer.start(daemon.socket(), properties, names);
  }

  private static Map<String, Variant<?>> playing(String artist, String title, double seconds) {
    Map<String, Variant<?>> properties = new HashMap<>();
    properties.put("PlaybackStatus", new Variant<>("Playing"));
    properties.put("Metadata", metadata(artist, title));
    properties.put("Position", new Variant<>(Math.round(seconds * 1e6)));
    properties.put("Rate", new Variant<>(1.0));
    properties.put("Volume", new Variant<>(0.5));
    return properties;
  }

  private static Variant<?> metadata(String artist, String title) {
    return dictionary(
        Map.of(
            "mpris:trackid", new Variant<>("/track/" + title.hashCode()),
            "mpris:length", new Variant<>(200_000_000L),
            "xesam:artist", new Variant<>(List.of(artist), "as"),
            "xesam:title", new Variant<>(title),
            "xesam:album", new Variant<>("Album"),
            "xesam:asText", new Variant<>("words\nwords")));
  }

  private static Variant<?> dictionary(Map<String, Variant<?>> values) {
    return new Variant<>(values, "a{sv}");
  }

  private Playback awaitTitle(String source, String title) {
    return Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(
            () -> reports.now(source).orElse(null),
            playback -> playback != null && playback.track().title().equals(title));
  }

  private void awaitNothing(String source) {
    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> reports.now(source).isEmpty());
  }

  @Test
  void findsAPlayerThatWasThereBefore() throws Exception {
    try (var _ = player(playing("Artist", "Title", 73), "mpv")) {
      backend.start();

      Playback playback = awaitTitle(MPV, "Title");

      assertEquals(new Track("Artist", "Title", "Album", 200), playback.track());
      assertEquals(73, playback.positionSeconds(), 0.5);
      assertTrue(playback.playing());
      assertTrue(reports.all().getFirst() instanceof Report.Well);
    }
  }

  @Test
  void findsAPlayerThatComesLaterAndNoticesThatItGoes() throws Exception {
    backend.start();
    awaitWell();
    try (var _ = player(playing("Artist", "Title", 0), "mpv")) {
      awaitTitle(MPV, "Title");
    }

    awaitNothing(MPV);
    assertTrue(reports.trouble().isEmpty());
  }

  private void awaitWell() {
    Awaitility.await()
        .atMost(40, TimeUnit.SECONDS)
        .until(() -> reports.all().stream().anyMatch(Report.Well.class::isInstance));
  }

  @Test
  void aTrackChangeIsReportedWithin50Milliseconds() throws Exception {
    try (var player = player(playing("Artist", "0", 0), "mpv")) {
      backend.start();
      awaitTitle(MPV, "0");

      long[] took = new long[21];
      for (int i = 0; i < took.length; i++) {
        String title = "track " + i;
        long changed = System.nanoTime();
        player.change(Map.of("Metadata", metadata("Artist", title)));
        awaitTitle(MPV, title);
        took[i] = firstReport(title) - changed;
      }

      Arrays.sort(took);
      assertTrue(took[took.length / 2] < 50_000_000, () -> "median " + took[10] / 1e6 + " ms");
    }
  }

  private long firstReport(String title) {
    return reports.all().stream()
        .filter(
            report ->
                report instanceof Report.Plays(Playback playback, _)
                    && playback.track().title().equals(title))
        .findFirst()
        .orElseThrow()
        .nanos();
  }

  @Test
  void aNewTrackBeginsAtZeroEvenIfThePlayerStillSaysTheOldPosition() throws Exception {
    try (var player = player(playing("Artist", "One", 150), "mpv")) {
      backend.start();
      awaitTitle(MPV, "One");

      player.change(Map.of("Metadata", metadata("Artist", "Two")));
      awaitTitle(MPV, "Two");

      Awaitility.await()
          .during(1500, TimeUnit.MILLISECONDS) // it is asked twice in this time
          .until(() -> position(MPV) < 5);
    }
  }

  private double position(String source) {
    return reports.now(source).orElseThrow().positionAt(System.nanoTime());
  }

  @Test
  void pausesResumesSeeksAndStops() throws Exception {
    try (var player = player(playing("Artist", "Title", 10), "mpv")) {
      backend.start();
      awaitTitle(MPV, "Title");

      player.change(Map.of("PlaybackStatus", new Variant<>("Paused")));
      awaitPlaying(false);
      player.change(Map.of("PlaybackStatus", new Variant<>("Playing")));
      awaitPlaying(true);
      player.seek(120_000_000);
      Awaitility.await().until(() -> position(MPV) >= 120);
      player.change(Map.of("PlaybackStatus", new Variant<>("Stopped")));

      awaitNothing(MPV);
    }
  }

  private void awaitPlaying(boolean expected) {
    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> reports.now(MPV).orElseThrow().playing() == expected);
  }

  @Test
  void whatChangesWithoutBeingToldIsAskedFor() throws Exception {
    try (var player = player(playing("Artist", "One", 0), "mpv")) {
      backend.start();
      awaitTitle(MPV, "One");

      player.changeSilently(Map.of("Metadata", metadata("Artist", "Two")));

      awaitTitle(MPV, "Two");
    }
  }

  @Test
  void aPlayerThatDoesNotKnowGetAllIsAskedOneByOne() throws Exception {
    try (var player = player(playing("Artist", "Title", 0))) {
      player.forgetsGetAll();
      player.take("mpv");
      backend.start();

      Playback playback = awaitTitle(MPV, "Title");

      assertTrue(playback.playing());
    }
  }

  @Test
  void oddTypesAreUnderstoodAndNonsenseIsNot() throws Exception {
    try (var player = player(playing("Artist", "Title", 0), "mpv")) {
      backend.start();
      awaitTitle(MPV, "Title");

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
    Playback playback = awaitTitle(MPV, title);
    assertEquals("only one", playback.track().artist());
    return playback.track().durationSeconds();
  }

  @Test
  void aMessageThatMakesNoSenseChangesNothing() throws Exception {
    try (var player = player(playing("Artist", "Title", 0), "mpv")) {
      backend.start();
      awaitTitle(MPV, "Title");

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

      Playback playback = awaitTitle(MPV, "Next");
      assertEquals(new Track("A, B C", "Next", "", 0), playback.track());
      assertTrue(playback.playing());
      assertEquals(1, playback.rate());
    }
  }

  @Test
  void aFileWithoutATitleIsCalledByItsName() throws Exception {
    Variant<?> untitled =
        dictionary(
            Map.of("xesam:url", new Variant<>("file:///music/Some%20Song.flac")));
    try (var _ = player(Map.of("PlaybackStatus", new Variant<>("Playing"), "Metadata", untitled), "mpv")) {
      backend.start();

      awaitTitle(MPV, "Some Song");
    }
  }

  @Test
  void aTrackWithoutTitleAndArtistIsNone() throws Exception {
    try (var player = player(playing("Artist", "Title", 0), "mpv")) {
      backend.start();
      awaitTitle(MPV, "Title");

      player.change(Map.of("Metadata", dictionary(Map.of("xesam:album", new Variant<>("Album")))));

      awaitNothing(MPV);
    }
  }

  @Test
  void whatHasAPictureInsideIsLeftOutAndTheOthersAreHeard() throws Exception {
    try (var large = player(playing("Artist", "Large", 0), "large");
        var small = player(playing("Artist", "Small", 0), "small")) {
      backend.start();
      awaitTitle("mpris:large", "Large");

      large.change(
          Map.of("Metadata", dictionary(Map.of("mpris:artUrl", new Variant<>("x".repeat(2 << 20))))));
      large.change(Map.of("Metadata", metadata("Artist", "Larger")));
      small.change(Map.of("Metadata", metadata("Artist", "Smaller")));

      awaitTitle("mpris:large", "Larger");
      awaitTitle("mpris:small", "Smaller");
    }
  }

  @Test
  void aPlayerThatHangsDoesNotHoldUpTheOthers() throws Exception {
    try (var hanging = player(playing("Artist", "Hanging", 0));
        var other = player(playing("Artist", "Other", 0), "other")) {
      hanging.hangs(true);
      hanging.take("hanging");
      backend.start();
      awaitTitle("mpris:other", "Other");

      other.change(Map.of("Metadata", metadata("Artist", "Another")));
      awaitTitle("mpris:other", "Another");
      assertTrue(reports.now("mpris:hanging").isEmpty());

      hanging.hangs(false); // has lost what it was asked, and is asked again
      awaitTitle("mpris:hanging", "Hanging");
    }
  }

  @Test
  void twoOfAKindAreTwoSources() throws Exception {
    try (var first = player(playing("Artist", "First", 0), "mpv")) {
      backend.start();
      awaitTitle(MPV, "First");
      try (var _ = player(playing("Artist", "Second", 0), "mpv.instance4711")) {
        awaitTitle("mpris:mpv.instance4711", "Second");

        first.change(Map.of("Metadata", metadata("Artist", "Third")));

        awaitTitle(MPV, "Third");
      }
      awaitNothing("mpris:mpv.instance4711");
      assertEquals("Third", reports.now(MPV).orElseThrow().track().title());
    }
  }

  @Test
  void aPlayerWithTwoNamesIsOneSource() throws Exception {
    try (var _ = player(playing("Artist", "Title", 0), "vlc.instance12", "vlc")) {
      backend.start();
      awaitTitle("mpris:vlc", "Title");

      try (var _ = player(playing("Artist", "Last", 0), "last")) {
        awaitTitle("mpris:last", "Last");
      }
      assertEquals(
          List.of("mpris:vlc"),
          reports.all().stream()
              .filter(Report.Plays.class::isInstance)
              .map(report -> ((Report.Plays) report).playback().source())
              .filter(source -> source.contains("vlc"))
              .distinct()
              .toList());
    }
  }

  @Test
  void spotifyIsCalledSpotifyAndTheProxyIsLeftOut() throws Exception {
    try (var _ = player(playing("Artist", "Proxied", 0), "playerctld");
        var _ = player(playing("Artist", "Title", 0), "spotify")) {
      backend.start();

      awaitTitle("spotify", "Title");

      Map<String, Object> data = new HashMap<>();
      backend.state(data);
      assertEquals(
          List.of(
              Map.of(
                  "player", "org.mpris.MediaPlayer2.spotify",
                  "source", "spotify",
                  "status", "playing")),
          data.get("players"));
      assertTrue(reports.now("mpris:playerctld").isEmpty());
    }
  }

  @Test
  void aBusThatDiesIsTroubleUntilItIsBackAtItsPlace() throws Exception {
    try (var _ = player(playing("Artist", "Before", 0), "mpv")) {
      backend.start();
      awaitTitle(MPV, "Before");
    }

    daemon.kill();
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> reports.trouble().isPresent());
    assertTrue(reports.now(MPV).isEmpty());
    daemon.startAgain();

    try (var _ = player(playing("Artist", "After", 0), "mpv")) {
      awaitTitle(MPV, "After");
      assertFalse(reports.trouble().isPresent());
    }
  }

  @Test
  void withoutABusItSaysWhatToDoAndFindsItLater() throws Exception {
    daemon.kill();

    backend.start();

    Awaitility.await()
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> reports.trouble().orElse("").contains("dbus.socket"));
    daemon.startAgain();
    awaitWell();
  }
}
