package vj.workers.status.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is served, docs/monitoring.md, the dashboard and the alert rules say the same.
class MonitoringDocumentTest {

  private static final Pattern SERVED = Pattern.compile("(?m)^# TYPE (\\S+) ");

  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(vj_\\w+)` \\|");

  private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\w+)$");

  private static final Pattern EXPLAINED = Pattern.compile("(?m)^\\| `(Vj\\w+)` \\|");

  /// Columns of Grafana's grid.
  private static final long WIDTH = 24;

  @Test
  void everyMetricIsDocumentedAndNoOtherIs() throws IOException {
    assertEquals(served(), found(DOCUMENTED, Monitoring.page()));
  }

  @Test
  void theDashboardShowsOnlyWhatIsServed() throws IOException {
    Set<String> shown = Monitoring.metricsIn(String.join("\n", Monitoring.queries()));

    assertEquals(Set.of(), without(shown, served()));
    assertTrue(shown.size() > 15, shown.toString());
  }

  @Test
  void theRulesAskOnlyForWhatIsServed() throws IOException {
    Set<String> asked = Monitoring.metricsIn(Files.readString(Monitoring.rules()));

    assertEquals(Set.of(), without(asked, served()));
    assertTrue(asked.size() > 10, asked.toString());
  }

  @Test
  void everyAlertIsExplained() throws IOException {
    Set<String> alerts = found(ALERT, Files.readString(Monitoring.rules()));

    assertEquals(alerts, found(EXPLAINED, Monitoring.page()));
  }

  @Test
  void panelsOfTheDashboardHaveAnIdentityAndAPlaceOfTheirOwn() throws IOException {
    Set<Long> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (Map<?, ?> panel : objects(Monitoring.dashboard().get("panels"))) {
      String title = String.valueOf(panel.get("title"));
      Map<?, ?> place = object(panel.get("gridPos"));
      long right = number(place, "x") + number(place, "w");
      long bottom = number(place, "y") + number(place, "h");

      assertTrue(ids.add(number(panel, "id")), "id of " + title);
      assertTrue(right <= WIDTH, "width of " + title);
      for (long x = number(place, "x"); x < right; x++) {
        for (long y = number(place, "y"); y < bottom; y++) {
          assertTrue(taken.add(x + "," + y), title + " covers another");
        }
      }
    }
  }

  @Test
  void theDashboardAsksTheChosenSourceAndNoOther() throws IOException {
    Map<String, @Nullable Object> dashboard = Monitoring.dashboard();
    List<String> variables = Monitoring.texts(dashboard.get("templating"), "name");

    Set<String> sources = new TreeSet<>(Monitoring.texts(dashboard.get("panels"), "uid"));

    assertEquals(Set.of("${datasource}"), sources);
    assertEquals(List.of("datasource", "job", "instance"), variables);
    assertFalse(Monitoring.texts(dashboard.get("panels"), "expr").isEmpty());
  }

  private static Set<String> served() throws IOException {
    var page = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(page, Scrape.of(Pictures.allWell(), Duration.ZERO));
    return found(SERVED, page.toString(StandardCharsets.UTF_8));
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  private static List<Map<?, ?>> objects(@Nullable Object list) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (list instanceof List<?> items) {
      items.forEach(item -> objects.add(object(item)));
    }
    assertFalse(objects.isEmpty());
    return objects;
  }

  private static Map<?, ?> object(@Nullable Object json) {
    return json instanceof Map<?, ?> object ? object : Map.of();
  }

  private static long number(Map<?, ?> object, String key) {
    return object.get(key) instanceof Long number ? number : fail(key + " is no number: " + object);
  }
}
