package vj.bench.accuracy.corpus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What is known of a piece, gathered while it is made. Times are in seconds.
final class Truth {

  /// Hits that are closer than this are one onset.
  private static final double ONE_ONSET_SECONDS = 0.03;

  private static final double TEMPO_CHANGE_BPM = 0.2;

  record Stretch(double from, double to) {

    boolean holds(double time) {
      return from <= time && time < to;
    }
  }

  record Section(double from, double to, String label) {}

  private record Point(double time, double value) {}

  private final List<Double> beats = new ArrayList<>();
  private final List<Double> downbeats = new ArrayList<>();
  private final List<Point> tempos = new ArrayList<>();
  private List<Double> onsets = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<Stretch> buildUps = new ArrayList<>();
  private final List<Double> drops = new ArrayList<>();
  private final List<Stretch> ignored = new ArrayList<>();
  private final List<Point> pitches = new ArrayList<>();

  void bars(List<Bar> bars) {
    for (Bar bar : bars) {
      downbeats.add(bar.start());
      for (int beat = 0; beat < bar.beats(); beat++) {
        beats.add(bar.edges()[beat]);
        double tempo = 60 / (bar.edges()[beat + 1] - bar.edges()[beat]);
        if (tempos.isEmpty() || Math.abs(tempo - tempos.getLast().value) > TEMPO_CHANGE_BPM) {
          tempos.add(new Point(tempos.isEmpty() ? 0 : bar.edges()[beat], tempo));
        }
      }
    }
  }

  void onset(double time) {
    onsets.add(time);
  }

  void section(Section section) {
    sections.add(section);
  }

  void buildUp(Stretch stretch) {
    buildUps.add(stretch);
  }

  void drop(double time) {
    drops.add(time);
  }

  void pitch(double time, double hz) {
    pitches.add(new Point(time, hz));
  }

  /// Nothing is heard there.
  void silent(Stretch stretch) {
    onsets = new ArrayList<>(onsets.stream().filter(time -> !stretch.holds(time)).toList());
  }

  /// Nobody can be asked to know what happens there.
  void ignore(Stretch stretch) {
    ignored.add(stretch);
  }

  List<Double> beats() {
    return List.copyOf(beats);
  }

  List<Double> drops() {
    return List.copyOf(drops);
  }

  List<Section> sections() {
    return List.copyOf(sections);
  }

  List<Stretch> buildUps() {
    return List.copyOf(buildUps);
  }

  List<Stretch> ignored() {
    return List.copyOf(ignored);
  }

  List<Double> onsets() {
    List<Double> merged = new ArrayList<>();
    for (double time : onsets.stream().sorted().toList()) {
      if (merged.isEmpty() || time - merged.getLast() >= ONE_ONSET_SECONDS) {
        merged.add(time);
      }
    }
    return merged;
  }

  /// Of the steps from beat to beat the one in the middle; 0 without beats.
  double bpm() {
    List<Double> steps = new ArrayList<>();
    for (int i = 1; i < beats.size(); i++) {
      steps.add(beats.get(i) - beats.get(i - 1));
    }
    steps.sort(null);
    return steps.isEmpty() ? 0 : 60 / steps.get(steps.size() / 2);
  }

  /// The truth file, one key a line.
  String json(Piece piece, double seconds) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("id", quoted(piece.id()));
    keys.put("category", quoted(piece.category()));
    keys.put("style", quoted(piece.style()));
    keys.put("condition", quoted(piece.condition().label()));
    keys.put("group", quoted(piece.group()));
    keys.put("source", quoted("synthesised"));
    keys.put("duration", number(seconds));
    keys.put("beats", times(beats));
    keys.put("downbeats", times(downbeats));
    if (!beats.isEmpty()) {
      keys.put("bpm", number(bpm()));
      keys.put("meter", quoted("4/4"));
    }
    keys.put("bpm_curve", points(tempos));
    keys.put("onsets", times(onsets()));
    keys.put("sections", list(sections.stream().map(Truth::object).toList()));
    keys.put("buildups", stretches(buildUps));
    keys.put("drops", times(drops));
    keys.put("ignore", stretches(ignored));
    keys.put("f0", points(pitches));
    return keys.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ": " + entry.getValue())
        .collect(Collectors.joining(",\n", "{", "}\n"));
  }

  private static String object(Section section) {
    return "{\"start\": %s, \"end\": %s, \"label\": %s}"
        .formatted(number(section.from), number(section.to), quoted(section.label));
  }

  private static String times(List<Double> times) {
    return list(times.stream().map(Truth::number).toList());
  }

  private static String points(List<Point> points) {
    return list(points.stream().map(p -> pair(p.time, p.value)).toList());
  }

  private static String stretches(List<Stretch> stretches) {
    return list(stretches.stream().map(s -> pair(s.from, s.to)).toList());
  }

  private static String pair(double first, double second) {
    return "[" + number(first) + ", " + number(second) + "]";
  }

  private static String list(List<String> items) {
    return "[" + String.join(", ", items) + "]";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /// Our own names: letters, digits and hyphens.
  private static String quoted(String name) {
    return '"' + name + '"';
  }
}
