package vj.bench.accuracy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vj.bench.accuracy.corpus.MidiEvent.Meter;
import vj.bench.accuracy.corpus.MidiEvent.Tempo;

final class BeatGridTest {

  @Test
  void threeQuartersAreThreeBeats() {
    BeatGrid grid = BeatGrid.of(file(1440, new Meter(0, 3, 4)));

    assertEquals(List.of(0.0, 240.0, 480.0, 720.0, 960.0, 1200.0, 1440.0), grid.beats());
    assertEquals(List.of(0.0, 720.0, 1440.0), grid.downbeats());
  }

  @Test
  void sixEighthsAreTwoDottedQuarters() {
    BeatGrid grid = BeatGrid.of(file(1439, new Meter(0, 6, 8)));

    assertEquals(List.of(0.0, 360.0, 720.0, 1080.0), grid.beats());
    assertEquals(List.of(0.0, 720.0), grid.downbeats());
    assertEquals("6/8", grid.meter());
  }

  @Test
  void threeEighthsAreThreeBeats() {
    BeatGrid grid = BeatGrid.of(file(359, new Meter(0, 3, 8)));

    assertEquals(List.of(0.0, 120.0, 240.0), grid.beats());
  }

  @Test
  void itIsFourFourUntilTheFileSaysOtherwise() {
    BeatGrid grid = BeatGrid.of(file(1800, new Meter(960, 3, 4)));

    assertEquals(List.of(0.0, 960.0, 1680.0), grid.downbeats());
    assertEquals("4/4", grid.meter());
  }

  @Test
  void aNewMeterBeginsABarAtOnce() {
    BeatGrid grid = BeatGrid.of(file(1200, new Meter(0, 4, 4), new Meter(600, 2, 4)));

    assertEquals(List.of(0.0, 240.0, 480.0, 600.0, 840.0, 1080.0), grid.beats());
    assertEquals(List.of(0.0, 600.0, 1080.0), grid.downbeats());
  }

  @Test
  void ofTwoMetersAtOneTickTheLastCounts() {
    BeatGrid grid = BeatGrid.of(file(480, new Meter(0, 4, 4), new Meter(0, 2, 4)));

    assertEquals(List.of(0.0, 480.0), grid.downbeats());
  }

  @Test
  void placesTellThePartOfABeat() {
    BeatGrid grid = BeatGrid.of(file(960, new Meter(0, 4, 4)));

    assertEquals(0, grid.place(0), 1e-9);
    assertEquals(1.25, grid.place(300), 1e-9);
    assertEquals(4, grid.place(5000), 1e-9);
  }

  @Test
  void secondsFollowTheTempoMapAndBack() {
    MidiFile file =
        new MidiFile(240, List.of(new Tempo(480, 250_000), new Tempo(960, 1_000_000)), 2000);

    TempoMap map = TempoMap.of(file);

    assertEquals(1.0, map.seconds(480), 1e-9); // 120 BPM unsaid
    assertEquals(1.25, map.seconds(720), 1e-9);
    assertEquals(2.5, map.seconds(1200), 1e-9);
    for (double tick : new double[] {0, 100, 480, 700, 960, 1999}) {
      assertEquals(tick, map.tick(map.seconds(tick)), 1e-6);
    }
  }

  private static MidiFile file(long end, Meter... meters) {
    return new MidiFile(240, List.of(meters), end);
  }
}
