package vj.workers.status.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    Set<Object> ids = new HashSet<>();
    Set<String> taken = new HashSet<>();
    for (Map<?, ?> panel : objects(Monitoring.dashboard().get("panels"))) {
      Map<?, ?> place = (Map<?, ?>) panel.get("gridPos");
      long left = (Long) place.get("x");
      long top = (Long) place.get("y");

      assertTrue(ids.add(panel.get("id")), "id of " + panel.get("title"));
      assertTrue(left + (Long) place.get("w") <= WIDTH, "width of " + panel.get("title"));
      for (long x = left; x < left + (Long) place.get("w"); x++) {
        for (long y = top; y < top + (Long) place.get("h"); y++) {
          assertTrue(taken.add(x + "," + y), panel.get("title") + " covers another");
        }
      }
    }
  }

  @Test
  void theDashboardAsksTheChosenSourceAndNoOther() throws IOException {
    Map<String, @Nullable Object> dashboard = Monitoring.dashboard();
    Map<?, ?> templating = (Map<?, ?>) dashboard.get("templating");
    List<String> variables = Monitoring.texts(templating.get("list"), "name");

    Set<String> sources = new TreeSet<>(Monitoring.texts(dashboard.get("panels"), "uid"));

    assertEquals(Set.of("${datasource}"), sources);
    assertEquals(List.of("datasource", "job", "instance"), variables);
    assertFalse(Monitoring.texts(dashboard.get("panels"), "expr").isEmpty());
  }

  private static Set<String> served() throws IOException {
    var page = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(page, Scrape.of(Pictures.allWell(), Duration.ZERO));
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
    for (Object each : (List<?>) list) {
      objects.add((Map<?, ?>) each);
    }
    return objects;
  }
}
