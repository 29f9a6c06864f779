package vj.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import vj.bus.status.FaultText;
import vj.bus.status.SystemdHost;

/// The clock. Nothing here runs by it, but servers refuse who comes from another year, and logs are
/// sorted by it.
record ClockChecks(Shell shell, SystemdHost host, InstantSource clock) {

  private static final String CLOCK = "clock";
  private static final String CURE = "sudo timedatectl set-ntp true";

  /// An image that came from another time zone or another machine may be this much ahead.
  private static final Duration TOLERANCE = Duration.ofDays(1);

  List<Finding> findings() throws IOException {
    Instant now = clock.instant();
    Optional<Instant> built = built();
    if (built.isPresent() && now.plus(TOLERANCE).isBefore(built.get())) {
      return List.of(
          Finding.fail(
              CLOCK,
              "wrong: it says %s, and this software was made on %s; servers (LRCLIB, Spotify)"
                      .formatted(day(now), day(built.get()))
                  + " cannot be trusted then, and are not",
              CURE));
    }
    return List.of(synchronised());
  }

  /// Empty without an image.
  private Optional<Instant> built() throws IOException {
    Path id = shell.image().home().resolve("lib/image-id");
    return Files.exists(id)
        ? Optional.of(Files.getLastModifiedTime(id).toInstant())
        : Optional.empty();
  }

  private Finding synchronised() {
    try {
      return host.clockSynchronised()
          .map(yes ->
              yes
                  ? Finding.ok(CLOCK, "follows a time server")
                  : Finding.hint(
                      CLOCK, "follows no time server: it drifts, or none is reached", CURE))
          .orElseGet(() -> Finding.info(CLOCK, "nobody can say whether it follows a time server"));
    } catch (IOException e) {
      return Finding.info(CLOCK, "not known whether it follows a time server: " + FaultText.of(e));
    }
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneId.systemDefault());
  }
}
