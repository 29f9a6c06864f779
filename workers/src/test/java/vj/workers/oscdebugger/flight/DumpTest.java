package vj.workers.oscdebugger.flight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.status.LogLine;
import vj.bus.worker.ExitCode;
import vj.workers.oscdebugger.record.Recorded;

@Timeout(60)
class DumpTest {

  private final FlightRig rig;
  private final Path file;

  DumpTest() throws IOException {
    rig = FlightRig.open();
    file = rig.state.resolve("incident.jsonl");
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void hasEveryKindByTimeOverAllSegments() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    for (int second = 0; second < 100; second++) {
      var late = rig.line("of second " + second);
      rig.osc("/second/" + second, second);
      rig.pass(Duration.ofMillis(500));
      rig.change("half past second " + second);
      recorder.turn();
      rig.pass(Duration.ofMillis(500));
      rig.notes.add(new Recorded.Log(late)); // as a journal does: a second later, and a segment
    }
    recorder.turn();
    recorder.end();

    FlightRig.Dumped dumped = rig.dump(file.toString());

    assertEquals(ExitCode.OK, dumped.exit(), dumped::err);
    assertTrue(rig.files().size() > 3, "several segments");
    List<Map<String, @Nullable Object>> lines = lines();
    assertEquals(301, lines.size());
    double last = 0;
    for (Map<String, @Nullable Object> line : lines.subList(1, 301)) {
      double time = number(line, "timestamp");
      assertTrue(time >= last, line::toString);
      last = time;
    }
    assertEquals("of second 41", lines.get(1 + 41 * 3).get("text"));
    assertEquals("/second/41", lines.get(2 + 41 * 3).get("address"));
    assertEquals("half past second 41", lines.get(3 + 41 * 3).get("text"));
    assertTrue(
        dumped
            .out()
            .startsWith(file + ": 100.0 s, 100 messages, 100 log lines, 100 state changes, "),
        dumped::out);
  }

  @Test
  void beginsWithWhatIsInIt() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/a", 7);
    rig.log("hello");
    rig.pass(Duration.ofMillis(1_500));
    rig.change("status: running -> degraded");
    recorder.turn();

    rig.dump(file.toString());

    List<Map<String, @Nullable Object>> lines = lines();
    Map<String, @Nullable Object> header = lines.getFirst();
    assertEquals("dump", header.get("kind"));
    assertEquals(1.5, number(header, "seconds"));
    assertEquals(1L, header.get("datagrams"));
    assertEquals(1L, header.get("lines"));
    assertEquals(1L, header.get("changes"));
    assertEquals("2027-01-15T08:00:00Z", header.get("from"));
    assertEquals("2027-01-15T08:00:01.500Z", header.get("to"));
    assertEquals(List.of(), header.get("problems"));
    assertFalse(String.valueOf(header.get("host")).isBlank());
    assertEquals(
        List.of(
            Map.of(
                "kind", "log",
                "timestamp", 1_800_000_000.0,
                "level", "info",
                "worker", "audio_analyzer",
                "text", "hello"),
            Map.of(
                "kind", "osc",
                "timestamp", 1_800_000_000.0,
                "source", "audio_analyzer",
                "address", "/a",
                "types", "i",
                "args", List.of(7L)),
            Map.of(
                "kind", "state",
                "timestamp", 1_800_000_001.5,
                "worker", "audio_analyzer",
                "text", "status: running -> degraded")),
        lines.subList(1, lines.size()));
  }

  /// A worker that starts reads the log's latest lines, of whatever age.
  @Test
  void coversTheTimeThatWasWatchedWhateverTheAgeOfTheLogLines() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    LogLine old =
        new LogLine(
            rig.now().minus(Duration.ofDays(3)), LogLine.Level.INFO, "audio", "of last week");
    rig.notes.add(new Recorded.Log(old));
    recorder.turn();
    rig.pass(Duration.ofSeconds(7));
    rig.osc("/a", 7);
    recorder.turn();

    FlightRig.Dumped dumped = rig.dump(file.toString());

    Map<String, @Nullable Object> header = lines().getFirst();
    assertEquals(7.0, number(header, "seconds"));
    assertEquals("2027-01-15T08:00:00Z", header.get("from"));
    assertEquals("2027-01-15T08:00:07Z", header.get("to"));
    assertEquals(1L, header.get("lines"), "it is there all the same");
    assertTrue(dumped.out().startsWith(file + ": 7.0 s, "), dumped::out);
  }

  @Test
  void timesAreReadable() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.pass(Duration.ofNanos(1_500_000));
    rig.change("status: running");
    recorder.turn();

    rig.dump(file.toString());

    String text = Files.readString(file);
    assertTrue(text.contains("\"timestamp\":1800000000.001500,"), text);
  }

  @Test
  void compressesByTheName() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/a", 7);
    recorder.turn();
    Path compressed = rig.state.resolve("incident.jsonl.gz");

    assertEquals(ExitCode.OK, rig.dump(compressed.toString()).exit());

    try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(compressed)))) {
      assertEquals(2, FlightRig.lines(in.readAllBytes()).size());
    }
  }

  @Test
  void replacesNothing() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/a", 7);
    recorder.turn();
    Files.writeString(file, "precious");

    FlightRig.Dumped dumped = rig.dump(file.toString());

    assertEquals(ExitCode.FAILED, dumped.exit());
    assertEquals(file + ": exists already\n", dumped.err());
    assertEquals("precious", Files.readString(file));
    assertFalse(Files.exists(rig.state.resolve("incident.jsonl.part")));
  }

  @Test
  void whatAKilledDumpHasLeftIsInNobodysWay() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/a", 7);
    recorder.turn();
    Path part = Files.writeString(rig.state.resolve("incident.jsonl.part"), "x".repeat(10_000));

    assertEquals(ExitCode.OK, rig.dump(file.toString()).exit());

    assertEquals(2, lines().size());
    assertFalse(Files.exists(part));
  }

  @Test
  void everyMessageOfABundleHasItsLine() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    var bundle = new ByteArrayOutputStream();
    var out = new DataOutputStream(bundle);
    out.writeBytes("#bundle\0");
    out.writeLong(1);
    for (String address : List.of("/a", "/b")) {
      byte[] message = FlightRig.message(address, 1);
      out.writeInt(message.length);
      out.write(message);
    }
    rig.bytes(bundle.toByteArray());
    rig.bytes("no OSC".getBytes(UTF_8));
    recorder.turn();

    rig.dump(file.toString());

    List<Map<String, @Nullable Object>> lines = lines();
    assertEquals("/a", lines.get(1).get("address"));
    assertEquals("/b", lines.get(2).get("address"));
    assertEquals("6e6f204f5343", lines.get(3).get("bytes"));
    assertEquals(2L, lines.getFirst().get("datagrams"));
  }

  @Test
  void refusesACommandLineThatMakesNoSense() {
    for (String[] words :
        List.of(
            new String[] {},
            new String[] {"--take"},
            new String[] {"a", "b"},
            new String[] {"--loud", "a"})) {
      assertEquals(ExitCode.USAGE, rig.dump(words).exit());
    }
  }

  private List<Map<String, @Nullable Object>> lines() throws IOException {
    return FlightRig.lines(Files.readAllBytes(file));
  }

  private static double number(Map<String, @Nullable Object> line, String key) {
    return ((Number) java.util.Objects.requireNonNull(line.get(key), key)).doubleValue();
  }
}
