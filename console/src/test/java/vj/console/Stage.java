package vj.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import vj.bus.control.SocketDirectory;
import vj.bus.status.FakePrograms;

/// A short-lived world for one test: directories, fake programs, an image with a fake `vj-worker`,
/// and `vj` itself without a process of its own.
final class Stage implements AutoCloseable {

  static final String NO_BUS = "echo 'Failed to connect to bus: No medium found' >&2; exit 1";

  private final Path root;
  private final FakePrograms programs;
  private final FakePrograms image;
  private final Map<String, String> environment;
  private String typed = "";
  private Terminal terminal = Terminal.NONE;

  private Stage(Path root) throws IOException {
    this.root = root;
    this.programs = new FakePrograms(Files.createDirectory(root.resolve("path")));
    this.image = new FakePrograms(Files.createDirectories(root.resolve("image/bin")));
    Map<String, String> more = new HashMap<>();
    more.put("VJ_BUS_DIR", root.resolve("bus").toString());
    more.put("VJ_CONFIG_DIR", root.resolve("config").toString());
    more.put("VJ_STATE_DIR", root.resolve("state").toString());
    more.put("VJ_CACHE_DIR", root.resolve("cache").toString());
    this.environment = programs.environment(more);
  }

  /// What the next runs find on standard input.
  Stage typing(String text) {
    typed = text;
    return this;
  }

  /// What the next runs print goes to a terminal, without colours.
  Stage onTerminal() {
    terminal = new Terminal(true, false, true);
    return this;
  }

  /// Without an init system.
  static Stage open() throws IOException {
    Stage stage = new Stage(Files.createTempDirectory(Path.of("/tmp"), "vj"));
    stage.programs.program("systemctl", NO_BUS);
    stage.sockets().prepare();
    return stage;
  }

  FakePrograms programs() {
    return programs;
  }

  /// The programs of the image: `vj-worker`.
  FakePrograms image() {
    return image;
  }

  Path root() {
    return root;
  }

  Map<String, String> environment() {
    return environment;
  }

  SocketDirectory sockets() {
    return SocketDirectory.locate(environment);
  }

  Shell shell(PrintWriter out, PrintWriter err) {
    return new Shell(
        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
        out,
        err,
        environment,
        terminal,
        new Image(root.resolve("image")));
  }

  /// One run of the command.
  Outcome vj(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Vj.run(shell(new PrintWriter(out), new PrintWriter(err)), arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  record Outcome(int exitCode, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
