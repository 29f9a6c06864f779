package vj.workers.playback.mpris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vj.workers.playback.mpris.MprisRig.MPV;
import static vj.workers.playback.mpris.MprisRig.metadata;
import static vj.workers.playback.mpris.MprisRig.playing;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.playback.Playback;
import vj.workers.playback.RecordedReports.Report;
import vj.workers.playback.Track;

/// What players do, told by a real bus.
@Timeout(60)
final class MprisBackendTest {

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
  void findsAPlayerThatWasThereBefore() throws Exception {
    try (var _ = rig.player(playing("Artist", "Title", 73), "mpv")) {
      rig.backend.start();

      Playback playback = rig.awaitTitle(MPV, "Title");

      assertEquals(new Track("Artist", "Title", "Album", 200), playback.track());
      assertEquals(73, playback.positionSeconds(), 0.5);
      assertTrue(playback.playing());
      assertTrue(rig.reports.all().getFirst() instanceof Report.Well);
    }
  }

  @Test
  void findsAPlayerThatComesLaterAndNoticesThatItGoes() throws Exception {
    rig.backend.start();
    rig.awaitWell();
    try (var _ = rig.player(playing("Artist", "Title", 0), "mpv")) {
      rig.awaitTitle(MPV, "Title");
    }

    rig.awaitNothing(MPV);
    assertTrue(rig.reports.trouble().isEmpty());
  }

  @Test
  void aTrackChangeIsReportedWithin50Milliseconds() throws Exception {
    try (var player = rig.player(playing("Artist", "0", 0), "mpv")) {
      rig.backend.start();
      rig.awaitTitle(MPV, "0");

      long[] took = new long[21];
      for (int i = 0; i < took.length; i++) {
        String title = "track " + i;
        long changed = System.nanoTime();
        player.change(Map.of("Metadata", metadata("Artist", title)));
        rig.awaitTitle(MPV, title);
        took[i] = firstReport(title) - changed;
      }

      Arrays.sort(took);
      assertTrue(took[took.length / 2] < 50_000_000, () -> "median " + took[10] / 1e6 + " ms");
    }
  }

  private long firstReport(String title) {
    return rig.reports.all().stream()
        .filter(report ->
            report instanceof Report.Plays(Playback playback, _)
                && playback.track().title().equals(title))
        .findFirst()
        .orElseThrow()
        .nanos();
  }

  @Test
  void aNewTrackBeginsAtZeroEvenIfThePlayerStillSaysTheOldPosition() throws Exception {
    try (var player = rig.player(playing("Artist", "One", 150), "mpv")) {
      rig.backend.start();
      rig.awaitTitle(MPV, "One");

      player.change(Map.of("Metadata", metadata("Artist", "Two")));
      rig.awaitTitle(MPV, "Two");

      Awaitility.await()
          .during(1500, TimeUnit.MILLISECONDS) // it is asked twice in this time
          .until(() -> rig.position(MPV) < 5);
    }
  }

  @Test
  void pausesResumesSeeksAndStops() throws Exception {
    try (var player = rig.player(playing("Artist", "Title", 10), "mpv")) {
      rig.backend.start();
      rig.awaitTitle(MPV, "Title");

      player.change(Map.of("PlaybackStatus", new Variant<>("Paused")));
      awaitPlaying(false);
      player.change(Map.of("PlaybackStatus", new Variant<>("Playing")));
      awaitPlaying(true);
      player.seek(120_000_000);
      Awaitility.await().until(() -> rig.position(MPV) >= 120);
      player.change(Map.of("PlaybackStatus", new Variant<>("Stopped")));

      rig.awaitNothing(MPV);
    }
  }

  private void awaitPlaying(boolean expected) {
    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> rig.reports.now(MPV).orElseThrow().playing() == expected);
  }

  @Test
  void whatChangesWithoutBeingToldIsAskedFor() throws Exception {
    try (var player = rig.player(playing("Artist", "One", 0), "mpv")) {
      rig.backend.start();
      rig.awaitTitle(MPV, "One");

      player.changeSilently(Map.of("Metadata", metadata("Artist", "Two")));

      rig.awaitTitle(MPV, "Two");
    }
  }

  @Test
  void aBusThatDiesIsTroubleUntilItIsBackAtItsPlace() throws Exception {
    try (var _ = rig.player(playing("Artist", "Before", 0), "mpv")) {
      rig.backend.start();
      rig.awaitTitle(MPV, "Before");
    }

    rig.daemon.kill();
    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> rig.reports.trouble().isPresent());
    assertTrue(rig.reports.now(MPV).isEmpty());
    rig.daemon.startAgain();

    try (var _ = rig.player(playing("Artist", "After", 0), "mpv")) {
      rig.awaitTitle(MPV, "After");
      assertFalse(rig.reports.trouble().isPresent());
    }
  }

  @Test
  void withoutABusItSaysWhatToDoAndFindsItLater() throws Exception {
    rig.daemon.kill();

    rig.backend.start();

    Awaitility.await()
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> rig.reports.trouble().orElse("").contains("dbus.socket"));
    rig.daemon.startAgain();
    rig.awaitWell();
  }
}
