package vj.install;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import vj.bus.control.ControlClient;

/// Kills a worker the hard way and prints how many milliseconds later another process answers
/// `get_state` on its socket. Runs as its user, in the container: a worker answers nobody else.
final class Comeback {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long POLL_NANOS = 5_000_000;

  private Comeback() {}

  public static void main(String[] arguments) throws IOException {
    Path socket = Path.of(arguments[0]);
    long pid = pid(socket);
    // Once more, so that nothing of the measurement is done for the first time in it.
    pid(socket);
    long killed = System.nanoTime();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    while (System.nanoTime() - killed < LIMIT.toNanos()) {
      try {
        if (pid(socket) != pid) {
          System.out.println((System.nanoTime() - killed) / 1_000_000);
          return;
        }
      } catch (IOException _) {
        // nobody there yet
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IOException("nobody answers on " + socket);
  }

  private static long pid(Path socket) throws IOException {
    try (ControlClient client = ControlClient.connect(socket)) {
      Object data = client.ask("get_state", Map.of(), Duration.ofSeconds(5)).data();
      return ((Number)
              Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(data)).get("pid")))
          .longValue();
    }
  }
}
