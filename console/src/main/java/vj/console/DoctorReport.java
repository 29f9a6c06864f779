package vj.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vj.console.Finding.Verdict;

/// What `vj doctor` found, for people: what is well comes first and short, what is not at the end,
/// where the eye is, with the cure below it. Stateless.
///
/// @param width of the terminal
record DoctorReport(Paint paint, int width) {

  /// Of subjects: a longer one moves its own text alone.
  private static final int WIDEST_SUBJECT = 30;

  private static final int MARK = 6;

  List<String> lines(List<Finding> findings) {
    List<Finding> sorted =
        merged(findings).stream().sorted(Comparator.comparing(Finding::verdict)).toList();
    int column =
        sorted.stream()
            .mapToInt(finding -> finding.subject().length())
            .filter(length -> length <= WIDEST_SUBJECT)
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    for (Finding finding : sorted) {
      lines.addAll(lines(finding, column));
    }
    lines.add("");
    lines.add(summary(findings));
    return lines;
  }

  private List<String> lines(Finding finding, int column) {
    int indent = MARK + column + 2;
    String subject = SafeText.of(finding.subject());
    String head = subject + " ".repeat(Math.max(0, column - subject.length())) + "  ";
    List<String> folded =
        Folded.lines(head + SafeText.of(finding.found()), width - MARK, indent - MARK);
    List<String> lines = new ArrayList<>();
    for (String line : folded) {
      lines.add((lines.isEmpty() ? mark(finding.verdict()) + "  " : " ".repeat(MARK)) + line);
    }
    if (!finding.cure().isEmpty()) {
      for (String line : Folded.lines("-> " + SafeText.of(finding.cure()), width - indent, 3)) {
        lines.add(" ".repeat(indent) + paint.strong(line));
      }
    }
    return lines;
  }

  /// Six workers that are all well are one line: `unit file vj-audio` and `unit file vj-lyrics`
  /// differ in the last word alone.
  private static List<Finding> merged(List<Finding> findings) {
    Map<List<String>, List<Finding>> alike = new LinkedHashMap<>();
    for (Finding finding : findings) {
      boolean calm = finding.cure().isEmpty() && finding.subject().indexOf(' ') > 0;
      String key = calm ? kind(finding) : finding.subject();
      alike
          .computeIfAbsent(
              List.of(finding.verdict().name(), key, finding.found(), finding.cure()),
              _ -> new ArrayList<>())
          .add(finding);
    }
    return alike.values().stream()
        .map(same -> same.size() == 1 ? same.getFirst() : together(same))
        .toList();
  }

  private static String kind(Finding finding) {
    return finding.subject().substring(0, finding.subject().lastIndexOf(' '));
  }

  private static Finding together(List<Finding> same) {
    Finding first = same.getFirst();
    List<String> names =
        same.stream()
            .map(finding -> finding.subject().substring(kind(finding).length() + 1))
            .toList();
    return new Finding(
        first.verdict(),
        kind(first),
        "%s (%s)".formatted(first.found(), String.join(", ", names)),
        first.cure());
  }

  private String summary(List<Finding> findings) {
    long problems = count(findings, Verdict.FAIL);
    long warnings = count(findings, Verdict.WARN);
    if (problems + warnings == 0) {
      return paint.good("nothing wrong found");
    }
    List<String> parts = new ArrayList<>();
    if (problems > 0) {
      parts.add(problems == 1 ? "1 problem" : problems + " problems");
    }
    if (warnings > 0) {
      parts.add(warnings == 1 ? "1 warning" : warnings + " warnings");
    }
    String text = String.join(", ", parts);
    return problems > 0 ? paint.bad(text) : paint.warning(text);
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }

  private String mark(Verdict verdict) {
    return switch (verdict) {
      case OK -> paint.good("ok  ");
      case INFO -> paint.dim("info");
      case WARN -> paint.warning("warn");
      case FAIL -> paint.bad("FAIL");
    };
  }
}
