package vj.workers.audio.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What was found, in a few lines for people.
record Summary(Findings found) {

  /// What people can take in; a set has more.
  private static final int MOST_LISTED = 12;

  /// Another tempo is one that differs by this much for this long.
  private static final double OTHER_TEMPO = 0.04;

  private static final double OTHER_AFTER_SECONDS = 8;

  List<String> lines() {
    double minutes = Math.max(found.duration(), 1) / 60;
    List<String> lines = new ArrayList<>();
    lines.add("%s, %s".formatted(found.format().description(), Numbers.time(found.duration())));
    lines.add("");
    lines.add(line("tempo", tempo()));
    lines.add(line("beats", "%d, %d bars".formatted(found.beats.size(), found.downbeats.size())));
    lines.add(line("onsets", onsets(minutes)));
    lines.add(line("build-ups", buildUps()));
    lines.add(line("drops", drops()));
    lines.add(line("loudness", loudness()));
    double speed = found.duration() / Math.max(1e-3, found.wallSeconds());
    lines.add(
        line(
            "analysed",
            "in %.1f s, %.0f times as fast as it plays".formatted(found.wallSeconds(), speed)));
    return lines;
  }

  private static String line(String what, String text) {
    return "%-10s %s".formatted(what, text);
  }

  private String tempo() {
    double[] known = known();
    if (known.length == 0) {
      return "none";
    }
    Arrays.sort(known);
    String text = "%.1f BPM".formatted(known[known.length / 2]);
    List<String> changes = changes();
    return changes.size() < 2 ? text : text + " in the middle; " + listed(changes);
  }

  /// One for each second of known tempo.
  private double[] known() {
    Doubles known = new Doubles();
    for (int i = 0; i < found.tempos.size(); i++) {
      double until = i + 1 < found.tempos.size() ? found.tempoAt.at(i + 1) : found.seconds();
      boolean second = Math.floor(until) > Math.floor(found.tempoAt.at(i));
      if (second && found.tempos.at(i) > 0) {
        known.add(found.tempos.at(i));
      }
    }
    return known.toArray();
  }

  /// Every tempo that stays, from when on.
  private List<String> changes() {
    List<String> changes = new ArrayList<>();
    double stable = 0;
    double candidate = 0;
    double since = 0;
    for (int i = 0; i < found.tempos.size(); i++) {
      double bpm = found.tempos.at(i);
      double at = found.tempoAt.at(i);
      if (differs(bpm, candidate)) {
        candidate = bpm;
        since = at;
      }
      if (bpm > 0 && at - since >= OTHER_AFTER_SECONDS && differs(bpm, stable)) {
        stable = bpm;
        changes.add("%.1f from %s".formatted(bpm, Numbers.time(since)));
      }
    }
    return changes;
  }

  private static boolean differs(double a, double b) {
    return Math.abs(a - b) > OTHER_TEMPO * b;
  }

  private String onsets(double minutes) {
    int[] bands = new int[3];
    for (int i = 0; i < found.onsetBands.size(); i++) {
      bands[(int) found.onsetBands.at(i)]++;
    }
    return "%.0f a minute (low %.0f, mid %.0f, high %.0f)"
        .formatted(
            found.onsets.size() / minutes,
            bands[0] / minutes,
            bands[1] / minutes,
            bands[2] / minutes);
  }

  private String buildUps() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i + 1 < found.buildUps.size(); i += 2) {
      texts.add(Numbers.time(found.buildUps.at(i)) + "-" + Numbers.time(found.buildUps.at(i + 1)));
    }
    return listed(texts);
  }

  private String drops() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.drops.size(); i++) {
      texts.add(Numbers.time(found.drops.at(i)));
    }
    return listed(texts);
  }

  private static String listed(List<String> texts) {
    if (texts.isEmpty()) {
      return "none";
    }
    String shown = String.join(", ", texts.subList(0, Math.min(MOST_LISTED, texts.size())));
    int more = texts.size() - MOST_LISTED;
    return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
  }

  private String loudness() {
    return Double.isInfinite(found.peak())
        ? "silence"
        : "%.1f dBFS RMS, %.1f dBFS peak".formatted(found.loudness(), found.peak());
  }
}
