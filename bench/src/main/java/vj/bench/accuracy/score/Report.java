package vj.bench.accuracy.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import vj.bench.accuracy.score.Group.Scored;

/// The figures as text: for people, or as JSON.
final class Report {

  private final List<Scored> pieces;

  Report(List<Scored> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /// One line for each goal that some piece speaks of.
  String goals() {
    StringBuilder table = new StringBuilder();
    line(table, "goal", "pieces", "must", "ambitious", "ours", "reached");
    for (Goal goal : Goal.GOALS) {
      List<Scored> group = goal.group().of(pieces);
      OptionalDouble ours = Scored.mean(group).of(goal.measure());
      if (ours.isPresent()) {
        line(
            table,
            goal.measure().label(),
            goal.group().name().toLowerCase(Locale.ROOT),
            number(goal.must()),
            number(goal.ambitious()),
            number(ours.getAsDouble()),
            goal.verdict(ours.getAsDouble()));
      }
    }
    return table.toString();
  }

  /// Means per category; a dash where nothing was measured.
  String means() {
    List<String> heads = new ArrayList<>(List.of("mean"));
    List<Marks> columns = new ArrayList<>();
    for (String category : categories()) {
      List<Scored> members =
          pieces.stream().filter(p -> p.truth().text("category").equals(category)).toList();
      heads.add(category + " " + members.size());
      columns.add(Scored.mean(members));
    }
    heads.add("all " + pieces.size());
    columns.add(Scored.mean(pieces));
    StringBuilder table = new StringBuilder();
    line(table, heads.toArray(String[]::new));
    for (Measure measure : Measure.values()) {
      List<String> cells = new ArrayList<>(List.of(measure.label()));
      for (Marks column : columns) {
        OptionalDouble value = column.of(measure);
        cells.add(value.isPresent() ? number(value.getAsDouble()) : "-");
      }
      if (!cells.getLast().equals("-")) {
        line(table, cells.toArray(String[]::new));
      }
    }
    return table.toString();
  }

  String perPiece() {
    return pieces.stream()
        .map(piece -> piece.truth().text("id") + " " + values(piece.marks(), "%s=%.3f", " "))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  String json() {
    return pieces.stream()
        .map(piece ->
            "\"%s\": {%s}"
                .formatted(piece.truth().text("id"), values(piece.marks(), "\"%s\": %.6f", ", ")))
        .collect(Collectors.joining(",\n", "{", "}\n"));
  }

  private List<String> categories() {
    return pieces.stream()
        .map(piece -> piece.truth().text("category"))
        .distinct()
        .sorted()
        .toList();
  }

  private static String values(Marks marks, String form, String between) {
    return marks.values().entrySet().stream()
        .map(mark -> String.format(Locale.ROOT, form, mark.getKey().label(), mark.getValue()))
        .collect(Collectors.joining(between));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static void line(StringBuilder table, String... cells) {
    table.append("%-16s".formatted(cells[0]));
    for (int i = 1; i < cells.length; i++) {
      table.append("%11s".formatted(cells[i]));
    }
    table.append('\n');
  }
}
