package vj.workers.playback;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Another process at the same lock file: `take` and `release` on its standard input, an answer for
/// each on its standard output.
final class AirProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;

  private AirProcess(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static AirProcess start(Path directory, String source) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new AirProcess(
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AirProcess.class.getName(),
                directory.toString(),
                source)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /// Whether it has the air now.
  boolean take() throws IOException {
    return ask("take").equals("true");
  }

  void release() throws IOException {
    ask("release");
  }

  private String ask(String what) throws IOException {
    process.outputWriter().write(what + "\n");
    process.outputWriter().flush();
    return String.valueOf(answers.readLine());
  }

  /// As `kill -9`.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] args) throws IOException {
    try (Air air = new Air(Path.of(args[0]));
        BufferedReader asked =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = asked.readLine(); line != null; line = asked.readLine()) {
        if (line.equals("take")) {
          System.out.println(air.take(args[1]));
        } else {
          air.release();
          System.out.println("released");
        }
      }
    }
  }
}
