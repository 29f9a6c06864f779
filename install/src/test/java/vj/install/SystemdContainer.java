package vj.install;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import vj.bus.Acceptance;

/// A throw-away systemd in a container over this machine's own files: no network, the checkout
/// read-only at `/checkout`, a lingering user `vj` whose manager runs. Nothing outlives `close`.
final class SystemdContainer implements AutoCloseable {

  private static final Duration BOOT_LIMIT = Duration.ofSeconds(60);
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private final Process nspawn;
  private final Path console;
  private final List<String> enter;

  private SystemdContainer(Process nspawn, Path console, List<String> enter) {
    this.nspawn = nspawn;
    this.console = console;
    this.enter = enter;
  }

  /// Skips or fails the running test where no container can be booted.
  static SystemdContainer boot() throws IOException {
    Acceptance.needs("systemd-nspawn", "nsenter", "unshare", "runuser");
    Acceptance.needs("root" /* see below */);
    throw new IOException();
  }

  @Override
  public void close() {}
}
