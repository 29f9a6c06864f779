package vj.workers.status.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Most people never switch the metrics on: they pay nothing for them.
@Timeout(30)
class OffTest {

  @Test
  void loadsNeitherTheServerNorTheLibrary() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                NoPageProcess.class.getName())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("\nno page\n"), said);
    assertTrue(said.contains(" vj.workers.status.metrics.MetricsEndpoint "), said);
    List<String> loaded =
        said.lines()
            .filter(line -> line.contains(" io.prometheus.") || line.contains("httpserver"))
            .toList();
    assertEquals(List.of(), loaded);
  }
}
