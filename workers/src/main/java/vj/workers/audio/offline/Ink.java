package vj.workers.audio.offline;

/// The colours of a plot, chosen to be told apart on the dark of a stage, and how SVG is told.
/// Stateless.
final class Ink {

  static final String BACKGROUND = "#11141b";
  static final String INK = "#e6eaf2";
  static final String QUIET = "#97a1b3";
  static final String GRID = "#2b3140";
  static final String LOW = "#ff6f61";
  static final String MID = "#ffc857";
  static final String HIGH = "#56d4e8";
  static final String BUILD_UP = "#b58cff";
  static final String DROP = "#ff4fd0";
  static final String TEMPO = "#7fe391";

  static final String MIDDLE = " text-anchor=\"middle\"";
  static final String AT_END = " text-anchor=\"end\"";

  private Ink() {}

  static String fill(String colour) {
    return "fill=\"" + colour + "\"";
  }

  static String stroke(String colour, double width) {
    StringBuilder text = new StringBuilder("fill=\"none\" stroke=\"" + colour + "\" stroke-width=");
    return Numbers.append(text.append('"'), width, 2).append('"').toString();
  }

  /// Thin enough to leave gaps between so many; zooming in parts them.
  static String marks(String colour, int count) {
    double apart = (TimeAxis.RIGHT - TimeAxis.LEFT) / Math.max(1, count);
    return stroke(colour, Math.clamp(0.4 * apart, 0.1, 1.4));
  }
}
