package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.WorkerName;

final class UpViewTest {

  private final AtomicLong clock = new AtomicLong(1);
  private final Heartbeats heartbeats = new Heartbeats(clock::get);

  private List<String> linesAfter(Duration time) throws Exception {
    try (Stage stage = Stage.open()) {
      PrintWriter out = new PrintWriter(new StringWriter());
      UpView view =
          new UpView(stage.shell(out, out), new MusicListener(), new SongListener(), heartbeats);
      return view.lines(clock.get() + time.toNanos());
    }
  }

  @Test
  void saysThatNothingArrives() throws Exception {
    List<String> lines = linesAfter(Duration.ofSeconds(2));

    assertTrue(lines.get(1).endsWith("Ctrl-C ends everything   nothing arrives"), lines::toString);
    assertTrue(lines.contains("starting ..."), lines::toString);
  }

  @Test
  void tellsAWorkerThatIsSilentFromOneThatRuns() throws Exception {
    heartbeats.heard(
        new Heartbeat(
            "audio_analyzer", 7, 1, Map.of("status", "running", "doing", "plays\u001b[2J")));

    assertEquals("audio  running  pid 7  plays\\x1b[2J", linesAfter(Duration.ofSeconds(9)).get(2));
    assertEquals(
        "audio  silent 11 s  pid 7  plays\\x1b[2J", linesAfter(Duration.ofSeconds(11)).get(2));
  }

  @Test
  void listsWorkersAsTheyAreListedEverywhere() throws Exception {
    for (String worker : List.of("process_manager", "lyrics_fetcher", "audio_analyzer")) {
      heartbeats.heard(new Heartbeat(worker, 7, 1, Map.of("status", "running", "doing", "this")));
    }

    assertEquals(
        List.of(
            "audio   running  pid 7  this",
            "lyrics  running  pid 7  this",
            "status  running  pid 7  this"),
        linesAfter(Duration.ofSeconds(1)).subList(2, 5));
  }

  @Test
  void fitsATerminalOf24RowsWithAllWorkers() throws Exception {
    for (WorkerName name : WorkerName.values()) {
      heartbeats.heard(new Heartbeat(name.busName(), 7, 1, Map.of("status", "running")));
    }

    List<String> lines = linesAfter(Duration.ofSeconds(1));

    List<String> said = lines.stream().filter(line -> !line.isEmpty()).toList();
    List<String> shown = LiveScreen.fitting(lines, 23);
    assertEquals(said, shown.stream().filter(line -> !line.isEmpty()).toList());
  }
}
