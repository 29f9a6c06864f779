package vj.bench.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The true beats of a piece, as its truth file tells them, and where in the bar a moment lies.
public final class Beats {

  /// Seconds, ascending.
  private final double[] beats;

  /// Those of them that begin a bar.
  private final double[] downbeats;

  /// Stretches that say nothing, start and end by turns.
  private final double[] ignore;

  private final String group;

  private Beats(String group, double[] beats, double[] downbeats, double[] ignore) {
    this.group = group;
    this.beats = beats;
    this.downbeats = downbeats;
    this.ignore = ignore;
  }

  /// Beats of which nothing else is known.
  public static Beats of(double[] beats) {
    return new Beats("", beats, new double[0], new double[0]);
  }

  public static Beats read(Path truth) throws IOException {
    String json = Files.readString(truth);
    return new Beats(
        group(json, truth),
        numbers(json, "beats"),
        numbers(json, "downbeats"),
        numbers(json, "ignore"));
  }

  /// A rendered file and its variants have the same source; everything else stands for itself.
  private static String group(String json, Path truth) {
    Matcher source = Pattern.compile("\"source\": *\"([^\"]*:[^\"]*)\"").matcher(json);
    return source.find() ? source.group(1) : truth.getFileName().toString().replace(".json", "");
  }

  /// What variants of the same music share.
  public String group() {
    return group;
  }

  /// Seconds, ascending.
  public double[] beats() {
    return beats;
  }

  /// Those of the beats that begin a bar; empty where that is not known.
  public double[] downbeats() {
    return downbeats;
  }

  /// All numbers of a top-level array, nested or not.
  public static double[] numbers(String json, String key) {
    int start = json.indexOf("\"" + key + "\": [");
    if (start < 0) {
      return new double[0];
    }
    int from = json.indexOf('[', start);
    int to = from + 1;
    for (int depth = 1; depth > 0; to++) {
      char c = json.charAt(to);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    }
    return Arrays.stream(json.substring(from, to).split("[\\[\\], ]+", -1))
        .filter(number -> !number.isEmpty())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /// Beats since the downbeat plus the phase, 0 to 4; NaN outside the beats, −1 minus the phase
  /// where the bar has not four beats.
  public double place(double time) {
    int i = Arrays.binarySearch(beats, time);
    i = i >= 0 ? i : -i - 2;
    if (i < 0 || i + 1 >= beats.length || ignored(time)) {
      return Double.NaN;
    }
    double phase = (time - beats[i]) / (beats[i + 1] - beats[i]);
    int inBar = beatInBar(beats[i] + 1e-3);
    return inBar < 0 ? -1 - phase : inBar + phase;
  }

  /// Seconds from the beat before to the beat after; NaN outside the beats.
  public double interval(double time) {
    int i = Arrays.binarySearch(beats, time);
    i = i >= 0 ? i : -i - 2;
    return i < 0 || i + 1 >= beats.length || ignored(time) ? Double.NaN : beats[i + 1] - beats[i];
  }

  private boolean ignored(double time) {
    for (int k = 0; k + 1 < ignore.length; k += 2) {
      if (time >= ignore[k] && time <= ignore[k + 1]) {
        return true;
      }
    }
    return false;
  }

  private int beatInBar(double time) {
    int found = Arrays.binarySearch(downbeats, time);
    int d = found >= 0 ? found : -found - 2;
    if (d < 0
        || d + 1 >= downbeats.length
        || between(downbeats[d] - 1e-3, downbeats[d + 1] - 1e-3) != 4) {
      return -1;
    }
    return between(downbeats[d] + 1e-3, time);
  }

  private int between(double from, double to) {
    return (int) Arrays.stream(beats).filter(b -> b > from && b < to).count();
  }
}
