package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.worker.ExitCode;

/// What a dump makes of files that are damaged, deleted, or being written.
@Timeout(60)
class SnapshotTest {

  private final FlightRig rig;
  private final Path file;

  SnapshotTest() throws IOException {
    rig = FlightRig.open();
    file = rig.state.resolve("incident.jsonl");
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void hasBothRunsAfterACrashAndSaysWhatIsBetween() throws Exception {
    FlightRecorder before = rig.recorder(FlightRig.SMALL);
    rig.osc("/before", 1);
    before.turn(); // and it dies
    FlightRig again = FlightRig.in(rig.state);
    again.pass(Duration.ofSeconds(5));
    FlightRecorder after = again.recorder(FlightRig.SMALL);
    again.osc("/after", 1);
    after.turn();

    rig.dump(file.toString());

    List<Map<String, @Nullable Object>> lines = lines();
    assertEquals("/before", lines.get(1).get("address"));
    assertEquals("/after", lines.get(2).get("address"));
    assertEquals(
        List.of("nothing was recorded from 2027-01-15T08:00:00Z to 2027-01-15T08:00:05Z (5.0 s)"),
        lines.getFirst().get("problems"));
  }

  @Test
  void damagedSegmentsCostWhatIsDamaged() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    for (int second = 0; second < 150; second++) {
      rig.osc("/second", second);
      recorder.turn();
      rig.pass(Duration.ofSeconds(1));
    }
    recorder.end();
    List<Path> files = rig.files();
    byte[] flipped = Files.readAllBytes(files.get(0));
    flipped[flipped.length / 2] ^= 0x55;
    Files.write(files.get(0), flipped);
    byte[] whole = Files.readAllBytes(files.get(1));
    Files.write(files.get(1), java.util.Arrays.copyOf(whole, whole.length / 2));
    Files.write(files.get(2), new byte[0]);
    Files.writeString(files.get(3), "not a recording at all, but long enough to look at");

    FlightRig.Dumped dumped = rig.dump(file.toString());

    assertEquals(ExitCode.OK, dumped.exit(), dumped::err);
    List<Map<String, @Nullable Object>> lines = lines();
    List<Long> seconds = new ArrayList<>();
    for (Map<String, @Nullable Object> line : lines.subList(1, lines.size())) {
      List<?> args = assertInstanceOf(List.class, line.get("args"));
      seconds.add(((Number) args.getFirst()).longValue());
    }
    assertTrue(seconds.contains(0L), "before the damage");
    assertTrue(seconds.contains(31L), "before the cut");
    assertTrue(seconds.contains(149L), "the last");
    assertTrue(seconds.size() > 60 && seconds.size() < 75, seconds::toString);
    String problems = String.valueOf(lines.getFirst().get("problems"));
    assertTrue(problems.contains("00000001.vjflight: "), problems);
    assertTrue(problems.contains("bytes are damaged"), problems);
    assertTrue(problems.contains("00000003.vjflight"), problems);
    assertTrue(problems.contains("00000004.vjflight is not a recording"), problems);
    assertTrue(dumped.err().contains("damaged"), "people are told");
  }

  @Test
  void isWholeWhileTheRecorderWrites() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/first", 0);
    recorder.turn();
    var writing =
        new FutureTask<>(() -> {
          for (int turn = 0; !Thread.currentThread().isInterrupted(); turn++) {
            for (int i = 0; i < 200; i++) {
              rig.osc("/x", turn);
            }
            rig.pass(Duration.ofMillis(250));
            recorder.turn(); // the bytes' limit is soon reached: the oldest are deleted
          }
          return true;
        });
    Thread thread = new Thread(writing, "writing");
    thread.start();

    List<List<Map<String, @Nullable Object>>> dumps = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Path each = rig.state.resolve(i + ".jsonl");
      assertEquals(ExitCode.OK, rig.dump(each.toString()).exit());
      dumps.add(FlightRig.lines(Files.readAllBytes(each)));
    }
    thread.interrupt();
    thread.join();

    for (List<Map<String, @Nullable Object>> lines : dumps) {
      assertEquals((long) lines.size() - 1, lines.getFirst().get("datagrams"));
      List<?> problems = assertInstanceOf(List.class, lines.getFirst().get("problems"));
      assertTrue(
          problems.stream().allMatch(each -> String.valueOf(each).startsWith("OSC is there from")),
          problems::toString);
    }
    assertTrue(dumps.getLast().size() > 1);
  }

  @Test
  void readsSegmentsThatAreDeletedMeanwhile() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    for (int i = 0; i < 3; i++) {
      rig.osc("/x", i);
      recorder.turn();
      rig.pass(Duration.ofSeconds(31));
    }

    int read = 0;
    try (Snapshot snapshot = Snapshot.of(rig.directory);
        Merge merge = Merge.of(snapshot)) {
      for (Path each : rig.files()) {
        Files.delete(each);
      }
      while (merge.next().isPresent()) {
        read++;
      }
    }

    assertEquals(3, read);
  }

  @Test
  void nothingIsNoDump() throws Exception {
    FlightRig.Dumped dumped = rig.dump(file.toString());

    assertEquals(ExitCode.FAILED, dumped.exit());
    assertEquals("nothing is recorded in " + rig.directory + "\n", dumped.err());
    assertFalse(Files.exists(file));
  }

  private List<Map<String, @Nullable Object>> lines() throws IOException {
    return FlightRig.lines(Files.readAllBytes(file));
  }
}
