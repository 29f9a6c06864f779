package vj.workers.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import vj.bus.Acceptance;

/// A PulseAudio daemon of a test's own: private directories and socket, no hardware, and null sinks
/// whose monitors can be captured. Ends with [#close], and everything that it started with it.
public final class PulseServer implements AutoCloseable {

  private final Path home;
  private final List<String> sinks;
  private final List<Process> players = new ArrayList<>();
  private Process daemon;

  private PulseServer(Path home, List<String> sinks, Process daemon) {
    this.home = home;
    this.sinks = sinks;
    this.daemon = daemon;
  }

  /// Starts a daemon, or skips the test where there is none.
  ///
  /// @param sinks names of null sinks, captured as `NAME.monitor`, called `Monitor of NAME`
  public static PulseServer start(String... sinks) throws IOException {
    Acceptance.needs("pulseaudio", "pactl", "parec", "pacat");
    Path home = Files.createTempDirectory(Path.of("/tmp"), "vj");
    PulseServer server = new PulseServer(home, List.of(sinks), launch(home, List.of(sinks)));
    server.awaitAnswer();
    return server;
  }

  /// What a client needs in its environment to find this server and no other.
  public Map<String, String> environment() {
    return environment(home);
  }

  /// The daemon dies as if by a crash.
  public void kill() {
    daemon.destroyForcibly();
  }

  /// The daemon hangs: takes no more part in anything but stays.
  public void hang() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", Long.toString(daemon.pid())).start().waitFor();
  }

  /// Another daemon in the place of one that was killed.
  public void startAgain() throws IOException, InterruptedException {
    daemon.waitFor();
    Files.deleteIfExists(home.resolve("native"));
    daemon = launch(home, sinks);
    awaitAnswer();
  }

  /// Takes a sink away with its monitor, as a device is unplugged.
  public void unplug(String sink) throws IOException, InterruptedException {
    for (String line : pactl("list", "short", "modules").lines().toList()) {
      if (line.contains("sink_name=" + sink)) {
        pactl("unload-module", line.split("\t", -1)[0]);
      }
    }
  }

  /// Adds a sink with its monitor, or one that was unplugged, at a rate of its own.
  public void plug(String sink, int sampleRate) throws IOException, InterruptedException {
    pactl(
        "load-module",
        "module-null-sink",
        "sink_name=" + sink,
        "rate=" + sampleRate,
        "sink_properties=device.description=" + sink);
  }

  public String pactl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("pactl"));
    command.addAll(List.of(arguments));
    Process process = client(command).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed: " + printed);
    }
    return printed;
  }

  /// Plays a raw file (s16le, 48 kHz, stereo) into a sink; it ends with the server at the latest.
  public void play(String sink, Path raw) throws IOException {
    players.add(
        client(
                List.of(
                    "pacat",
                    "--playback",
                    "--raw",
                    "--rate=48000",
                    "--latency-msec=30",
                    "--device=" + sink,
                    raw.toString()))
            .start());
  }

  @Override
  public void close() throws IOException {
    players.forEach(Process::destroyForcibly);
    daemon.destroyForcibly();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Process launch(Path home, List<String> sinks) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "pulseaudio",
                "-n",
                "--daemonize=no",
                "--system=false",
                "--exit-idle-time=-1",
                "--disable-shm=yes",
                "--use-pid-file=no"));
    command.add(
        "--load=module-native-protocol-unix socket=%s/native auth-anonymous=1".formatted(home));
    for (String sink : sinks) {
      command.add(
          "--load=module-null-sink sink_name=%s rate=48000 sink_properties=device.description=%s"
              .formatted(sink, sink));
    }
    command.add("--load=module-always-sink");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment(home));
    return builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
  }

  private static Map<String, String> environment(Path home) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("HOME", home.toString());
    environment.put("XDG_RUNTIME_DIR", home.toString());
    environment.put("PULSE_SERVER", "unix:" + home.resolve("native"));
    environment.remove("PULSE_SOURCE");
    return environment;
  }

  private ProcessBuilder client(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment());
    return builder.redirectErrorStream(true);
  }

  private void awaitAnswer() {
    Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .until(() -> client(List.of("pactl", "info")).start().waitFor() == 0);
  }
}
