package vj.workers.audio.offline;

import java.io.IOException;
import java.io.Writer;
import vj.workers.audio.offline.Overview.Curve;

/// Draws what was found over time, for a browser: levels, onsets, beats, tempo, and across all of
/// them build-ups and drops. Never more than 2 MB, however long the sound is.
final class Plot {

  private static final int WIDTH = 1600;
  private static final int HEIGHT = 800;

  /// Of one kind; more would be megabytes of ink that nobody can tell apart.
  private static final int MOST_MARKS = 20_000;

  private static final Panel LEVELS = new Panel(110, 210);
  private static final Panel ONSETS = new Panel(350, 132);
  private static final Panel BEATS = new Panel(512, 46);
  private static final Panel TEMPOS = new Panel(588, 160);

  private final Svg svg;

  Plot(Writer out) {
    svg = new Svg(out);
  }

  void draw(Findings found) throws IOException {
    var axis = new TimeAxis(Math.max(1, found.duration()));
    var pen = new CurvePen(svg, axis, found.overview);
    svg.begin(WIDTH, HEIGHT, Ink.BACKGROUND);
    title(found);
    grid(axis);
    sections(found, axis);
    levels(pen);
    onsets(found, axis);
    ticks(found.beats, axis, 0.5, Ink.QUIET);
    ticks(found.downbeats, axis, 1, Ink.INK);
    new TempoPlot(pen, TEMPOS).draw();
    drops(found, axis);
    svg.end();
  }

  private void title(Findings found) throws IOException {
    svg.text(
        TimeAxis.LEFT, 34, Ink.fill(Ink.INK) + " font-size=\"20\"", found.format().description());
    double x = TimeAxis.LEFT;
    for (String line : new Summary(found).lines()) {
      if (line.startsWith("tempo") || line.startsWith("loudness")) {
        String text = line.substring(10).strip();
        svg.text(
            x, 58, Ink.fill(Ink.QUIET), text.length() > 100 ? text.substring(0, 100) + "…" : text);
        x += 560;
      }
    }
    legend();
  }

  private void legend() throws IOException {
    String[][] entries = {
      {"low", Ink.LOW},
      {"mid", Ink.MID},
      {"high", Ink.HIGH},
      {"whole", Ink.QUIET},
      {"build-up", Ink.BUILD_UP},
      {"drop", Ink.DROP},
    };
    double x = TimeAxis.RIGHT - entries.length * 82;
    for (String[] entry : entries) {
      svg.box(x, 24, 12, 12, Ink.fill(entry[1]), entry[0]);
      svg.text(x + 17, 34, Ink.fill(Ink.QUIET), entry[0]);
      x += 82;
    }
  }

  private void grid(TimeAxis axis) throws IOException {
    double seconds = axis.seconds();
    double step = axis.step();
    svg.beginPath(Ink.stroke(Ink.GRID, 1));
    for (double at = 0; at <= seconds; at += step) {
      svg.moveTo(axis.x(at), LEVELS.top());
      svg.lineTo(axis.x(at), TEMPOS.bottom() + 6);
    }
    for (Panel panel : new Panel[] {LEVELS, ONSETS, BEATS, TEMPOS}) {
      svg.moveTo(TimeAxis.LEFT, panel.bottom());
      svg.lineTo(TimeAxis.RIGHT, panel.bottom());
    }
    svg.endPath();
    for (double at = 0; at <= seconds; at += step) {
      svg.text(
          axis.x(at), TEMPOS.bottom() + 24, Ink.fill(Ink.QUIET) + Ink.MIDDLE, Numbers.time(at));
    }
    name("levels", LEVELS);
    name("beats", BEATS);
    name("BPM", TEMPOS);
  }

  private void name(String text, Panel panel) throws IOException {
    svg.text(TimeAxis.LEFT - 12, panel.top() + 14, Ink.fill(Ink.INK) + Ink.AT_END, text);
  }

  private void sections(Findings found, TimeAxis axis) throws IOException {
    for (int i = 0; i + 1 < found.buildUps.size(); i += 2) {
      double from = found.buildUps.at(i);
      double to = found.buildUps.at(i + 1);
      svg.box(
          axis.x(from),
          LEVELS.top(),
          Math.max(0.5, axis.x(to) - axis.x(from)),
          TEMPOS.bottom() - LEVELS.top(),
          Ink.fill(Ink.BUILD_UP) + " fill-opacity=\"0.2\"",
          "build-up %s to %s".formatted(Numbers.time(from), Numbers.time(to)));
    }
  }

  private void drops(Findings found, TimeAxis axis) throws IOException {
    if (found.drops.size() == 0) {
      return;
    }
    svg.beginPath(Ink.stroke(Ink.DROP, 2));
    for (int i = 0; i < found.drops.size(); i++) {
      svg.tick(axis.x(found.drops.at(i)), TEMPOS.bottom(), TEMPOS.bottom() - LEVELS.top() + 8);
    }
    svg.endPath();
    double last = -TimeAxis.LABEL;
    for (int i = 0; i < found.drops.size(); i++) {
      double x = axis.x(found.drops.at(i));
      if (x - last >= TimeAxis.LABEL) {
        String text = "drop " + Numbers.time(found.drops.at(i));
        svg.text(x, LEVELS.top() - 14, Ink.fill(Ink.DROP) + Ink.MIDDLE, text);
        last = x;
      }
    }
  }

  private static void levels(CurvePen pen) throws IOException {
    pen.area(Curve.RMS, LEVELS, Ink.fill(Ink.QUIET) + " fill-opacity=\"0.3\"");
    pen.line(Curve.HIGH, LEVELS, Ink.stroke(Ink.HIGH, 1.6));
    pen.line(Curve.MID, LEVELS, Ink.stroke(Ink.MID, 1.6));
    pen.line(Curve.LOW, LEVELS, Ink.stroke(Ink.LOW, 1.6));
  }

  private void onsets(Findings found, TimeAxis axis) throws IOException {
    String[] colours = {Ink.LOW, Ink.MID, Ink.HIGH};
    String[] names = {"low", "mid", "onsets high"};
    double row = ONSETS.height() / 3;
    for (int band = 0; band < 3; band++) {
      double base = ONSETS.bottom() - band * row;
      svg.text(
          TimeAxis.LEFT - 12,
          base - row / 2 + 4,
          Ink.fill(colours[band]) + Ink.AT_END,
          names[band]);
      int count = 0;
      for (int i = 0; i < found.onsets.size(); i++) {
        count += found.onsetBands.at(i) == band ? 1 : 0;
      }
      svg.beginPath(Ink.marks(colours[band], count));
      int stride = 1 + count / MOST_MARKS;
      int seen = 0;
      for (int i = 0; i < found.onsets.size(); i++) {
        if (found.onsetBands.at(i) == band && seen++ % stride == 0) {
          svg.tick(axis.x(found.onsets.at(i)), base, found.onsetStrengths.at(i) * (row - 4));
        }
      }
      svg.endPath();
    }
  }

  private void ticks(Doubles times, TimeAxis axis, double height, String colour)
      throws IOException {
    svg.beginPath(Ink.marks(colour, times.size()));
    int stride = 1 + times.size() / MOST_MARKS;
    for (int i = 0; i < times.size(); i += stride) {
      svg.tick(axis.x(times.at(i)), BEATS.bottom(), height * BEATS.height());
    }
    svg.endPath();
  }
}
