package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class CredentialChecksTest {

  private static final String WEB = "\"backend\":{\"value\":\"web\"}";
  private static final String SPOTIFY = "login to Spotify";
  private static final String KEY = "key for OpenAI";

  private static Path secret(Stage stage, String name, String mode) throws Exception {
    Path state = Files.createDirectories(stage.root().resolve("state"));
    Path file = Files.writeString(state.resolve(name), "{}");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void missesALoginThatTheWebApiNeeds() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", Doctor.worker(WEB));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals(1, outcome.exitCode());
      Map<String, ?> finding = Doctor.finding(outcome, SPOTIFY);
      assertEquals("fail", finding.get("verdict"));
      assertTrue(String.valueOf(finding.get("cure")).contains("client_id=ID"));
    }
  }

  @Test
  void missesNoLoginWherePlayersOfThisMachineAreHeard() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", Doctor.worker(""));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals("info", Doctor.finding(outcome, SPOTIFY).get("verdict"));
    }
  }

  @Test
  void tellsThatALoginHasEnded() throws Exception {
    try (Stage stage = Stage.open()) {
      secret(stage, "spotify-token.json", "rw-------");
      stage
          .image()
          .program(
              "vj-worker",
              """
              case "$*" in
                *--login-status*) echo '{"logged_in":false,"problem":"the login ended"}'; exit 70 ;;
                *--check*) echo '{"config":{%s,"client_id":{"value":"x"}},"problems":[]}' ;;
                *) echo '{"devices":[{"name":"mic"}]}' ;;
              esac
              """
                  .formatted(WEB));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      Map<String, ?> finding = Doctor.finding(outcome, SPOTIFY);
      assertEquals("fail", finding.get("verdict"));
      assertEquals("the login ended", finding.get("found"));
      assertEquals("vj spotify login", finding.get("cure"));
    }
  }

  @Test
  void missesTheKeyOfOpenAi() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", Doctor.worker("\"llm_provider\":{\"value\":\"openai\"}"));

      Stage.Outcome without = stage.vj("doctor", "--json");
      secret(stage, "openai-key", "rw-------");
      Stage.Outcome with = stage.vj("doctor", "--json");

      assertEquals("fail", Doctor.finding(without, KEY).get("verdict"));
      assertEquals("ok", Doctor.finding(with, KEY).get("verdict"));
    }
  }

  @Test
  void refusesASecretThatOthersCanRead() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", Doctor.worker(""));
      Path key = secret(stage, "openai-key", "rw-r-----");

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals(1, outcome.exitCode());
      Map<String, ?> finding = Doctor.finding(outcome, "secret openai-key");
      assertEquals("others can read it: it is rw-r-----", finding.get("found"));
      assertEquals("chmod 600 " + key, finding.get("cure"));
    }
  }

  @Test
  void warnsOfADirectoryThatOthersMayChange() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", Doctor.worker(""));
      Path config = Files.createDirectories(stage.root().resolve("config"));
      Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rwxrwxrwx"));

      Stage.Outcome outcome = stage.vj("doctor");

      assertTrue(outcome.out().contains("others may change what is in it"), outcome::out);
      assertTrue(outcome.out().contains("-> chmod go-w " + config), outcome::out);
    }
  }
}
