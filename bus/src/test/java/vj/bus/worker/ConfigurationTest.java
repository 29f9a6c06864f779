package vj.bus.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.control.Json;
import vj.bus.control.WorkerName;
import vj.bus.worker.SettingsException.Problem;

class ConfigurationTest {

  private static final Setting<Integer> RATE = Setting.integer("frame_rate", 60, 10, 240);
  private static final Setting<Boolean> BEAT = Setting.flag("enable_beat", true).alias("essentia");
  private static final Setting<String> SOURCE = Setting.text("source", "device", "a source");

  @TempDir Path directory;

  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> sets = new HashMap<>();

  private Configuration configuration() {
    environment.put("VJ_CONFIG_DIR", directory.toString());
    WorkerKind kind =
        new WorkerKind(
            WorkerName.AUDIO,
            List.of(),
            List.of(RATE, BEAT, SOURCE),
            List.of(),
            _ -> {},
            () -> _ -> {});
    return new Configuration(kind, environment, sets);
  }

  private void file(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }

  private List<Problem> problems() {
    return assertThrows(SettingsException.class, () -> configuration().load()).problems();
  }

  @Test
  void usesDefaultsWhereNothingIsConfigured() throws Exception {
    Settings settings = configuration().load();

    assertEquals(60, settings.get(RATE));
    assertEquals(9000, settings.get(CommonSettings.TARGETS).getFirst().port());
  }

  @Test
  void theCommandLineWinsOverEnvironmentOverOwnFileOverBundle() throws Exception {
    file("bundle.json", "{\"heartbeat_interval\": 1, \"log_level\": \"warn\"}");
    file("audio.json", "{\"heartbeat_interval\": 2, \"frame_rate\": 30, \"source\": \"demo\"}");
    environment.put("VJ_AUDIO_FRAME_RATE", "40");
    environment.put("VJ_AUDIO_SOURCE", "device:x");
    sets.put("frame_rate", "50");

    Settings settings = configuration().load();

    assertEquals("warn", settings.get(CommonSettings.LOG_LEVEL));
    assertEquals(2.0, settings.get(CommonSettings.HEARTBEAT_INTERVAL));
    assertEquals("device:x", settings.get(SOURCE));
    assertEquals(50, settings.get(RATE));
    assertTrue(
        settings.entries().stream()
            .anyMatch(
                e -> e.key().equals("source") && e.origin().text().equals("VJ_AUDIO_SOURCE")));
  }

  @Test
  void reportsEveryProblemOfEveryLayerAtOnce() throws Exception {
    file("bundle.json", "{\"frame_rate\": 30}");
    file("audio.json", "{\"frame_rate\": 500, \"frame_rat\": 1, \"essentia\": \"maybe\"}");
    environment.put("VJ_AUDIO_HEARTBEAT_INTERVAL", "soon");

    List<String> texts = problems().stream().map(Problem::text).toList();

    assertEquals(5, texts.size(), texts.toString());
    String all = String.join("\n", texts);
    assertTrue(all.contains("bundle.json: frame_rate is not a key here"), all);
    assertTrue(
        all.contains("audio.json: frame_rate is 500, but takes a whole number from 10 to 240"),
        all);
    assertTrue(all.contains("frame_rat is not a key here; the nearest is frame_rate"), all);
    assertTrue(all.contains("essentia is \"maybe\", but takes true or false"), all);
    assertTrue(all.contains("VJ_AUDIO_HEARTBEAT_INTERVAL: heartbeat_interval is \"soon\""), all);
  }

  @Test
  void saysWhereAFileIsNotJson() throws Exception {
    file("audio.json", "{\n  \"source\": oops\n}");

    String text = problems().getFirst().text();

    assertTrue(text.contains("audio.json") && text.contains("2:"), text);
  }

  @Test
  void refusesAFileThatIsNoConfigurationByItsSize() throws Exception {
    Files.write(directory.resolve("audio.json"), new byte[(int) Configuration.MAX_FILE_BYTES + 1]);

    assertTrue(problems().getFirst().text().contains("limit 1048576"));
  }

  @Test
  void answersAnAliasUnderBothNames() throws Exception {
    file("audio.json", "{\"essentia\": false}");

    Settings settings = configuration().load();

    assertEquals(false, settings.get(BEAT));
    assertEquals(false, settings.effective().get("essentia"));
    assertEquals(false, settings.effective().get("enable_beat"));
  }

  @Test
  void aChangeSurvivesTheProcess() throws Exception {
    Settings changed =
        configuration().change(Map.of("frame_rate", 120L, "essentia", false), "set_config");

    assertEquals(120, changed.get(RATE));
    Settings reread = configuration().load();
    assertEquals(120, reread.get(RATE));
    assertEquals(false, reread.get(BEAT));
  }

  @Test
  void aChangeIsAllOrNothing() throws Exception {
    SettingsException refused =
        assertThrows(
            SettingsException.class,
            () ->
                configuration()
                    .change(Map.of("frame_rate", 120L, "source", 7L, "sauce", "x"), "set_config"));

    assertEquals(2, refused.problems().size());
    assertFalse(Files.exists(directory.resolve("audio.json")));
  }

  @Test
  void aKeyFixedFromOutsideCannotBeChanged() {
    environment.put("VJ_AUDIO_SOURCE", "demo");

    SettingsException refused =
        assertThrows(
            SettingsException.class,
            () -> configuration().change(Map.of("source", "device"), "set_config"));

    assertTrue(refused.problems().getFirst().text().contains("fixed by VJ_AUDIO_SOURCE"));
  }

  @Test
  void aChangeKeepsWhatElseTheFileSays() throws Exception {
    file("audio.json", "{\"source\": \"demo\"}");

    configuration().change(Map.of("frame_rate", 30L), "set_config");

    assertEquals("demo", configuration().load().get(SOURCE));
  }

  @Test
  void namesTheEntryOfATargetThatIsWrong() throws Exception {
    file(
        "bundle.json",
        """
        {"targets": [{"host": "localhost"}, {"host": "lights", "port": 70000}]}
        """);

    String text = problems().getFirst().text();

    assertTrue(text.contains("entry 1: port is 70000"), text);
    assertTrue(text.contains("65535"), text);
  }

  @Test
  void takesTargetsAsTextFromTheEnvironment() throws Exception {
    environment.put(
        "VJ_AUDIO_TARGETS", "[{\"host\":\"10.0.0.9\",\"port\":7000,\"prefix\":\"/vj\"}]");

    Settings settings = configuration().load();

    assertEquals("10.0.0.9", settings.get(CommonSettings.TARGETS).getFirst().host());
    assertEquals("/vj", settings.get(CommonSettings.TARGETS).getFirst().prefix());
  }

  @Test
  void everyDefaultIsAValueThatItsOwnSettingTakes() throws Exception {
    for (Settings.Entry entry : configuration().load().entries()) {
      String json = new String(Json.bytes(Map.of("v", entry.value())), StandardCharsets.UTF_8);
      String value = json.substring(json.indexOf(':') + 1, json.length() - 1);
      sets.put(entry.key(), value.replaceAll("^\"|\"$", ""));
    }

    configuration().load();
  }

  @Test
  void aWrongValueInTheFileCanBeRepairedByAChange() throws Exception {
    file("audio.json", "{\"frame_rate\": \"oops\"}");

    Settings repaired = configuration().change(Map.of("frame_rate", 60L), "set_config");

    assertEquals(60, repaired.get(RATE));
    assertEquals(60, configuration().load().get(RATE));
  }

  @Test
  void namesTheLimitsForAValueThatIsNoNumberToo() throws Exception {
    file("audio.json", "{\"frame_rate\": \"9e1d\"}");

    assertTrue(problems().getFirst().text().contains("from 10 to 240"));
  }

  @Test
  void refusesAPrefixThatIsNoAddress() throws Exception {
    file("audio.json", "{\"targets\": [{\"host\": \"localhost\", \"prefix\": \"/a b\"}]}");

    assertTrue(problems().getFirst().text().contains("/a b"), problems()::toString);
  }
}
