package vj.workers.oscdebugger.flight;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Json;
import vj.bus.status.LogLine;
import vj.bus.worker.ExitCode;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.Sender;
import vj.workers.oscdebugger.record.Recorded;

/// A state directory, a ring, and time that passes only when told to.
final class FlightRig implements AutoCloseable {

  /// Small enough that a test fills it.
  static final FlightLimits SMALL =
      new FlightLimits(
          Duration.ofMinutes(10), 4 << 20, 1 << 20, 1 << 20, Duration.ofSeconds(30), 256 << 10);

  private static final Sender AUDIO =
      new Sender("audio_analyzer", new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711));

  final Path state;
  final Path directory;
  final Notes notes = new Notes();
  final DatagramRing ring = new DatagramRing(100_000, 16 << 20);
  private final boolean owned;
  private long nanos = -5_000_000_000L;
  private long wallMicros = 1_800_000_000_000_000L;

  private FlightRig(Path state, boolean owned) {
    this.state = state;
    this.directory = FlightPart.directory(state);
    this.owned = owned;
  }

  static FlightRig open() throws IOException {
    return new FlightRig(Files.createTempDirectory(Path.of("/tmp"), "vj"), true);
  }

  static FlightRig in(Path state) {
    return new FlightRig(state, false);
  }

  FlightRecorder recorder(FlightLimits limits) {
    var clock = new FlightRecorder.Clock(() -> nanos, () -> now());
    return new FlightRecorder(ring, notes, directory, limits, clock);
  }

  Instant now() {
    return Snapshot.instant(wallMicros);
  }

  void pass(Duration time) {
    nanos += time.toNanos();
    wallMicros += time.toNanos() / 1_000;
  }

  /// Somebody sets the clock.
  void setWallClock(Duration by) {
    wallMicros += by.toNanos() / 1_000;
  }

  void osc(String address, int value) {
    bytes(message(address, value));
  }

  void bytes(byte[] datagram) {
    ring.append(ByteBuffer.wrap(datagram), AUDIO, nanos, wallMicros / 1_000);
  }

  void log(String text) {
    notes.add(new Recorded.Log(line(text)));
  }

  LogLine line(String text) {
    return new LogLine(now(), LogLine.Level.INFO, "audio", text);
  }

  void change(String text) {
    notes.add(new Recorded.Change(now(), "audio_analyzer", text));
  }

  static byte[] message(String address, int value) {
    byte[] text = address.getBytes(UTF_8);
    int padded = text.length / 4 * 4 + 4;
    return ByteBuffer.allocate(padded + 8)
        .put(text)
        .position(padded)
        .put(new byte[] {',', 'i', 0, 0})
        .putInt(value)
        .array();
  }

  /// All files in the recorder's directory.
  List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().toList();
    }
  }

  long bytesOnDisk() throws IOException {
    long bytes = 0;
    for (Path file : files()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /// Everything on disk by time, in short: `/a`, `log text`, `state text`.
  List<String> recorded() throws IOException {
    List<String> all = new ArrayList<>();
    try (Snapshot snapshot = Snapshot.of(directory);
        Merge merge = Merge.of(snapshot)) {
      for (Optional<Snapshot.Entry> next = merge.next(); next.isPresent(); next = merge.next()) {
        all.add(shortly(next.get()));
      }
    }
    return all;
  }

  private static String shortly(Snapshot.Entry entry) {
    return switch (entry.recorded()) {
      case Recorded.Datagram datagram -> {
        String text = new String(datagram.bytes(), UTF_8);
        yield text.substring(0, text.indexOf('\0'));
      }
      case Recorded.Log(LogLine line) -> "log " + line.text();
      case Recorded.Change(_, _, String text) -> "state " + text;
      case Recorded.End _ -> "end";
    };
  }

  static List<Map<String, @Nullable Object>> lines(byte[] dump) throws IOException {
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    for (String line : new String(dump, UTF_8).lines().toList()) {
      lines.add(Json.object(line, "line " + lines.size()));
    }
    return lines;
  }

  /// @param exit of the tool
  record Dumped(ExitCode exit, String out, String err) {}

  Dumped dump(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    ExitCode exit =
        DumpTool.of(Map.of("VJ_STATE_DIR", state.toString()))
            .action()
            .run(
                List.of(arguments),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    return new Dumped(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      try (Stream<Path> all = Files.walk(state)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
