package vj.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vj.bus.status.FaultText;
import vj.bus.status.LogLines;
import vj.bus.status.ServiceManager;
import vj.bus.status.ServiceManager.Facts;
import vj.bus.status.ServiceManager.LogRequest;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;

/// The init system, the units and the journal.
record ServiceChecks(Shell shell, ServiceManager services) {

  private static final String INIT_SYSTEM = "init system";

  /// What makes the delays between restarts longer.
  private static final Pattern START_DELAY = Pattern.compile("ExecStartPre=.*/start-delay\\b.*");

  List<Finding> findings() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    try {
      Facts facts = services.facts();
      findings.add(Finding.ok(INIT_SYSTEM, facts.name() + ", its user manager answers"));
      findings.add(lingering(facts));
      for (ServiceUnit unit : services.list()) {
        findings.add(unit(unit));
        if (unit.installed()) {
          findings.add(sameVersion(unit));
          findings.add(delays(unit));
        }
      }
    } catch (IOException e) {
      findings.add(
          Finding.warn(
              INIT_SYSTEM,
              "cannot be asked: %s; nothing restarts workers but `vj up`"
                  .formatted(FaultText.of(e)),
              "log in as the user itself, not through su; without systemd: vj up"));
      return findings;
    }
    findings.add(journal());
    return findings;
  }

  private static Finding lingering(Facts facts) {
    return facts.startsWithoutLogin()
        ? Finding.ok("lingering", "enabled: workers run without a login")
        : Finding.warn(
            "lingering",
            "disabled: workers start with the first login and end with the last",
            "loginctl enable-linger");
  }

  private static Finding unit(ServiceUnit unit) {
    String subject = "unit " + unit.worker().unit();
    String name = unit.worker().shortName();
    return switch (unit.phase()) {
      case ABSENT -> Finding.warn(subject, "not installed", "install/install.sh");
      case BROKEN ->
          Finding.fail(
              subject,
              "cannot be used: " + unit.file(),
              "systemd-analyze --user verify " + unit.file());
      case FAILED ->
          Finding.fail(
              subject,
              unit.gaveUp()
                  ? "gave up after %d restarts: %s".formatted(unit.restarts(), unit.ending().text())
                  : "failed: " + unit.ending().text(),
              "vj logs %s; then vj start %s".formatted(name, name));
      case WAITING ->
          Finding.warn(
              subject, "waits to be restarted: " + unit.ending().text(), "vj logs " + name);
      case RUNNING, STARTING, STOPPING, STOPPED -> calm(subject, unit);
    };
  }

  private static Finding calm(String subject, ServiceUnit unit) {
    if (unit.outdated()) {
      return Finding.warn(
          subject, "its file has changed since systemd read it", "systemctl --user daemon-reload");
    }
    if (unit.phase() == Phase.STOPPED && unit.enabled()) {
      return Finding.warn(subject, "enabled, but stopped", "vj start " + unit.worker().shortName());
    }
    return Finding.ok(
        subject, unit.words().state() + (unit.enabled() ? ", enabled" : ", not enabled"));
  }

  /// The installed unit must be the one of this image, or an upgrade was left half done.
  private Finding sameVersion(ServiceUnit unit) {
    String subject = "unit file " + unit.worker().unit();
    Path ours = shell.image().units().resolve(unit.worker().unit() + ".service");
    try {
      String expected = Files.readString(ours).replace("@HOME@", shell.image().home().toString());
      String installed = Files.readString(Path.of(unit.file()), StandardCharsets.UTF_8);
      return expected.equals(installed)
          ? Finding.ok(subject, "as in this image")
          : Finding.warn(
              subject,
              "%s is not that of %s".formatted(unit.file(), shell.image().home()),
              "install/install.sh");
    } catch (IOException e) {
      return Finding.info(subject, "not compared: " + FaultText.of(e));
    }
  }

  private static Finding delays(ServiceUnit unit) {
    String subject = "restart delays " + unit.worker().unit();
    Path directory = Path.of(unit.file()).resolveSibling("vj-.service.d");
    try (Stream<String> backoff = Files.lines(directory.resolve("20-backoff.conf"))) {
      return backoff.anyMatch(line -> START_DELAY.matcher(line).matches())
          ? Finding.ok(subject, "by start-delay")
          : Finding.warn(
              subject,
              "no start-delay in 20-backoff.conf: every restart comes after 1 s",
              "install/install.sh");
    } catch (IOException | UncheckedIOException _) {
      return Finding.warn(subject, "no 20-backoff.conf in " + directory, "install/install.sh");
    }
  }

  private Finding journal() throws InterruptedException {
    try (LogLines lines = services.logs(new LogRequest(List.of(), 1, false))) {
      return lines.next().isPresent()
          ? Finding.ok("journal", "readable")
          : Finding.info("journal", "readable, and nothing in it");
    } catch (IOException e) {
      return Finding.warn(
          "journal",
          "cannot be read: %s".formatted(FaultText.of(e).lines().findFirst().orElse("")),
          "sudo usermod -aG systemd-journal \"$USER\", then log in again");
    }
  }
}
