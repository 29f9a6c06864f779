package vj.workers.lyrics.stage;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import vj.workers.lyrics.input.Song;

/// Whose song stays on the air when nobody speaks of it any more.
class VigilTest {

  private static final Song ENDLESS = new Song("spotify", "Anna", "Tide", "", 0);

  private final StageRig rig = new StageRig();

  private boolean onAir() {
    return rig.stage.current().isPresent();
  }

  private void report(double from, double until) {
    for (double at = from; at < until; at += 0.5) {
      rig.stage.heard(rig.reported(at, true), rig.now);
      rig.pass(0.5);
    }
  }

  @Test
  void theSongOfAMonitorThatHasDiedEndsAfterAMinute() {
    rig.play(ENDLESS);
    report(0, 30);

    rig.pass(59);
    assertTrue(onAir());
    rig.pass(2);

    assertFalse(onAir());
    assertTrue(rig.said().getLast().equals("/karaoke/image/clear []"), rig.said()::toString);
  }

  @Test
  void theSongOfAMonitorThatHasDiedEndsWhenItIsOver() {
    rig.play(StageRig.SONG);
    report(165, 170);

    rig.pass(19.5);
    assertTrue(onAir());
    rig.pass(1);

    assertFalse(onAir());
  }

  @Test
  void aSongStaysThroughItsMonitorsRestart() {
    rig.play(StageRig.SONG);
    report(170, 195);
    rig.pass(8);
    rig.play(StageRig.SONG);
    report(203, 210);

    assertTrue(onAir());
  }

  @Test
  void aSongIsLongerThanAnnouncedWhereItsMonitorSaysSo() {
    rig.play(StageRig.SONG);
    report(0, 400);

    assertTrue(onAir());
  }

  @Test
  void aPausedSongStays() {
    rig.play(StageRig.SONG);
    rig.stage.heard(rig.reported(170, false), rig.now);

    rig.pass(600);

    assertTrue(onAir());
  }

  @Test
  void aRehearsedSongGoesOnByItself() {
    rig.play(StageRig.SONG);
    rig.stage.heard(rig.at(0), rig.now);

    rig.pass(189);
    assertTrue(onAir());
    rig.pass(2);

    assertFalse(onAir());
  }

  @Test
  void aRehearsedSongWithoutAPositionStays() {
    rig.play(StageRig.SONG);

    rig.pass(600);

    assertTrue(onAir());
  }
}
