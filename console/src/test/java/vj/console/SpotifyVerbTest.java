package vj.console;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class SpotifyVerbTest {

  @ParameterizedTest
  @CsvSource({
    "login, spotify --login",
    "login --port 8888 --client-id abc --no-browser, "
        + "spotify --login --port 8888 --client-id abc --no-browser",
    "logout, spotify --logout",
    "status, spotify --login-status",
    "status --json, spotify --login-status --json"
  })
  void passesItToTheWorkersProgram(String typed, String called) throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo 'a line'; echo 'another'");

      Stage.Outcome outcome = stage.vj(("spotify " + typed).split(" "));

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(List.of("a line", "another"), outcome.lines());
      assertEquals(List.of(called), stage.image().called("vj-worker"));
    }
  }

  @Test
  void showsThePageToOpenWhileTheProgramStillWaits() throws Exception {
    try (Stage stage = Stage.open()) {
      stage
          .image()
          .program(
              "vj-worker",
              "echo https://accounts.example/authorize; read -r _ <'%s'; echo done"
                  .formatted(stage.root().resolve("fifo")));
      new ProcessBuilder("mkfifo", stage.root().resolve("fifo").toString()).start().waitFor();
      StringWriter out = new StringWriter();
      Shell shell = stage.shell(new PrintWriter(out), new PrintWriter(new StringWriter()));
      Thread person = Thread.ofPlatform().start(() -> Vj.run(shell, "spotify", "login"));

      await().until(() -> out.toString().contains("https://accounts.example/authorize"));

      assertFalse(out.toString().contains("done"));
      person.interrupt();
      person.join();
    }
  }

  @Test
  void endsAsTheProgramEnds() throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo 'client_id is not set' >&2; exit 78");
      Stage.Outcome unset = stage.vj("spotify", "login");
      stage.image().program("vj-worker", "echo 'not logged in'; exit 70");

      Stage.Outcome loggedOut = stage.vj("spotify", "status");

      assertEquals(78, unset.exitCode());
      assertEquals("client_id is not set", unset.err().strip());
      assertEquals(1, loggedOut.exitCode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sign-in",
        "logout --port 1",
        "status --no-browser",
        "login --json",
        "login --port x"
      })
  void refusesWhatMakesNoSense(String typed) throws Exception {
    try (Stage stage = Stage.open()) {
      stage.image().program("vj-worker", "echo never");

      Stage.Outcome outcome = stage.vj(("spotify " + typed).split(" "));

      assertEquals(64, outcome.exitCode());
      assertTrue(stage.image().called("vj-worker").isEmpty());
    }
  }
}
