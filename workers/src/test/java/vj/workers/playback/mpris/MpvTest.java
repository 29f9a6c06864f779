package vj.workers.playback.mpris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.Acceptance;
import vj.workers.playback.Playback;
import vj.workers.playback.RecordedReports;

/// With a real player on a real bus, told what to do by a real remote control.
@Timeout(120)
final class MpvTest {

  private static final String SOURCE = "mpris:mpv";
  private static final Path PLUGIN = Path.of("/usr/lib/mpv-mpris/mpris.so");

  private final RecordedReports reports = new RecordedReports();
  private final List<Process> players = new ArrayList<>();
  private BusDaemon daemon;
  private MprisBackend backend;

  @BeforeEach
  void start() throws Exception {
    Acceptance.needs("dbus-daemon", "mpv", "playerctl", "ffmpeg");
    Acceptance.needs(Files.exists(PLUGIN), "no " + PLUGIN + ": install mpv-mpris");
    daemon = BusDaemon.start();
    tone("One");
    tone("Two");
    backend = new MprisBackend(daemon.environment(), reports, System::nanoTime);
    backend.start();
  }

  @AfterEach
  void stop() throws Exception {
    backend.close();
    for (Process player : players) {
      player.destroyForcibly().waitFor();
    }
    daemon.close();
  }

  private Path file(String title) {
    return daemon.home().resolve(title + ".flac");
  }

  private void tone(String title) throws Exception {
    run(
        "ffmpeg",
        "-loglevel",
        "error",
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=440:duration=60",
        "-metadata",
        "title=" + title,
        "-metadata",
        "artist=The \u00c4rtist",
        "-metadata",
        "album=Tones",
        file(title).toString());
  }

  private void run(String... command) throws Exception {
    Process process = launch(List.of(command));
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), () -> String.join(" ", command));
    assertEquals(0, process.exitValue(), () -> String.join(" ", command));
  }

  private Process launch(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(daemon.environment());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(daemon.home().resolve("output").toFile())
        .start();
  }

  private void play() throws IOException {
    players.add(
        launch(
            List.of(
                "mpv",
                "--no-config",
                "--load-scripts=no",
                "--vo=null",
                "--ao=null",
                "--no-terminal",
                "--script=" + PLUGIN,
                file("One").toString(),
                file("Two").toString())));
  }

  private void control(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("playerctl", "--player=mpv"));
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  private Playback await(Predicate<Playback> expected) {
    return Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .until(
            () -> reports.now(SOURCE).orElse(null),
            playback -> playback != null && expected.test(playback));
  }

  @Test
  void followsWhatItDoes() throws Exception {
    play();
    Playback one = await(playback -> playback.track().title().equals("One") && playback.playing());
    assertEquals("The \u00c4rtist", one.track().artist());
    assertEquals("Tones", one.track().album());

    await(playback -> Math.abs(playback.track().durationSeconds() - 60) < 0.1);
    control("position", "30");
    await(playback -> playback.positionAt(System.nanoTime()) >= 30);
    control("pause");
    Playback paused = await(playback -> !playback.playing());
    assertEquals(reportedPosition(), paused.positionSeconds(), 0.3);
    control("play");
    await(Playback::playing);
    control("next");
    Playback two = await(playback -> playback.track().title().equals("Two"));
    assertTrue(two.positionAt(System.nanoTime()) < 3);
    control("stop");

    Awaitility.await().atMost(15, TimeUnit.SECONDS).until(() -> reports.now(SOURCE).isEmpty());
  }

  /// What the player itself says, asked by the remote control.
  private double reportedPosition() throws Exception {
    control("position");
    return Double.parseDouble(Files.readString(daemon.home().resolve("output")).strip());
  }

  @Test
  void theEstimateStaysWithThePlayer() throws Exception {
    play();
    await(playback -> playback.track().title().equals("One") && playback.playing());

    for (int round = 0; round < 5; round++) {
      double said = reportedPosition();
      double estimated = reports.now(SOURCE).orElseThrow().positionAt(System.nanoTime());
      assertEquals(said, estimated, 0.5); // playerctl takes its time to start
    }
  }

  @Test
  void aSecondPlayerDoesNotFightTheFirst() throws Exception {
    play();
    await(playback -> playback.track().title().equals("One"));
    play();

    Awaitility.await().atMost(15, TimeUnit.SECONDS).until(() -> states().size() == 2);

    assertEquals(2, states().stream().distinct().count());
    assertTrue(states().contains(SOURCE));
  }

  private List<String> states() {
    Map<String, @Nullable Object> data = new HashMap<>();
    backend.state(data);
    List<?> found = data.get("players") instanceof List<?> players ? players : List.of();
    return found.stream()
        .map(player -> String.valueOf(((Map<?, ?>) player).get("source")))
        .toList();
  }

  @Test
  void aPlayerThatIsKilledIsGone() throws Exception {
    play();
    await(playback -> playback.track().title().equals("One"));

    players.getFirst().destroyForcibly();

    Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> reports.now(SOURCE).isEmpty());
  }
}
