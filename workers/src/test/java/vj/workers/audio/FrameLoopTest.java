package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vj.workers.audio.FrameRig.MILLI;
import static vj.workers.audio.FrameRig.RATE;
import static vj.workers.audio.FrameRig.SECOND;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vj.workers.audio.TimedTelemetry.Sent;

@Timeout(30)
class FrameLoopTest {

  @ParameterizedTest
  @CsvSource({"441, 100", "441, -100", "1024, 100", "1024, -100", "4096, 0"})
  void sendsSixtyEvenFramesForEachSecondOfABurstyDevice(int chunk, double ppm) throws Exception {
    var rig = new FrameRig(Map.of()).device(chunk, ppm);
    rig.run(20 * SECOND); // the clock learns the device

    rig.telemetry.forget();
    rig.run(180 * SECOND);

    List<Sent> frames = rig.sent(AudioMessage.LEVELS);
    double seconds = (frames.getLast().at() - frames.getFirst().at()) * 1e-9;
    assertEquals(60 * (1 + ppm * 1e-6), (frames.size() - 1) / seconds, 0.0002);
    assertEquals(SECOND / 60.0, worstInterval(frames), 0.5 * MILLI);
  }

  @Test
  void keepsTheFrameRateWithoutSamples() throws Exception {
    var rig = new FrameRig(Map.of());

    rig.run(10 * SECOND);

    List<Sent> frames = rig.sent(AudioMessage.LEVELS);
    assertEquals(600, frames.size(), 1);
    assertEquals(SECOND / 60.0, worstInterval(frames), 2);
    assertTrue(frames.stream().allMatch(f -> f.values().stream().allMatch(v -> v.equals(0f))));
    assertTrue(rig.sent(AudioMessage.ALIVE).stream().allMatch(m -> m.number(0) == 0));
  }

  @Test
  void letsLevelsFallToZeroWhenSamplesStayAway() throws Exception {
    var rig = new FrameRig(Map.of()).device(441, 0);
    rig.run(2 * SECOND);
    long unplugged = rig.time.nanos();
    rig.unplug();

    rig.telemetry.forget();
    rig.run(SECOND);

    List<Sent> frames = rig.sent(AudioMessage.LEVELS);
    for (int i = 1; i < frames.size(); i++) {
      assertTrue(frames.get(i).number(7) <= frames.get(i - 1).number(7), "levels rose");
      assertTrue(frames.get(i - 1).number(7) - frames.get(i).number(7) < 0.1, "levels jumped");
    }
    long silentFrom = unplugged + SampleClock.STALL_NANOS + FrameView.FADE_NANOS + 20 * MILLI;
    assertTrue(frames.stream().filter(f -> f.at() > silentFrom).allMatch(f -> f.number(7) == 0));
    Sent first =
        rig.sent(AudioMessage.ALIVE).stream()
            .filter(m -> m.number(0) == 0)
            .findFirst()
            .orElseThrow();
    assertTrue(first.at() - unplugged < SampleClock.STALL_NANOS + 40 * MILLI);
  }

  @Test
  void sendsABeatAtItsInstantAndNotAtTheNextFrame() throws Exception {
    var rig = new FrameRig(Map.of("frame_rate", 10)).device(64, 0);
    rig.run(10 * SECOND);

    rig.telemetry.forget();
    rig.run(20 * SECOND);

    List<Sent> beats = beats(rig);
    assertEquals(40, beats.size());
    for (Sent beat : beats) {
      assertTrue(beat.atOnce());
      double seconds = (beat.at() - rig.start) * 1e-9;
      double offBeat = Math.IEEEremainder(seconds, 0.5);
      assertEquals(0, offBeat, 0.002, "beat at " + seconds + " s");
    }
  }

  @Test
  void carriesTheBeatOnForFourSecondsWithoutSamplesAndNoLonger() throws Exception {
    var rig = new FrameRig(Map.of("frame_rate", 10)).device(64, 0);
    rig.run(10 * SECOND);
    long unplugged = rig.time.nanos();
    rig.unplug();
    rig.telemetry.forget();

    rig.run(10 * SECOND);

    List<Sent> beats = beats(rig);
    assertEquals(7, beats.size(), 1, "beats of 120 BPM in 4 s, but for the first quarter second");
    for (Sent beat : beats) {
      double seconds = (beat.at() - rig.start) * 1e-9;
      assertEquals(0, Math.IEEEremainder(seconds, 0.5), 0.002, "beat at " + seconds + " s");
    }
    assertTrue(beats.getLast().at() - unplugged < FrameView.FREE_RUN_NANOS + SECOND / 2);
    assertEquals(0, rig.sent(AudioMessage.BPM).getLast().number(0));
  }

  @Test
  void sendsAnOnsetAtOnce() throws Exception {
    var rig = new FrameRig(Map.of("frame_rate", 10)).device(256, 0);
    rig.run(SECOND);
    rig.scripted().onsets.add((long) (1.55 * RATE));

    rig.run(SECOND);

    Sent onset = rig.sent(AudioMessage.ONSET).getFirst();
    assertEquals(2, onset.number(0));
    assertEquals(1.55, (onset.at() - rig.start) * 1e-9, 0.012);
  }

  @Test
  void goesOnAfterAPauseWithoutABurstOfOldFramesBeatsOrOnsets() throws Exception {
    var rig = new FrameRig(Map.of()).device(441, 0);
    rig.run(5 * SECOND);
    for (long at = 5 * RATE; at < 9 * RATE; at += RATE / 10) {
      rig.scripted().onsets.add(at);
    }
    rig.telemetry.forget();

    rig.time.pause(2 * SECOND);
    long resumed = rig.time.nanos();
    rig.run(SECOND);

    assertEquals(60, rig.sent(AudioMessage.LEVELS).size(), 2);
    long early =
        rig.sent(AudioMessage.ONSET).stream().filter(o -> o.at() < resumed + 100 * MILLI).count();
    assertTrue(early <= 2, early + " onsets at once");
    assertTrue(beats(rig).size() <= 3, "a burst of beats");
    assertTrue(rig.sent(AudioMessage.ONSET).size() >= 6, "no onsets after the pause");
    assertTrue(worstInterval(rig.sent(AudioMessage.LEVELS).stream().skip(2).toList()) < 18 * MILLI);
  }

  @Test
  void takesUpWhereADeviceComesBackOutOfStep() throws Exception {
    var rig = new FrameRig(Map.of()).device(441, 0);
    rig.run(5 * SECOND);
    rig.unplug();
    rig.run(3 * SECOND);

    rig.telemetry.forget();
    rig.device(1024, 50);
    rig.run(30 * SECOND);

    assertEquals(1800, rig.sent(AudioMessage.LEVELS).size(), 2);
    assertEquals(SECOND / 60.0, worstInterval(rig.sent(AudioMessage.LEVELS)), MILLI);
    assertTrue(rig.sent(AudioMessage.ALIVE).getLast().number(0) == 1);
  }

  @Test
  void carriesThePhaseOnBetweenHops() throws Exception {
    var rig = new FrameRig(Map.of("frame_rate", 240)).device(1024, 0);
    rig.run(10 * SECOND);

    rig.telemetry.forget();
    rig.run(4 * SECOND);

    List<Sent> phases = rig.sent(AudioMessage.PHASE);
    for (int i = 1; i < phases.size(); i++) {
      float step = phases.get(i).number(1) - phases.get(i - 1).number(1);
      float expected = 1f / 240 / 2; // a bar at 120 BPM takes two seconds
      assertEquals(expected, step < 0 ? step + 1 : step, 0.0006, "at " + i);
    }
    assertEquals(3, phases.stream().mapToInt(p -> (int) p.number(2)).max().orElseThrow());
  }

  @Test
  void changesTheFrameRateWhileItRuns() throws Exception {
    var rig = new FrameRig(Map.of()).device(441, 0);
    rig.run(2 * SECOND);

    rig.frames.settings(FrameRig.settings(Map.of("frame_rate", 200, "enable_pitch", false)));
    rig.telemetry.forget();
    rig.run(2 * SECOND);

    assertEquals(400, rig.sent(AudioMessage.LEVELS).size(), 5);
    assertTrue(rig.sent(AudioMessage.PITCH).isEmpty());
  }

  @Test
  void sendsTempoAliveAndStructureAtTheirOwnRates() throws Exception {
    var rig = new FrameRig(Map.of()).device(441, 0);
    rig.run(5 * SECOND);

    rig.telemetry.forget();
    rig.run(10 * SECOND);

    assertEquals(10, rig.sent(AudioMessage.BPM).size(), 1);
    assertEquals(10, rig.sent(AudioMessage.ALIVE).size(), 1);
    assertEquals(100, rig.sent(AudioMessage.STRUCTURE).size(), 2);
  }

  @Test
  void sendsChangesOfTempoAndFlagsWithTheNextFrame() throws Exception {
    var rig = new FrameRig(Map.of()).device(441, 0);
    rig.run(2 * SECOND + 550 * MILLI);
    long changed = rig.time.nanos();
    rig.scripted().bpm = 128;
    rig.scripted().features.drop = true;

    rig.run(SECOND / 5);

    Sent tempo =
        rig.sent(AudioMessage.BPM).stream()
            .filter(m -> m.number(0) == 128)
            .findFirst()
            .orElseThrow();
    Sent drop =
        rig.sent(AudioMessage.STRUCTURE).stream()
            .filter(m -> m.number(1) == 1)
            .findFirst()
            .orElseThrow();
    assertTrue(tempo.at() - changed < 45 * MILLI);
    assertTrue(drop.at() - changed < 45 * MILLI);
  }

  @Test
  void boundsTheRateOfAWanderingTempo() throws Exception {
    var rig = new FrameRig(Map.of()).device(441, 0);
    rig.run(SECOND);
    rig.telemetry.forget();

    long end = rig.time.nanos() + 5 * SECOND;
    while (rig.time.nanos() < end) {
      rig.scripted().bpm = rig.scripted().bpm == 120 ? 140 : 120;
      rig.run(MILLI);
    }

    int sent = rig.sent(AudioMessage.BPM).size();
    assertTrue(sent > 30 && sent <= 52, sent + " in 5 s");
  }

  @Test
  void doesNotSendWhatIsSwitchedOff() throws Exception {
    var off =
        Map.of(
            "enable_pitch", false,
            "enable_bpm", false,
            "enable_structure", false,
            "enable_spectrum", false,
            "enable_beat_tracking", false);
    var rig = new FrameRig(off).device(441, 0);

    rig.run(3 * SECOND);

    for (AudioMessage message : AudioMessage.values()) {
      boolean always = message == AudioMessage.LEVELS || message == AudioMessage.ALIVE;
      assertEquals(always, !rig.sent(message).isEmpty(), message.address());
    }
  }

  @Test
  void reportsEachSecond() throws Exception {
    var rig = new FrameRig(Map.of()).device(441, 0);

    rig.run(10 * SECOND);

    FrameReport report = rig.frames.report();
    assertEquals(60, report.fps(), 0.5);
    assertEquals(0, report.skipped());
    assertTrue(report.alive());
    assertFalse(Double.isNaN(report.latencyMillis()));
    assertEquals(0, report.latencyMillis(), 15);
    assertEquals(120, report.tempo().bpm());
  }

  private static List<Sent> beats(FrameRig rig) {
    return rig.sent(AudioMessage.BEAT).stream().filter(m -> m.number(0) == 1).toList();
  }

  private static double worstInterval(List<Sent> frames) {
    double worst = SECOND / 60.0;
    for (int i = 1; i < frames.size(); i++) {
      long interval = frames.get(i).at() - frames.get(i - 1).at();
      if (Math.abs(interval - SECOND / 60.0) > Math.abs(worst - SECOND / 60.0)) {
        worst = interval;
      }
    }
    return worst;
  }
}
