package vj.install;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.install.SystemdContainer.Outcome;

/// install.sh from the first installation to the last trace, on a real systemd.
@Timeout(120)
final class InstallIT {

  private static final String INSTALL = "/checkout/install/install.sh ";

  private SystemdContainer container;

  @BeforeEach
  void boot() throws Exception {
    container = SystemdContainer.boot();
  }

  @AfterEach
  void end() {
    container.close();
  }

  @Test
  void installsAndStartsTheWorkers() throws Exception {
    container.run("mkdir -p .config/vj && echo '{\"source\": \"demo\"}' >.config/vj/audio.json");

    String said = container.run(INSTALL);

    assertEquals("active", container.show("ActiveState", "vj-audio"), said);
    assertEquals("active", container.show("ActiveState", "vj.target"));
    assertEquals("enabled", container.run("systemctl --user is-enabled vj.target"));
    container.run("vj status");
  }

  @Test
  void installsASecondTimeWithoutRestartingAnything() throws Exception {
    container.run(INSTALL);
    String files = container.run("find .local .config | sort");
    String pid = container.show("MainPID", "vj-audio");

    container.run(INSTALL);

    assertEquals(files, container.run("find .local .config | sort"));
    assertEquals(pid, container.show("MainPID", "vj-audio"));
  }

  @Test
  void startsNothingIfToldNotTo() throws Exception {
    container.run(INSTALL + "--no-enable");

    assertEquals("inactive", container.show("ActiveState", "vj-audio"));
    assertEquals("disabled", container.attempt("systemctl --user is-enabled vj.target").output());
    container.run("systemctl --user start vj.target");
    assertEquals("active", container.show("ActiveState", "vj-audio"));
  }

  @Test
  void changesNothingInADryRun() throws Exception {
    String before = container.run("find . | sort");

    String said = container.run(INSTALL + "--dry-run");

    assertTrue(said.contains("would: "), said);
    assertEquals(before, container.run("find . | sort"));
  }

  @Test
  void refusesToOverwriteWhatIsNotItsOwn() throws Exception {
    container.run("mkdir -p .local/bin && echo mine >.local/bin/vj");

    Outcome refused = container.attempt(INSTALL);

    assertEquals(1, refused.exitCode());
    assertTrue(refused.output().contains("/home/vj/.local/bin/vj exists"), refused.output());
    assertEquals(".local/bin/vj", container.run("find .local ! -type d"));
  }

  @Test
  void repeatsAnUninstallationThatWasInterrupted() throws Exception {
    container.run(INSTALL);
    container.run(
        "systemctl --user stop vj.target && rm .local/share/systemd/user/vj-audio.service"
            + " && systemctl --user daemon-reload");

    container.run(INSTALL + "--uninstall");
    container.run(INSTALL + "--uninstall");

    assertEquals("", container.run("find .local .config -path '*systemd*vj*' -o -path '*lib/vj*'"));
  }

  @Test
  void findsTheUserManagerWithoutBeingTold() throws Exception {
    container.run("env -u XDG_RUNTIME_DIR " + INSTALL);

    assertEquals("active", container.show("ActiveState", "vj-audio"));
    container.run("env -u XDG_RUNTIME_DIR " + INSTALL + "--uninstall");
    assertEquals("", container.run("pgrep -u vj java || true"));
  }

  @Test
  void startsFromTheCacheOfTheImage() throws Exception {
    container.run(INSTALL + "--no-enable");

    // Without a cache that fits the JVM would start all the same, and slowly; `on` makes it an
    // error.
    String asked = "VJ_JAVA_OPTS='-XX:AOTMode=on -Xlog:class+load' vj-worker audio --check";
    String loaded = container.run(asked + " | grep ' vj.workers.Main '");
    Outcome without = container.attempt("rm .local/lib/vj/lib/vj.aot && " + asked);

    assertTrue(loaded.contains("source: shared objects file"), loaded);
    assertNotEquals(0, without.exitCode(), without.output());
  }

  @Test
  void uninstallsAllButConfigurationStateAndCache() throws Exception {
    container.run(INSTALL);
    container.run("echo '{}' >.config/vj/audio.json");

    String said = container.run(".local/lib/vj/share/install/install.sh --uninstall");

    assertTrue(said.contains("kept: /home/vj/.config/vj"), said);
    String left = container.run("find . ! -type d | sort");
    assertTrue(left.contains("./.config/vj/audio.json"), left);
    assertFalse(left.contains("systemd"), left);
    assertFalse(left.contains(".local/lib"), left);
    assertEquals("", container.run("pgrep -u vj java || true"));
    assertEquals("not-found", container.show("LoadState", "vj-audio"));
  }

  @Test
  void purgesEveryTrace() throws Exception {
    String before = container.run("find . | sort");
    container.run(INSTALL + "&& echo '{}' >.config/vj/audio.json");

    container.run(INSTALL + "--uninstall --purge");

    assertEquals(before, container.run("find . | sort"));
    assertEquals("", container.run("ls $XDG_RUNTIME_DIR | grep vj || true"));
  }

  @Test
  void worksWithoutAUserManager() throws Exception {
    String said = container.run("XDG_RUNTIME_DIR=/nonexistent " + INSTALL);

    assertTrue(said.contains("No systemd user manager answers here"), said);
    assertTrue(said.contains(".local/bin/vj-worker audio"), said);
    assertAll(
        () -> container.run("test -f .local/share/systemd/user/vj-audio.service"),
        () -> container.run("test -L .config/systemd/user/default.target.wants/vj.target"),
        () -> container.run("vj version"));
  }
}
