package vj.workers.audio.offline;

import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import vj.workers.audio.offline.Overview.Curve;

/// Draws the curves of an [Overview].
record CurvePen(Svg svg, TimeAxis axis, Overview curves) {

  /// Lines are drawn through so many means, or one would hide the other.
  private static final int POINTS = 350;

  /// From the panel's bottom to the curve, every step of it.
  void area(Curve curve, Panel panel, String attributes) throws IOException {
    svg.beginPath(attributes);
    svg.moveTo(TimeAxis.LEFT, panel.bottom());
    for (int step = 0; step < curves.steps(); step++) {
      svg.lineTo(axis.x(curves.at(step)), panel.y(curves.mean(curve, step)));
    }
    svg.lineTo(TimeAxis.RIGHT, panel.bottom());
    svg.endPath();
  }

  /// The curve, smoothed.
  void line(Curve curve, Panel panel, String attributes) throws IOException {
    int reach = curves.steps() / POINTS;
    line(step -> panel.y(around(curve, step, reach)), 1 + reach / 2, attributes);
  }

  private double around(Curve curve, int step, int reach) {
    int from = Math.max(0, step - reach);
    int to = Math.min(curves.steps() - 1, step + reach);
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += curves.mean(curve, i);
    }
    return sum / (to - from + 1);
  }

  /// @param y of a step; NaN where there is nothing to draw
  /// @param stride from one step drawn to the next
  void line(IntToDoubleFunction y, int stride, String attributes) throws IOException {
    svg.beginPath(attributes + " stroke-linejoin=\"round\"");
    boolean drawing = false;
    for (int step = 0; step < curves.steps(); step += stride) {
      double at = y.applyAsDouble(step);
      double x = axis.x(curves.at(step));
      if (drawing && !Double.isNaN(at)) {
        svg.lineTo(x, at);
      } else if (!Double.isNaN(at)) {
        svg.moveTo(x, at);
      }
      drawing = !Double.isNaN(at);
    }
    svg.endPath();
  }
}
