package vj.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.ServiceUnit;

/// The files that the init system reads: whether they are those of this image, and what the user
/// has added to them.
///
/// @param dropIns what is added to each worker's unit
record UnitFileChecks(Image image, Map<WorkerName, List<Path>> dropIns) {

  /// What makes the delays between restarts longer.
  private static final Pattern START_DELAY = Pattern.compile("ExecStartPre=.*/start-delay\\b.*");

  /// Where a unit takes its program from.
  private static final Pattern PROGRAM =
      Pattern.compile("^ExecStart=\"?(.*?)/bin/vj-worker\\b", Pattern.MULTILINE);

  private static final String SHARED = "vj-.service.d";
  private static final String DIRECTORIES = "15-directories.conf";
  private static final String INSTALL = "install/install.sh";

  List<Finding> of(ServiceUnit unit) {
    List<Finding> findings = new ArrayList<>();
    findings.add(file(unit));
    findings.add(delays(unit));
    List<String> own = new ArrayList<>();
    for (Path dropIn : dropIns.getOrDefault(unit.worker(), List.of())) {
      if (!installed(unit, dropIn)) {
        own.add(dropIn.toString());
      }
    }
    if (!own.isEmpty()) {
      findings.add(
          Finding.hint(
              "drop-ins " + unit.worker().unit(),
              "changed by you: " + String.join(", ", own),
              "systemctl --user cat " + unit.worker().unit()));
    }
    return findings;
  }

  private static boolean installed(ServiceUnit unit, Path dropIn) {
    Path shared = Path.of(unit.file()).resolveSibling(SHARED);
    return shared.equals(dropIn.getParent());
  }

  /// The installed unit must be the one of this image, or an upgrade was left half done.
  private Finding file(ServiceUnit unit) {
    String subject = "unit file " + unit.worker().unit();
    Path file = Path.of(unit.file());
    try {
      String installed = Files.readString(file);
      Matcher program = PROGRAM.matcher(installed);
      String home = program.find() ? program.group(1) : "";
      if (!sameImage(Path.of(home))) {
        return Finding.warn(
            subject,
            "runs the workers of %s; this vj is of %s"
                .formatted(home.isEmpty() ? "another program" : home, image.home()),
            "%s, or use %s/bin/vj".formatted(INSTALL, home));
      }
      List<String> changed = new ArrayList<>();
      if (!same(file, unit.worker().unit() + ".service", home)) {
        changed.add(file.toString());
      }
      changed.addAll(changedDropIns(unit, home));
      return changed.isEmpty()
          ? Finding.ok(subject, "as in this image")
          : Finding.warn(
              subject,
              "not that of this version: " + String.join(", ", changed),
              INSTALL
                  + "; your own changes belong into a drop-in: systemctl --user edit "
                  + unit.worker().unit());
    } catch (IOException e) {
      return Finding.info(subject, "not compared: " + FaultText.of(e));
    }
  }

  /// The installed path is a link to the version that is in use.
  private boolean sameImage(Path home) throws IOException {
    return home.equals(image.home())
        || (Files.exists(home) && home.toRealPath().equals(image.home().toRealPath()));
  }

  private List<String> changedDropIns(ServiceUnit unit, String home) throws IOException {
    List<String> changed = new ArrayList<>();
    for (Path dropIn : dropIns.getOrDefault(unit.worker(), List.of())) {
      boolean ours = installed(unit, dropIn) && !dropIn.endsWith(DIRECTORIES);
      if (ours && !same(dropIn, SHARED + "/" + dropIn.getFileName(), home)) {
        changed.add(dropIn.toString());
      }
    }
    return changed;
  }

  private boolean same(Path installed, String name, String home) throws IOException {
    Path ours = image.units().resolve(name);
    return Files.exists(ours)
        && Files.readString(ours).replace("@HOME@", home).equals(Files.readString(installed));
  }

  private static Finding delays(ServiceUnit unit) {
    String subject = "restart delays " + unit.worker().unit();
    Path backoff = Path.of(unit.file()).resolveSibling(SHARED).resolve("20-backoff.conf");
    Optional<String> text = read(backoff);
    if (text.isEmpty()) {
      return Finding.warn(subject, "no 20-backoff.conf in " + backoff.getParent(), INSTALL);
    }
    return text.get().lines().anyMatch(line -> START_DELAY.matcher(line).matches())
        ? Finding.ok(subject, "by start-delay")
        : Finding.warn(
            subject, "no start-delay in 20-backoff.conf: every restart comes after 1 s", INSTALL);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
