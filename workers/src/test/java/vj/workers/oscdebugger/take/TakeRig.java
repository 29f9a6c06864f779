package vj.workers.oscdebugger.take;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.bus.control.NobodyThere;
import vj.bus.worker.WorkerCommand;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.Sender;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.RecordWriter;
import vj.workers.oscdebugger.record.Recorded;
import vj.workers.oscdebugger.record.Recorded.Datagram;

/// A desk with a ring and a folder, without the worker around it.
final class TakeRig implements AutoCloseable {

  static final Sender AUDIO =
      new Sender("audio_analyzer", new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5000));

  final DatagramRing ring;
  final Path folder;
  final TakeDesk desk;

  TakeRig(Path folder) {
    this(folder, 10_000);
  }

  TakeRig(Path folder, int capacity) {
    this.ring = new DatagramRing(capacity, capacity * 200);
    this.folder = folder;
    this.desk = new TakeDesk(folder, ring);
    desk.start();
  }

  void capture(byte[] datagram) {
    capture(datagram, AUDIO);
  }

  void capture(byte[] datagram, Sender sender) {
    ring.append(ByteBuffer.wrap(datagram), sender, System.nanoTime(), System.currentTimeMillis());
  }

  /// `/n NUMBER`.
  static byte[] numbered(int number) {
    return ByteBuffer.allocate(12).put("/n\0\0,i\0\0".getBytes(UTF_8)).putInt(number).array();
  }

  static int number(byte[] numbered) {
    return ByteBuffer.wrap(numbered).getInt(8);
  }

  Answer ask(String name, Map<String, ?> fields) {
    WorkerCommand command =
        desk.commands().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return command
        .action()
        .answer(new Command("1", name, new LinkedHashMap<>(fields)), new NobodyThere());
  }

  /// The answer's data, of a command that has to succeed.
  Map<String, @Nullable Object> done(String name, Map<String, ?> fields) {
    Answer answer = ask(name, fields);
    assertTrue(answer.success(), () -> name + ": " + answer.message());
    Map<String, @Nullable Object> data = answer.data();
    return data == null ? Map.of() : data;
  }

  String refused(String name, Map<String, ?> fields) {
    Answer answer = ask(name, fields);
    assertTrue(!answer.success(), () -> name + " was done: " + answer.data());
    return String.valueOf(answer.message());
  }

  Map<String, @Nullable Object> state() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    desk.state(data);
    return data;
  }

  @SuppressWarnings("unchecked") // the test's own claim about the wire
  Map<String, @Nullable Object> state(String key) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(state().get(key), key);
  }

  @SuppressWarnings("unchecked") // as above
  List<Map<String, ?>> takes() {
    return (List<Map<String, ?>>) Objects.requireNonNull(done("list_takes", Map.of()).get("takes"));
  }

  Path file(String name) {
    return folder.resolve(name + ".vjtake");
  }

  /// A take as a recording would have left it.
  void write(String name, List<Datagram> datagrams, Duration length) throws IOException {
    Files.createDirectories(folder);
    try (RecordWriter writer = RecordWriter.create(file(name), 1_000, System::nanoTime)) {
      long bytes = 0;
      for (Datagram datagram : datagrams) {
        writer.write(datagram);
        bytes += datagram.bytes().length;
      }
      writer.write(new Recorded.End(length.toNanos(), datagrams.size(), bytes, 0));
      writer.flush();
    }
  }

  static List<Datagram> datagrams(Path file) throws IOException {
    List<Datagram> datagrams = new ArrayList<>();
    try (RecordReader reader = RecordReader.open(file)) {
      Optional<Recorded> next = reader.next();
      while (next.isPresent()) {
        if (next.get() instanceof Datagram datagram) {
          datagrams.add(datagram);
        }
        next = reader.next();
      }
    }
    return datagrams;
  }

  @Override
  public void close() {
    desk.close();
  }
}
