package vj.install;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vj.bus.Acceptance;

/// A throw-away systemd over this machine's own files: no network, the checkout read-only at
/// `/checkout`, and a lingering user `vj` whose manager runs. Nothing outlives `close`.
final class SystemdContainer implements AutoCloseable {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final Duration BOOT_LIMIT = Duration.ofMinutes(1);
  private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(2);

  private final Process nspawn;
  private final Path console;
  private List<String> asUser = List.of();

  private SystemdContainer(Process nspawn, Path console) {
    this.nspawn = nspawn;
    this.console = console;
  }

  /// Skips or fails the running test where no container can be booted.
  static SystemdContainer boot() throws Exception {
    Acceptance.needs("systemd-nspawn", "unshare", "nsenter", "runuser");
    Acceptance.needs(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "root, for a container");
    Path console = Files.createTempFile("vj-container", ".log");
    Process nspawn =
        new ProcessBuilder(
                "unshare",
                // the container's processes live in a namespace that ends with nspawn, its init
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "--mount",
                "--propagation",
                "private",
                CHECKOUT.resolve("install/src/test/container/boot.sh").toString(),
                CHECKOUT.toString())
            .redirectErrorStream(true)
            .redirectOutput(console.toFile())
            .start();
    var container = new SystemdContainer(nspawn, console);
    boolean up = false;
    try {
      container.enter();
      up = true;
      return container;
    } finally {
      if (!up) {
        container.close();
      }
    }
  }

  /// What a script did: its exit code and both its outputs, in the order they came.
  record Outcome(int exitCode, String output) {}

  /// Runs a script as the user, in the user's home.
  Outcome attempt(String script) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(asUser);
    command.addAll(List.of("sh", "-c", "cd && " + script));
    Path output = Files.createTempFile("vj-script", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .start();
      if (!process.waitFor(SCRIPT_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        return new Outcome(124, Files.readString(output) + "\n(still running; ended)");
      }
      return new Outcome(process.exitValue(), Files.readString(output).strip());
    } finally {
      Files.delete(output);
    }
  }

  /// Runs a script that has to succeed, and returns what it printed.
  String run(String script) throws IOException, InterruptedException {
    Outcome outcome = attempt(script);
    assertEquals(0, outcome.exitCode(), () -> script + "\n" + outcome.output());
    return outcome.output();
  }

  /// One property of a user unit.
  String show(String property, String unit) throws IOException, InterruptedException {
    return run("systemctl --user show --value --property %s %s".formatted(property, unit));
  }

  /// Ending `unshare` ends nspawn, the first process of a process namespace; the kernel ends
  /// everything else in there.
  @Override
  public void close() {
    nspawn.destroyForcibly();
    try {
      nspawn.waitFor();
      Files.deleteIfExists(console);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void enter() throws Exception {
    long first =
        await("the container's first process")
            .atMost(BOOT_LIMIT)
            .pollInterval(Duration.ofMillis(50))
            .failFast(this::checkAlive)
            .until(this::firstProcess, pid -> pid > 0);
    asUser = userCommand(first);
    await("the user's manager")
        .atMost(BOOT_LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .failFast(this::checkAlive)
        .until(() -> attempt("systemctl --user is-system-running").output(), this::isUp);
  }

  /// Some unit of the machine's own may have failed in here: that is `degraded`, and good enough.
  private boolean isUp(String answer) {
    return answer.equals("running") || answer.equals("degraded");
  }

  private long firstProcess() {
    return nspawn
        .descendants()
        .filter(SystemdContainer::isFirst)
        .mapToLong(ProcessHandle::pid)
        .findAny()
        .orElse(0);
  }

  /// It is the first in a namespace within nspawn's namespace.
  private static boolean isFirst(ProcessHandle process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .anyMatch(line -> line.matches("NSpid:(\t\\d+)*\t\\d+\t\\d+\t1"));
    } catch (IOException _) {
      return false; // ended meanwhile
    }
  }

  private static List<String> userCommand(long first) throws IOException, InterruptedException {
    List<String> inside = List.of("nsenter", "--target", Long.toString(first), "--all", "--");
    List<String> ask = new ArrayList<>(inside);
    ask.addAll(List.of("id", "-u", "vj"));
    Process id = new ProcessBuilder(ask).start();
    String uid = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, id.waitFor());

    List<String> command = new ArrayList<>(inside);
    command.addAll(List.of("runuser", "-u", "vj", "--", "env", "-i"));
    command.addAll(List.of("HOME=/home/vj", "USER=vj", "LOGNAME=vj", "LANG=C.UTF-8"));
    command.add("PATH=/home/vj/.local/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    command.add("XDG_RUNTIME_DIR=/run/user/" + uid);
    return command;
  }

  private void checkAlive() throws IOException {
    if (!nspawn.isAlive()) {
      fail("the container has ended:\n" + Files.readString(console));
    }
  }
}
