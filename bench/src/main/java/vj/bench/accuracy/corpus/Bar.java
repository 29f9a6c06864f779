package vj.bench.accuracy.corpus;

/// A bar in time.
///
/// @param track which track of the piece it belongs to: 0, or 1 after a cut
/// @param number counted from 0 in its track
/// @param edges when its beats begin, and when the last one ends; fewer than five where a cut ends
///   the track within the bar
record Bar(int track, int number, double[] edges) {

  static final int BEATS = 4;

  int beats() {
    return edges.length - 1;
  }

  double start() {
    return edges[0];
  }

  double end() {
    return edges[edges.length - 1];
  }

  double beatSeconds() {
    return edges[1] - edges[0];
  }

  boolean holds(double beat) {
    return beat < beats();
  }

  double at(double beat) {
    int whole = Math.min((int) beat, beats() - 1);
    return edges[whole] + (beat - whole) * (edges[whole + 1] - edges[whole]);
  }
}
