package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.oscdebugger.record.RecordWriter;
import vj.workers.oscdebugger.record.Recorded;

/// OSC and notes, each with files of its own.
@Timeout(60)
class SeriesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FlightRig rig;

  SeriesTest() throws IOException {
    rig = FlightRig.open();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void aFloodOfOscCostsNeitherLogLinesNorChanges() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/before", 1);
    rig.log("before");
    rig.change("status: running");
    recorder.turn();

    for (int turn = 0; turn < 400; turn++) {
      for (int i = 0; i < 100; i++) {
        rig.bytes(FlightRig.message("/flood/" + "x".repeat(200), turn));
      }
      recorder.turn();
      rig.pass(SECOND);
    }

    List<String> recorded = rig.recorded();
    assertFalse(recorded.contains("/before"), "the flood is more than is kept");
    assertEquals(List.of("state status: running", "log before"), recorded.subList(0, 2));
    Path file = rig.state.resolve("incident.jsonl");
    String problems = rig.dump(file.toString()).err();
    assertTrue(
        problems.startsWith("OSC is there from 2027-01-15T08:0")
            && problems.endsWith(" on, log lines and state changes from 2027-01-15T08:00:00Z\n"),
        problems);
  }

  /// Older versions wrote one series for both.
  @Test
  void segmentsOfTheOldKindAreStillRead() throws Exception {
    Files.createDirectories(rig.directory);
    var old = rig.line("of old");
    try (var writer =
        RecordWriter.create(
            rig.directory.resolve("00000007.vjflight"), rig.now().toEpochMilli(), () -> 0)) {
      writer.write(new Recorded.Datagram(0, "test", FlightRig.message("/old", 1)));
      writer.write(new Recorded.Log(old));
      writer.write(new Recorded.Change(rig.now(), "audio_analyzer", "old"));
      writer.flush();
    }
    rig.pass(SECOND);
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.notes.add(new Recorded.Log(old)); // as the log begins, of which it knows this
    rig.osc("/new", 2);
    rig.log("new");
    recorder.turn();

    assertEquals(List.of("state old", "log of old", "/old", "log new", "/new"), rig.recorded());
  }
}
