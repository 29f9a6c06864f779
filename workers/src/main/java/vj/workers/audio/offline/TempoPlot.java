package vj.workers.audio.offline;

import java.io.IOException;
import vj.workers.audio.offline.Overview.Curve;

/// Draws the tempo, as large as its range allows, over how sure the analysis is of it.
record TempoPlot(CurvePen pen, Panel panel) {

  void draw() throws IOException {
    Overview curves = pen.curves();
    pen.area(Curve.CONFIDENCE, panel, Ink.fill(Ink.TEMPO) + " fill-opacity=\"0.16\"");
    double slowest = Double.MAX_VALUE;
    double fastest = 0;
    for (int step = 0; step < curves.steps(); step++) {
      float bpm = curves.tempo(step);
      slowest = bpm > 0 ? Math.min(slowest, bpm) : slowest;
      fastest = Math.max(fastest, bpm);
    }
    pen.svg()
        .text(
            TimeAxis.LEFT - 12, panel.bottom() - 4, Ink.fill(Ink.QUIET) + Ink.AT_END, "confidence");
    if (fastest == 0) {
      return;
    }
    double bottom = Math.floor(slowest / 10) * 10 - 10;
    double range = Math.ceil(fastest / 10) * 10 + 10 - bottom;
    double step = range <= 60 ? 10 : range <= 120 ? 20 : 40;
    for (double bpm = bottom + 10; bpm < bottom + range; bpm += step) {
      double y = panel.y((bpm - bottom) / range);
      pen.svg().beginPath(Ink.stroke(Ink.GRID, 1));
      pen.svg().moveTo(TimeAxis.LEFT, y);
      pen.svg().lineTo(TimeAxis.RIGHT, y);
      pen.svg().endPath();
      pen.svg()
          .text(TimeAxis.LEFT - 12, y + 4, Ink.fill(Ink.QUIET) + Ink.AT_END, "%.0f".formatted(bpm));
    }
    pen.line(
        i -> curves.tempo(i) > 0 ? panel.y((curves.tempo(i) - bottom) / range) : Double.NaN,
        1,
        Ink.stroke(Ink.TEMPO, 2));
  }
}
