package vj.bus.control;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Heartbeat;

/// A bus directory of its own with one server in it, `demo`, for as long as a test needs it.
final class TestBus implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(5);

  /// Longer than any test: no heartbeat but where a test shortens it.
  private static final Duration NEVER = Duration.ofHours(1);

  final SocketDirectory directory;
  private final Path root;
  private Optional<ControlServer> server = Optional.empty();
  private Optional<SocketClaim> claim = Optional.empty();

  TestBus() throws IOException {
    // short: a socket's path has 107 bytes at most
    root = Files.createTempDirectory(Path.of("/tmp"), "vj");
    directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", root.resolve("bus").toString()));
  }

  ControlServer serve(CommandHandler handler) throws IOException {
    return serve(handler, ServerLimits.DEFAULT);
  }

  ControlServer serve(CommandHandler handler, ServerLimits limits) throws IOException {
    SocketClaim taken = directory.claim("demo");
    claim = Optional.of(taken);
    ControlServer made =
        new ControlServer(
            taken, TestBus::heartbeat, new Service("demo", handler, limits, System::nanoTime));
    server = Optional.of(made);
    made.heartbeatInterval(NEVER);
    made.start();
    return made;
  }

  static ServerLimits limits(Duration stall, Duration patience) {
    return new ServerLimits(64, stall, patience, Duration.ofMillis(100));
  }

  private static Heartbeat heartbeat() {
    return new Heartbeat("demo", 7, 1.5, Map.of("status", "running"));
  }

  Path socket() throws IOException {
    return directory.socket("demo");
  }

  ControlClient client() throws IOException {
    return ControlClient.connect(socket());
  }

  RawClient raw() throws IOException {
    return new RawClient(socket());
  }

  /// Answers with what it was sent.
  static Answer echo(Command command, Connection connection) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("cmd", command.cmd());
    data.put("fields", command.fields());
    return Answer.of(data);
  }

  @Override
  public void close() throws IOException {
    server.ifPresent(ControlServer::close);
    claim.ifPresent(SocketClaim::close);
    delete(directory.path());
    Files.deleteIfExists(root);
  }

  private static void delete(Path path) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        Files.delete(file);
      }
    } catch (NoSuchFileException e) {
      return;
    }
    Files.delete(path);
  }
}
