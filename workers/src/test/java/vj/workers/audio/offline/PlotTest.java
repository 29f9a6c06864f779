package vj.workers.audio.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.audio.analysis.Features;
import vj.workers.audio.source.AudioSource.Format;

@Timeout(60)
final class PlotTest {

  private static final int RATE = 44_100;
  private static final int HOP = 256;

  @Test
  void thePictureOfTheLongestAndBusiestSetIsStillSmall() throws Exception {
    Findings found = set(6 * 3600);
    var svg = new StringWriter();

    new Plot(svg).draw(found);

    assertTrue(svg.getBuffer().length() < 2_000_000, svg.getBuffer().length() + " characters");
  }

  @Test
  void anOverviewHasEvenStepsOverTheWholeLength() {
    Findings found = set(700);
    Overview overview = found.overview;

    int steps = overview.steps();

    assertTrue(steps > Overview.MOST / 2 && steps <= Overview.MOST, steps + " steps");
    assertEquals(0, overview.at(0), 0.5);
    assertEquals(700, overview.at(steps - 1), 0.5);
    for (int step = 0; step < steps; step++) {
      double expected = overview.at(step) / 700;
      assertEquals(expected, overview.mean(Overview.Curve.RMS, step), 0.001, "step " + step);
    }
  }

  @Test
  void aPictureOfNothingIsAPicture() throws Exception {
    var svg = new StringWriter();
    Findings found = new Findings(new Format(RATE, 1, "nothing"));
    found.end(0, 0, 0);

    new Plot(svg).draw(found);

    assertTrue(svg.toString().endsWith("</svg>\n"));
  }

  @Test
  void numbersAreWrittenAsTheyAre() {
    StringBuilder text = new StringBuilder();
    Numbers.append(text, 0, 4).append(' ');
    Numbers.append(text, 12.34567, 3).append(' ');
    Numbers.append(text, -0.05, 1).append(' ');
    Numbers.append(text, 7.996, 2).append(' ');
    Numbers.append(text, 86_399.5, 0);

    assertEquals("0.0000 12.346 -0.1 8.00 86400", text.toString());
    assertEquals("1:05", Numbers.time(65));
    assertEquals("2:00:09", Numbers.time(7209));
  }

  /// Beats at 200 BPM, an onset each 46 ms, levels that rise from 0 to 1.
  private static Findings set(int seconds) {
    Findings found = new Findings(new Format(RATE, 2, "a set"));
    Features features = new Features();
    float[] silence = new float[HOP];
    int hops = (int) ((long) seconds * RATE / HOP);
    for (int hop = 1; hop <= hops; hop++) {
      long end = (long) hop * HOP;
      found.hopEnds(end);
      if (hop % 8 == 0) {
        found.onset(hop / 8 % 3, 0.7f, end);
      }
      if (hop % 52 == 0) {
        found.beat(1, hop / 52 % 4, end);
      }
      features.position = end;
      features.bpm = 198;
      features.bpmConfidence = 0.9f;
      features.levels[7] = (float) hop / hops;
      features.buildUp = hop / 2000 % 2 == 1;
      features.drop = hop % 4000 < 172;
      found.hop(silence, features);
    }
    found.end(seconds, 1, 1);
    return found;
  }
}
