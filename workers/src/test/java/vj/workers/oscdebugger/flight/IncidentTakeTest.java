package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.worker.ExitCode;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded;

@Timeout(60)
class IncidentTakeTest {

  private final FlightRig rig;
  private final Path file;

  IncidentTakeTest() throws IOException {
    rig = FlightRig.open();
    file = rig.state.resolve("incident.jsonl");
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void makesATakeOfTheOsc() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    for (int i = 0; i < 100; i++) {
      rig.osc("/x", i);
      rig.log("no matter");
      recorder.turn();
      rig.pass(Duration.ofMillis(700));
    }
    rig.pass(Duration.ofHours(9)); // it was off
    rig.osc("/x", 100);
    recorder.turn();

    FlightRig.Dumped dumped = rig.dump(file.toString(), "--take", "incident-1");

    assertEquals(ExitCode.OK, dumped.exit(), dumped::err);
    assertTrue(Files.exists(file));
    assertEquals("take incident-1: 79.3 s, 101 datagrams", dumped.out().lines().toList().getLast());
    try (RecordReader take =
        RecordReader.open(rig.state.resolve("takes").resolve("incident-1.vjtake"))) {
      for (int i = 0; i <= 100; i++) {
        Recorded.Datagram datagram = (Recorded.Datagram) take.next().orElseThrow();
        long millis = i < 100 ? i * 700L : 99 * 700 + 10_000;
        assertEquals(millis * 1_000_000, datagram.nanos());
        assertArrayEquals(FlightRig.message("/x", i), datagram.bytes());
        assertEquals("audio_analyzer", datagram.sender());
      }
      Recorded.End end = (Recorded.End) take.next().orElseThrow();
      assertEquals(101, end.datagrams());
      assertEquals(Optional.empty(), take.next());
      assertTrue(take.complete());
    }
  }

  @Test
  void aTakeReplacesNoOther() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/x", 1);
    recorder.turn();
    Path other =
        Files.writeString(
            Files.createDirectories(rig.state.resolve("takes")).resolve("mine.vjtake"), "mine");

    assertEquals(ExitCode.FAILED, rig.dump("--take", "mine").exit());

    assertEquals("mine", Files.readString(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", ".hidden", "a/b", "../x", "a b", "ä", "a\n"})
  void aTakeHasANameThatIsNoPath(String name) throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/x", 1);
    recorder.turn();

    assertEquals(ExitCode.USAGE, rig.dump("--take", name).exit());

    assertFalse(Files.exists(rig.state.resolve("takes")));
  }
}
