package vj.bus.control;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.Map;
import vj.bus.control.Message.Heartbeat;

/// A process that serves `demo` with the heap that the launcher gives most workers, ends as a
/// worker does when that is full, and says `ready`. Answers with what it was sent, or with `LARGE`
/// characters.
final class SmallHeapServer {

  static final int LARGE = 900_000;

  private static final String TEXT = "x".repeat(LARGE);

  /// As much as a worker keeps for itself.
  private static final int OWN_BYTES = 4 << 20;

  private static final Heartbeat HEARTBEAT = new Heartbeat("demo", 7, 1.5, Map.of());

  private SmallHeapServer() {}

  static Process start(Path directory) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xms3m",
            "-Xmn1m",
            "-Xmx24m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path").replace(File.pathSeparatorChar, ':'),
            SmallHeapServer.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws Exception {
    byte[] own = new byte[OWN_BYTES];
    SocketDirectory directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", args[0]));
    directory.prepare();
    try (SocketClaim claim = directory.claim("demo");
        ControlServer server = new ControlServer(claim, SmallHeapServer::answer, () -> HEARTBEAT)) {
      server.start();
      System.out.println("ready");
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream()); // ends when the test does
    } finally {
      Reference.reachabilityFence(own);
    }
  }

  private static Answer answer(Message.Command command, Connection connection) {
    return "large".equals(command.cmd())
        ? Answer.of(Map.of("text", TEXT))
        : TestBus.echo(command, connection);
  }
}
