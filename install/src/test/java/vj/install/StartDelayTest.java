package vj.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// start-delay with a `systemctl` that answers what the test says and a `sleep` that only tells.
@Timeout(20)
final class StartDelayTest {

  private static final Path START_DELAY =
      Path.of("../units/systemd/backoff/start-delay").toAbsolutePath();

  /// What a run of a quarter of a minute and one of a minute look like in microseconds.
  private static final long SHORT_RUN = 15_000_000;

  private static final long HEALTHY_RUN = 60_000_000;

  @TempDir private Path programs;

  @ParameterizedTest
  @CsvSource({"0, ''", "1, ''", "2, sleep 1", "3, sleep 3", "4, sleep 7", "5, sleep 15"})
  void waitsWhatSystemdHasNotWaited(int restarts, String done) throws Exception {
    assertEquals(done, run(restarts, SHORT_RUN));
  }

  @Test
  void neverWaitsLongerThanHalfAMinute() throws Exception {
    assertEquals("sleep 29", run(6, SHORT_RUN));
    assertEquals("sleep 29", run(400, SHORT_RUN));
  }

  @Test
  void forgetsTheFailuresBeforeAHealthyMinute() throws Exception {
    assertEquals("systemctl --user reset-failed vj-audio.service", run(5, HEALTHY_RUN));
  }

  @Test
  void asksNothingFurtherAfterAFirstCrash() throws Exception {
    assertEquals("", run(1, HEALTHY_RUN));
  }

  @Test
  void startsWhateverSystemdAnswers() throws Exception {
    program("systemctl", "echo 'Failed to connect to bus' >&2; exit 1");

    assertEquals("", run());
  }

  private String run(int restarts, long micros) throws IOException, InterruptedException {
    program(
        "systemctl",
        """
        if [ "$2" = show ]; then
          echo NRestarts=%d
          echo ExecMainStartTimestampMonotonic=7000000
          echo ExecMainExitTimestampMonotonic=%d
        else
          echo systemctl "$@"
        fi\
        """
            .formatted(restarts, 7_000_000 + micros));
    return run();
  }

  private String run() throws IOException, InterruptedException {
    program("sleep", "echo sleep \"$@\"");
    var builder = new ProcessBuilder("/bin/sh", START_DELAY.toString(), "vj-audio.service");
    builder.environment().put("PATH", programs + ":/usr/bin:/bin");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String done = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return done.strip();
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
