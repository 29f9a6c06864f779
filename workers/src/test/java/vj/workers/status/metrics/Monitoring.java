package vj.workers.status.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;

/// The page, the dashboard and the rules of docs/, so that tests can hold them to what is served.
final class Monitoring {

  private static final Pattern METRIC = Pattern.compile("\\bvj_[a-z_]+");

  private Monitoring() {}

  /// Tests run in the module's directory.
  static Path docs() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docs/monitoring.md"))
        ? here.resolve("docs")
        : here.resolveSibling("docs");
  }

  static Path rules() {
    return docs().resolve("monitoring/vj-alerts.yml");
  }

  static String page() throws IOException {
    return Files.readString(docs().resolve("monitoring.md"));
  }

  static Map<String, @Nullable Object> dashboard() throws IOException {
    String file = "vj-dashboard.json";
    return Json.object(Files.readString(docs().resolve("monitoring/" + file)), file);
  }

  /// What looks like a metric of ours.
  static Set<String> metricsIn(String text) {
    Set<String> names = new TreeSet<>();
    METRIC.matcher(text).results().map(MatchResult::group).forEach(names::add);
    return names;
  }

  /// Every query of the dashboard, as it is for all jobs and machines.
  static List<String> queries() throws IOException {
    return texts(dashboard(), "expr").stream()
        .map(query -> query.replace("$job", ".*").replace("$instance", ".*"))
        .toList();
  }

  /// Every text under `key`, at any depth.
  static List<String> texts(@Nullable Object json, String key) {
    List<String> found = new ArrayList<>();
    switch (json) {
      case Map<?, ?> object ->
          object.forEach((name, value) -> {
            if (key.equals(name) && value instanceof String text) {
              found.add(text);
            }
            found.addAll(texts(value, key));
          });
      case List<?> list -> list.forEach(value -> found.addAll(texts(value, key)));
      case null, default -> {}
    }
    return found;
  }
}
