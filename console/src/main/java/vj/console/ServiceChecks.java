package vj.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.LogLines;
import vj.bus.status.ServiceManager;
import vj.bus.status.ServiceManager.Facts;
import vj.bus.status.ServiceManager.LogRequest;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.SystemdHost;
import vj.bus.status.WorkerStatus;

/// The init system, the units and the journal.
///
/// @param persistent the directory of a journal that survives a reboot
record ServiceChecks(
    Image image, Examined examined, ServiceManager services, SystemdHost host, Path persistent) {

  static final Path PERSISTENT_JOURNAL = Path.of("/var/log/journal");

  private static final String INIT_SYSTEM = "init system";
  private static final String JOURNAL = "journal";

  /// The first with delays between restarts of its own.
  private static final int OWN_BACKOFF = 254;

  List<Finding> findings() throws InterruptedException {
    Facts facts;
    try {
      facts = services.facts();
    } catch (IOException e) {
      return List.of(
          Finding.warn(
              INIT_SYSTEM,
              "cannot be asked: %s; nothing restarts workers but `vj up`"
                  .formatted(FaultText.of(e)),
              "log in as the user itself, not through su; without systemd: vj up"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok(INIT_SYSTEM, facts.name() + ", its user manager answers"));
    if (facts.version() > 0 && facts.version() < OWN_BACKOFF) {
      findings.add(
          Finding.info(
              INIT_SYSTEM, facts.name() + " knows no growing delays; start-delay makes them"));
    }
    findings.add(lingering());
    UnitFileChecks files = new UnitFileChecks(image, dropIns(findings));
    for (WorkerStatus worker : examined.snapshot().workers()) {
      Optional<ServiceUnit> unit = worker.unit();
      unit.map(ServiceChecks::unit).ifPresent(findings::add);
      unit.filter(ServiceUnit::installed).map(files::of).ifPresent(findings::addAll);
    }
    findings.add(journal());
    return findings;
  }

  private Map<WorkerName, List<Path>> dropIns(List<Finding> findings) {
    try {
      return host.dropIns();
    } catch (IOException e) {
      findings.add(Finding.info("drop-ins", "not known: " + FaultText.of(e)));
      return Map.of();
    }
  }

  private Finding lingering() {
    Optional<Boolean> lingers = services.startsWithoutLogin();
    if (lingers.isEmpty()) {
      return Finding.info("lingering", "not known: loginctl does not say");
    }
    return lingers.get()
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

  private Finding journal() throws InterruptedException {
    try (LogLines lines = services.logs(new LogRequest(List.of(), 1, false))) {
      boolean any = lines.next().isPresent();
      if (Files.notExists(persistent)) {
        return Finding.hint(
            JOURNAL,
            "kept in memory only: after a reboot nobody knows what happened before",
            "sudo mkdir -p %s && sudo systemctl restart systemd-journald".formatted(persistent));
      }
      return any
          ? Finding.ok(JOURNAL, "readable")
          : Finding.info(JOURNAL, "readable, and nothing in it");
    } catch (IOException e) {
      return Finding.warn(
          JOURNAL,
          "cannot be read: %s".formatted(FaultText.of(e).lines().findFirst().orElse("")),
          "sudo usermod -aG systemd-journal \"$USER\", then log in again");
    }
  }
}
