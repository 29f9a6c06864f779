package vj.workers.oscdebugger.take;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.Acceptance;
import vj.bus.control.Json;
import vj.bus.telemetry.OscMessage;
import vj.bus.telemetry.OscMessage.TimeTag;
import vj.bus.telemetry.OscReader;
import vj.bus.telemetry.OscReceiver;
import vj.bus.worker.ExitCode;
import vj.bus.worker.WorkerTool;
import vj.workers.oscdebugger.record.Recorded.Datagram;

@Timeout(60)
class ExportToolTest {

  private static final long STEP_NANOS = 30_000_000;

  @TempDir private Path directory;
  private TakeRig rig;

  @BeforeEach
  void open() {
    rig = new TakeRig(directory);
  }

  private record Outcome(ExitCode code, String out, String err) {}

  private Outcome export(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    WorkerTool tool = ExportTool.of(directory);
    ExitCode code =
        tool.action()
            .run(List.of(arguments), new PrintStream(out, false, UTF_8), new PrintStream(err));
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /// One datagram each 30 ms.
  private void write(List<byte[]> datagrams) throws IOException {
    List<Datagram> timed = new ArrayList<>();
    for (byte[] datagram : datagrams) {
      timed.add(new Datagram((timed.size() + 1) * STEP_NANOS, "audio_analyzer", datagram));
    }
    rig.write("one", timed, Duration.ofSeconds(1));
  }

  @Test
  void oscsendfilePlaysWhatWasExportedAsItWas() throws Exception {
    Acceptance.needs("oscsendfile");
    write(
        Stream.concat(
                Osc.SAYABLE.subList(0, 3).stream(),
                Stream.concat(
                    Osc.UNSAYABLE.stream(), Osc.SAYABLE.subList(3, Osc.SAYABLE.size()).stream()))
            .toList());
    Outcome outcome = export("one", "oscsendfile");
    assertEquals(ExitCode.OK, outcome.code(), outcome.err());
    Path text = Files.writeString(directory.resolve("text"), outcome.out());

    List<OscMessage> played = new CopyOnWriteArrayList<>();
    List<Long> times = new CopyOnWriteArrayList<>();
    try (OscReceiver receiver = receiver(played, times)) {
      oscsendfile(receiver.port(), text);
      Awaitility.await().until(() -> played.size() >= Osc.SAYABLE.size());
    }

    List<OscMessage> sent = messages(Osc.SAYABLE);
    assertEquals(sent, played);
    double took = (times.getLast() - times.getFirst()) / 1e6;
    double expected = (Osc.SAYABLE.size() + Osc.UNSAYABLE.size() - 1) * STEP_NANOS / 1e6;
    assertEquals(expected, took, 100, "milliseconds");
    assertEquals(
        "left out 9 messages: oscsendfile has no text with spaces, symbols, blobs, time tags and"
            + " arrays\n",
        outcome.err());
  }

  @Test
  void oscdumpPrintsWhatOscsendfileReads() throws Exception {
    Acceptance.needs("oscsendfile", "oscdump");
    write(List.of(Osc.SAYABLE.get(2), Osc.SAYABLE.get(1), Osc.SAYABLE.get(3), Osc.SAYABLE.get(9)));
    Path text = Files.writeString(directory.resolve("text"), export("one", "oscsendfile").out());
    int port = unusedPort();
    Path printed = directory.resolve("printed");
    Process oscdump =
        new ProcessBuilder("oscdump", "-L", Integer.toString(port))
            .redirectOutput(printed.toFile())
            .start();
    try {
      Awaitility.await()
          .until(() -> {
            oscsendfile(port, text);
            return Files.readString(printed).contains("/last");
          });
    } finally {
      oscdump.destroy();
    }

    List<String> lines = Files.readAllLines(printed);
    List<String> last = lines.subList(lines.size() - 4, lines.size());
    assertEquals(
        List.of(
            "/karaoke/keywords/reset s \"Beyoncé::世界\"",
            "/karaoke/lyrics/reset ",
            "/empty sis \"\" -7 \"\"q\"\"",
            "/last i 1"),
        last.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList());
  }

  @Test
  void jsonLinesSayEverything() throws Exception {
    write(Stream.concat(Osc.UNSAYABLE.stream(), Osc.SAYABLE.stream()).toList());

    Outcome outcome = export("one", "jsonl");

    List<String> lines = outcome.out().lines().toList();
    assertEquals(new Outcome(ExitCode.OK, outcome.out(), ""), outcome);
    assertEquals(Osc.UNSAYABLE.size() + Osc.SAYABLE.size(), lines.size());
    assertEquals(
        Map.of(
            "time",
            0.03,
            "timestamp",
            1.03,
            "source",
            "audio_analyzer",
            "address",
            "/title",
            "types",
            "s",
            "args",
            List.of("two words")),
        Json.object(lines.getFirst(), "line"));
    assertEquals(
        List.of(Map.of("blob", "AAAAYw==")), Json.object(lines.get(2), "line").get("args"));
    assertEquals(List.of(List.of(1L, 2L)), Json.object(lines.get(4), "line").get("args"));
  }

  @Test
  void bundlesBecomeTheirMessages() throws Exception {
    byte[] message = Osc.SAYABLE.getLast();
    ByteBuffer bundle = ByteBuffer.allocate(16 + 2 * (4 + message.length));
    bundle.put("#bundle\0".getBytes(UTF_8)).putLong(1);
    bundle.putInt(message.length).put(message).putInt(message.length).put(message);
    write(List.of(bundle.array()));

    assertEquals(2, export("one", "oscsendfile").out().lines().count());
    assertEquals(2, export("one", "jsonl").out().lines().count());
  }

  @Test
  void aBundlesTimeIsInItsLines() throws Exception {
    byte[] message = Osc.SAYABLE.getLast();
    ByteBuffer bundle = ByteBuffer.allocate(16 + 4 + message.length);
    bundle.put("#bundle\0".getBytes(UTF_8));
    bundle.putLong(TimeTag.of(Instant.parse("2026-11-22T02:00:00.500Z")).ntp());
    bundle.putInt(message.length).put(message);
    write(List.of(bundle.array(), message));

    List<String> lines = export("one", "jsonl").out().lines().toList();

    assertEquals("2026-11-22T02:00:00.500Z", Json.object(lines.getFirst(), "line").get("time_tag"));
    assertFalse(Json.object(lines.getLast(), "line").containsKey("time_tag"));
  }

  @Test
  void whatCannotBeExportedIsSaid() throws Exception {
    write(Osc.SAYABLE);
    byte[] bytes = Files.readAllBytes(rig.file("one"));
    bytes[60] ^= 1;
    Files.write(rig.file("damaged"), bytes);
    Files.write(rig.file("empty"), new byte[0]);

    assertEquals(
        new Outcome(
            ExitCode.FAILED, "", "no take is called \"on\"; nearest: one, empty, damaged\n"),
        export("on", "jsonl"));
    assertEquals(ExitCode.USAGE, export("../one", "jsonl").code());
    assertEquals(
        new Outcome(ExitCode.FAILED, "", rig.file("empty") + " is not a recording\n"),
        export("empty", "jsonl"));
    Outcome damaged = export("damaged", "jsonl");
    assertEquals(Osc.SAYABLE.size() - 1, damaged.out().lines().count());
    assertTrue(damaged.err().startsWith("the take is damaged: "), damaged.err());
    for (String[] wrong : new String[][] {{}, {"one"}, {"one", "xml"}, {"one", "jsonl", "x"}}) {
      assertEquals(ExitCode.USAGE, export(wrong).code());
    }
  }

  @Test
  void whatIsNoOscIsCounted() throws Exception {
    write(List.of(Osc.SAYABLE.getFirst(), new byte[] {1, 2, 3}));

    Outcome outcome = export("one", "jsonl");

    assertEquals(1, outcome.out().lines().count());
    assertEquals("left out 1 datagrams that are no OSC\n", outcome.err());
  }

  @Test
  void aTakeThatIsBeingWrittenIsNotDamaged() throws Exception {
    write(Osc.SAYABLE);
    byte[] bytes = Files.readAllBytes(rig.file("one"));
    Files.write(rig.file("half"), Arrays.copyOf(bytes, bytes.length - 60));

    Outcome outcome = export("half", "jsonl");

    assertEquals(ExitCode.OK, outcome.code());
    assertEquals(
        "the take has no end: it is still being recorded, or was cut off\n", outcome.err());
    assertEquals(Osc.SAYABLE.size() - 1, outcome.out().lines().count());
  }

  @Test
  void aReaderThatGoesAwayEndsTheExport() throws Exception {
    List<Datagram> many = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      many.add(new Datagram(i, "me", Osc.SAYABLE.getLast()));
    }
    rig.write("long", many, Duration.ofSeconds(1));
    var closed =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            });

    ExitCode code =
        ExportTool.of(directory).action().run(List.of("long", "jsonl"), closed, System.err);

    assertEquals(ExitCode.FAILED, code);
  }

  private static OscReceiver receiver(List<OscMessage> played, List<Long> times)
      throws IOException {
    var receiver =
        new OscReceiver(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            (message, _, _, nanos) -> {
              played.add(message);
              times.add(nanos);
            });
    receiver.start();
    return receiver;
  }

  private static List<OscMessage> messages(List<byte[]> datagrams) throws Exception {
    List<OscMessage> messages = new ArrayList<>();
    for (byte[] datagram : datagrams) {
      messages.add(OscReader.read(ByteBuffer.wrap(datagram)).messages().getFirst().message());
    }
    return messages;
  }

  private static void oscsendfile(int port, Path text) throws Exception {
    Process process =
        new ProcessBuilder("oscsendfile", "127.0.0.1", Integer.toString(port), text.toString())
            .inheritIO()
            .start();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  private static int unusedPort() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
