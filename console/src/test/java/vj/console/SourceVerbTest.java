package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.status.FakeWorker;

@Timeout(30)
final class SourceVerbTest {

  private static final Map<String, Object> ON_AIR =
      Map.of(
          "config",
          Map.of("playback_source", "auto"),
          "on_air",
          true,
          "playing",
          true,
          "source",
          "mpris:mpv",
          "track",
          Map.of("artist", "Nils", "title", "Says"),
          "backends",
          List.of(Map.of("name", "mpris", "sources", List.of("mpris:mpv", "mpris:vlc"))));

  @Test
  void showsWhoIsOnTheAir() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker spotify = FakeWorker.start(stage.sockets(), "spotify_monitor")) {
      spotify.answering("get_state", _ -> Answer.of(Map.copyOf(ON_AIR)));

      Stage.Outcome outcome = stage.vj("source");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(
          List.of(
              "spotify auto on the air mpris:mpv Nils - Says (also: mpris:vlc)",
              "virtualdj does not run"),
          outcome.lines().stream().map(line -> line.replaceAll(" +", " ")).toList());
    }
  }

  @Test
  void tellsEveryMonitor() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker spotify = FakeWorker.start(stage.sockets(), "spotify_monitor");
        FakeWorker virtualDj = FakeWorker.start(stage.sockets(), "virtualdj_monitor")) {
      for (FakeWorker monitor : List.of(spotify, virtualDj)) {
        monitor.answering("set_config", _ -> Answer.done("changed"));
        monitor.answering("get_state", _ -> Answer.of(Map.copyOf(ON_AIR)));
      }

      Stage.Outcome outcome = stage.vj("source", "virtualdj");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(Map.of("playback_source", "virtualdj"), spotify.last("set_config").fields());
      assertEquals(Map.of("playback_source", "virtualdj"), virtualDj.last("set_config").fields());
    }
  }

  @Test
  void changesTheFileOfAMonitorThatIsDown() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker spotify = FakeWorker.start(stage.sockets(), "spotify_monitor")) {
      spotify.answering("set_config", _ -> Answer.done("changed"));
      spotify.answering("get_state", _ -> Answer.of(Map.copyOf(ON_AIR)));
      stage.image().program("vj-worker", "echo \"$@\" >\"$0.called\"");

      Stage.Outcome outcome = stage.vj("source", "auto");

      assertEquals(0, outcome.exitCode(), outcome::toString);
      assertEquals(
          "virtualdj --store playback_source=auto",
          Files.readString(stage.root().resolve("image/bin/vj-worker.called")).strip());
    }
  }

  @Test
  void tellsTheOthersAlthoughOneRefuses() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker spotify = FakeWorker.start(stage.sockets(), "spotify_monitor");
        FakeWorker virtualDj = FakeWorker.start(stage.sockets(), "virtualdj_monitor")) {
      spotify.answering("set_config", _ -> Answer.refused("fixed by --set"));
      virtualDj.answering("set_config", _ -> Answer.done("changed"));

      Stage.Outcome outcome = stage.vj("source", "virtualdj");

      assertEquals(1, outcome.exitCode());
      assertTrue(outcome.err().contains("spotify: fixed by --set"), outcome::toString);
      assertEquals(Map.of("playback_source", "virtualdj"), virtualDj.last("set_config").fields());
    }
  }

  @Test
  void passesOnWhatIsNoSource() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker spotify = FakeWorker.start(stage.sockets(), "spotify_monitor")) {
      spotify.answering("set_config", _ -> Answer.refused("playback_source is \"spotfy\""));
      stage.image().program("vj-worker", "echo 'playback_source is \"spotfy\"' >&2; exit 78");

      Stage.Outcome outcome = stage.vj("source", "spotfy");

      assertEquals(78, outcome.exitCode());
      assertTrue(outcome.err().contains("spotfy"), outcome::toString);
    }
  }
}
