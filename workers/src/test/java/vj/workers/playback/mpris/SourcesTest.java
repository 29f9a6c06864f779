package vj.workers.playback.mpris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vj.workers.playback.mpris.MprisRig.MPV;
import static vj.workers.playback.mpris.MprisRig.metadata;
import static vj.workers.playback.mpris.MprisRig.playing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.playback.RecordedReports.Report;

/// Which sources the players on a bus are.
@Timeout(60)
final class SourcesTest {

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
  void twoOfAKindAreTwoSources() throws Exception {
    try (var first = rig.player(playing("Artist", "First", 0), "mpv")) {
      rig.backend.start();
      rig.awaitTitle(MPV, "First");
      try (var _ = rig.player(playing("Artist", "Second", 0), "mpv.instance4711")) {
        rig.awaitTitle("mpris:mpv.instance4711", "Second");

        first.change(Map.of("Metadata", metadata("Artist", "Third")));

        rig.awaitTitle(MPV, "Third");
      }
      rig.awaitNothing("mpris:mpv.instance4711");
      assertEquals("Third", rig.reports.now(MPV).orElseThrow().track().title());
    }
  }

  @Test
  void aPlayerWithTwoNamesIsOneSource() throws Exception {
    try (var _ = rig.player(playing("Artist", "Title", 0), "vlc.instance12", "vlc")) {
      rig.backend.start();
      rig.awaitTitle("mpris:vlc", "Title");

      try (var _ = rig.player(playing("Artist", "Last", 0), "last")) {
        rig.awaitTitle("mpris:last", "Last");
      }
      assertEquals(
          List.of("mpris:vlc"),
          rig.reports.all().stream()
              .filter(Report.Plays.class::isInstance)
              .map(report -> ((Report.Plays) report).playback().source())
              .filter(source -> source.contains("vlc"))
              .distinct()
              .toList());
    }
  }

  @Test
  void spotifyIsCalledSpotifyAndTheProxyIsLeftOut() throws Exception {
    try (var _ = rig.player(playing("Artist", "Proxied", 0), "playerctld");
        var _ = rig.player(playing("Artist", "Title", 0), "spotify")) {
      rig.backend.start();

      rig.awaitTitle("spotify", "Title");

      Map<String, @Nullable Object> data = new HashMap<>();
      rig.backend.state(data);
      assertEquals(
          List.of(
              Map.of(
                  "player", "org.mpris.MediaPlayer2.spotify",
                  "source", "spotify",
                  "status", "playing")),
          data.get("players"));
      assertTrue(rig.reports.now("mpris:playerctld").isEmpty());
    }
  }

  @Test
  void noMoreThanAFewDozenPlayersAreFollowed() throws Exception {
    List<ScriptedPlayer> players = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        players.add(rig.player(playing("Artist", "Title", 0), "player" + i));
      }
      rig.backend.start();

      Awaitility.await().atMost(15, TimeUnit.SECONDS).until(() -> sources() >= 32);
      Awaitility.await().during(200, TimeUnit.MILLISECONDS).until(() -> sources() == 32);
    } finally {
      for (ScriptedPlayer player : players) {
        player.close();
      }
    }
  }

  private long sources() {
    return rig.reports.all().stream()
        .filter(Report.Plays.class::isInstance)
        .map(report -> ((Report.Plays) report).playback().source())
        .distinct()
        .count();
  }
}
