package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/// When the beats of a piece are: its bars, of one track or of two.
record Grid(List<Bar> bars) {

  /// What still sounds after the last bar.
  private static final double TAIL_SECONDS = 1.5;

  Grid {
    bars = List.copyOf(bars);
  }

  /// @param tempo beats per minute
  /// @param next the tempo of the second track, if there is one
  record Plan(double tempo, double next, double seconds, Condition condition) {}

  static Grid drawn(Plan plan, Dice dice) {
    List<Bar> bars = new ArrayList<>();
    double first = dice.between(0.05, 0.9);
    double room = plan.seconds - first - TAIL_SECONDS;
    int beats = Bar.BEATS * (int) (room * plan.tempo / 60 / Bar.BEATS);
    switch (plan.condition) {
      case TEMPOSTEP -> {
        double step = dice.among(dice.between(1.05, 1.12), dice.between(0.89, 0.95));
        int change = beats / 2 / Bar.BEATS * Bar.BEATS;
        track(bars, first, beats, i -> plan.tempo * (i < change ? 1 : step));
      }
      case RAMP -> {
        double end = dice.among(dice.between(1.06, 1.13), dice.between(0.89, 0.95));
        track(
            bars,
            first,
            beats,
            i ->
                plan.tempo * (1 + (end - 1) * Math.clamp((i - beats / 4.0) / (beats / 2.0), 0, 1)));
      }
      case DJCUT -> {
        int cut = (int) (beats * dice.between(0.4, 0.55));
        track(bars, first, cut, i -> plan.tempo);
        double start = bars.getLast().end() + dice.between(0.25, 0.75) * 60 / plan.tempo;
        int left = (int) ((plan.seconds - TAIL_SECONDS - start) * plan.next / 60);
        track(bars, start, left / Bar.BEATS * Bar.BEATS, i -> plan.next);
      }
      case CLEAN, QUIET, NOISE, ROOM, LOWPASS, HUM, CLIPPED, DROPOUT ->
          track(bars, first, beats, i -> plan.tempo);
    }
    return new Grid(bars);
  }

  private static void track(List<Bar> bars, double start, int beats, IntToDoubleFunction tempo) {
    int track = bars.isEmpty() ? 0 : bars.getLast().track() + 1;
    double time = start;
    for (int beat = 0; beat < beats; beat += Bar.BEATS) {
      double[] edges = new double[Math.min(Bar.BEATS, beats - beat) + 1];
      edges[0] = time;
      for (int i = 1; i < edges.length; i++) {
        time += 60 / tempo.applyAsDouble(beat + i - 1);
        edges[i] = time;
      }
      bars.add(new Bar(track, beat / Bar.BEATS, edges));
    }
  }

  List<Bar> track(int track) {
    return bars.stream().filter(bar -> bar.track() == track).toList();
  }

  int tracks() {
    return bars.getLast().track() + 1;
  }

  double seconds() {
    return bars.getLast().end() + TAIL_SECONDS;
  }
}
