package vj.workers.playback.mpris;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A session bus of a test's own, at a path that stays when it dies.
final class BusDaemon implements AutoCloseable {

  private final Path home;
  private Process process;

  private BusDaemon(Path home, Process process) {
    this.home = home;
    this.process = process;
  }

  static BusDaemon start() throws IOException {
    Path home = Files.createTempDirectory(Path.of("/tmp"), "vj");
    var daemon = new BusDaemon(home, launch(home));
    daemon.awaitAnswer();
    return daemon;
  }

  Path socket() {
    return home.resolve("bus");
  }

  Path home() {
    return home;
  }

  Map<String, String> environment() {
    return Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket());
  }

  Process process() {
    return process;
  }

  void kill() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    Files.deleteIfExists(socket());
  }

  void startAgain() throws IOException {
    process = launch(home);
    awaitAnswer();
  }

  private static Process launch(Path home) throws IOException {
    return new ProcessBuilder(
            "dbus-daemon",
            "--session",
            "--nofork",
            "--nopidfile",
            "--address=unix:path=" + home.resolve("bus"))
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("log").toFile())
        .start();
  }

  private void awaitAnswer() {
    Awaitility.await()
        .atMost(10, TimeUnit.SECONDS)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> {
          BusConnection.open(socket()).close();
          return true;
        });
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
