package vj.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.install.SystemdContainer.Outcome;

/// install.sh over an installation that is there already, on a real systemd.
@Timeout(120)
final class UpgradeIT {

  private static final String INSTALL = "/checkout/install/install.sh ";

  /// A copy of the image that counts as another version, with something changed in it.
  private static final String OTHER_VERSION =
      "cp -Rp /checkout/install/target/image other && echo other >>other/lib/image-id && ";

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
  void upgradesARunningWorker() throws Exception {
    container.run(INSTALL);
    String pid = container.show("MainPID", "vj-audio");
    container.run(
        "mkdir -p .config/systemd/user/vj-audio.service.d && printf"
            + " '[Service]\\nEnvironment=MINE=1\\n'"
            + " >.config/systemd/user/vj-audio.service.d/mine.conf");

    container.run(OTHER_VERSION + "other/share/install/install.sh");

    assertNotEquals(pid, container.show("MainPID", "vj-audio"));
    assertEquals("active", container.show("ActiveState", "vj-audio"));
    assertTrue(container.show("Environment", "vj-audio").contains("MINE=1"));
    assertEquals("1", container.run("ls -d .local/lib/vj-* | wc -l"));
  }

  @Test
  void leavesAStoppedWorkerStoppedInAnUpgrade() throws Exception {
    container.run(INSTALL + "&& systemctl --user stop vj-audio");

    container.run(OTHER_VERSION + "other/share/install/install.sh");

    assertEquals("inactive", container.show("ActiveState", "vj-audio"));
  }

  @Test
  void putsTheOldVersionBackIfTheNewOneDoesNotComeUp() throws Exception {
    container.run(INSTALL);
    String version = container.run("readlink .local/lib/vj");

    Outcome failed =
        container.attempt(
            OTHER_VERSION
                + "printf '#!/bin/sh\\n[ \"$2\" = --check ] && exit; echo broken on purpose; exit"
                + " 70\\n' >other/bin/vj-worker && other/share/install/install.sh");

    assertEquals(1, failed.exitCode(), failed.output());
    assertTrue(failed.output().contains("the version before runs on"), failed.output());
    assertTrue(failed.output().contains("broken on purpose"), failed.output());
    assertEquals(version, container.run("readlink .local/lib/vj"));
    assertEquals("active", container.show("ActiveState", "vj-audio"));
    assertEquals("1", container.run("ls -d .local/lib/vj-* | wc -l"));
  }

  @Test
  void leavesARunningWorkerAloneThatWouldNotStartAgain() throws Exception {
    container.run(INSTALL);
    String version = container.run("readlink .local/lib/vj");
    String pid = container.show("MainPID", "vj-audio");
    container.run("echo '{\"frame_rate\": 9999}' >.config/vj/audio.json");

    Outcome refused = container.attempt(OTHER_VERSION + "other/share/install/install.sh");

    assertEquals(1, refused.exitCode(), refused.output());
    assertTrue(refused.output().contains("9999"), refused.output());
    assertTrue(refused.output().contains("It runs on"), refused.output());
    assertEquals(pid, container.show("MainPID", "vj-audio"));
    assertEquals(version, container.run("readlink .local/lib/vj"));
    assertEquals("1", container.run("ls -d .local/lib/vj-* | wc -l"));
  }

  @Test
  void finishesAnUpgradeThatWasInterruptedBeforeTheRestart() throws Exception {
    container.run(INSTALL);
    String pid = container.show("MainPID", "vj-audio");
    // No other way to stop it right there: the restart itself ends it.
    container.attempt(
        OTHER_VERSION
            + "mkdir bin && printf '#!/bin/sh\\ncase $* in *try-restart*) kill -9 $PPID;; *) exec"
            + " /usr/bin/systemctl \"$@\";; esac\\n' >bin/systemctl && chmod +x bin/systemctl"
            + " && PATH=$HOME/bin:$PATH other/share/install/install.sh");
    assertEquals("2", container.run("ls -d .local/lib/vj-* | wc -l"));
    assertEquals(pid, container.show("MainPID", "vj-audio"));

    container.run("other/share/install/install.sh");

    assertNotEquals(pid, container.show("MainPID", "vj-audio"));
    assertEquals("active", container.show("ActiveState", "vj-audio"));
    assertEquals("1", container.run("ls -d .local/lib/vj-* | wc -l"));
  }

  @Test
  void leavesTheTargetDisabledInAnUpgrade() throws Exception {
    container.run(INSTALL + "&& systemctl --user disable --now vj.target");

    container.run(OTHER_VERSION + "other/share/install/install.sh");

    assertEquals("disabled", container.attempt("systemctl --user is-enabled vj.target").output());
    assertEquals("inactive", container.show("ActiveState", "vj-audio"));
  }

  @Test
  void keepsTheVersionThatSomethingStillRunsFrom() throws Exception {
    container.run(INSTALL + "--no-enable");
    String version = container.run("readlink .local/lib/vj");
    container.run(
        "mkdir hidden && ln -s /bin/false hidden/pgrep &&"
            + " (VJ_BUS_DIR=$HOME/bus vj-worker audio --set source=demo >by-hand.log 2>&1 &)"
            + " && until ls bus/*.sock >/dev/null 2>&1; do sleep 0.1; done");

    String upgraded =
        container.run(
            OTHER_VERSION + "PATH=$HOME/hidden:$PATH other/share/install/install.sh --no-enable");
    Outcome refused = container.attempt(INSTALL + "--uninstall");

    assertTrue(upgraded.contains("something still runs from"), upgraded);
    container.run("test -x .local/lib/" + version + "/runtime/bin/java");
    assertEquals(1, refused.exitCode(), refused.output());
    assertTrue(refused.output().contains("end them first (kill "), refused.output());
    container.run("kill $(pgrep -u vj java) && while pgrep -u vj java; do sleep 0.1; done");
    container.run(INSTALL + "--uninstall");
    assertEquals("", container.run("find .local/lib .local/bin 2>/dev/null || true"));
  }
}
