package vj.workers.oscdebugger.flight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.Json;
import vj.bus.worker.ExitCode;
import vj.workers.oscdebugger.record.RecordReader;
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
            .startsWith(file + ": 99.5 s, 100 messages, 100 log lines, 100 state changes, "),
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
      seconds.add(((Number) ((List<?>) line.get("args")).getFirst()).longValue());
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
      dumps.add(lines(Files.readAllBytes(each)));
    }
    thread.interrupt();
    thread.join();

    for (List<Map<String, @Nullable Object>> lines : dumps) {
      assertEquals((long) lines.size() - 1, lines.getFirst().get("datagrams"));
      assertEquals(List.of(), lines.getFirst().get("problems"));
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
    try (Snapshot snapshot = Snapshot.of(new Segments(rig.directory));
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
  void compressesByTheName() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/a", 7);
    recorder.turn();
    Path compressed = rig.state.resolve("incident.jsonl.gz");

    assertEquals(ExitCode.OK, rig.dump(compressed.toString()).exit());

    try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(compressed)))) {
      assertEquals(2, lines(in.readAllBytes()).size());
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
  void nothingIsNoDump() throws Exception {
    FlightRig.Dumped dumped = rig.dump(file.toString());

    assertEquals(ExitCode.FAILED, dumped.exit());
    assertEquals("nothing is recorded in " + rig.directory + "\n", dumped.err());
    assertFalse(Files.exists(file));
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
    return lines(Files.readAllBytes(file));
  }

  private static List<Map<String, @Nullable Object>> lines(byte[] text) throws IOException {
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    for (String line : new String(text, UTF_8).lines().toList()) {
      lines.add(Json.object(line, "line " + lines.size()));
    }
    return lines;
  }

  private static double number(Map<String, @Nullable Object> line, String key) {
    return ((Number) java.util.Objects.requireNonNull(line.get(key), key)).doubleValue();
  }
}
