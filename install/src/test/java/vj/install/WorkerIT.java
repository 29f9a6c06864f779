package vj.install;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.install.SystemdContainer.Outcome;

/// The installed audio worker as a unit: its frames, its end, its return.
@Timeout(120)
final class WorkerIT {

  private static final int MEASURED_SECONDS = 20;

  /// Frames in that time: 60 ± 0.6 a second.
  private static final int FEWEST = 59_4 * MEASURED_SECONDS / 10;

  private static final int MOST = 60_6 * MEASURED_SECONDS / 10;

  /// From kill -9 to the first answer of the next process.
  private static final int COMEBACK_LIMIT_MILLIS = 2500;

  private static SystemdContainer container;

  @BeforeAll
  static void install() throws Exception {
    container = SystemdContainer.boot();
    container.run("/checkout/install/install.sh --no-enable");
    // Half a minute of noise, which is never silent.
    container.run("sox -n -r 44100 -c 1 -b 16 show.wav synth 30 pinknoise gain -6");
  }

  @AfterAll
  static void end() {
    if (container != null) {
      container.close();
    }
  }

  @BeforeEach
  void clean() throws Exception {
    container.run(
        "systemctl --user stop vj-audio && rm -rf .config/systemd/user/vj-audio.service.d");
    container.run("systemctl --user daemon-reload && systemctl --user reset-failed 'vj-*'");
    source("file:/home/vj/show.wav?loop");
  }

  @Test
  void isAtWorkWhenStartReturns() throws Exception {
    container.run("systemctl --user start vj-audio");

    assertEquals("active", container.show("ActiveState", "vj-audio"));
    container.run("test -S $XDG_RUNTIME_DIR/vj-bus/audio_analyzer.sock");
  }

  @Test
  void sendsSixtyFramesASecondFromAFile() throws Exception {
    container.run("systemctl --user start vj-audio");

    int frames = frames();

    System.out.printf("acceptance: %d frames in %d s from a file%n", frames, MEASURED_SECONDS);
    assertTrue(frames >= FEWEST && frames <= MOST, frames + " frames");
  }

  @Test
  void sendsSixtyFramesASecondFromASoundServer() throws Exception {
    container.run(
        "pulseaudio --start --exit-idle-time=-1 -n --load=module-native-protocol-unix"
            + " --load='module-null-sink sink_name=show' >pulse.log 2>&1");
    container.run("pactl set-default-source show.monitor && (paplay --device=show show.wav &)");
    source("device");
    container.run("systemctl --user start vj-audio");

    int frames = frames();

    System.out.printf(
        "acceptance: %d frames in %d s from a sound server%n", frames, MEASURED_SECONDS);
    assertTrue(frames >= FEWEST && frames <= MOST, frames + " frames");
    String status = container.attempt("vj status").output(); // the other workers are down
    assertTrue(status.contains("listening to Monitor of Null Output"), status);
    container.run("pulseaudio --kill");
  }

  @Test
  void answersAgainSoonAfterKillNine() throws Exception {
    container.run("systemctl --user start vj-audio");

    String millis =
        container.run(
            """
            for round in 1 2 3; do
              systemctl --user reset-failed vj-audio
              /checkout/install/target/image/runtime/bin/java \
                -cp "/checkout/install/target/image/lib/*:/checkout/install/target/test-classes" \
                --enable-native-access=ALL-UNNAMED vj.install.Comeback \
                "$XDG_RUNTIME_DIR/vj-bus/audio_analyzer.sock"
            done\
            """);

    System.out.printf(
        "acceptance: kill -9 to the next answer: %s ms%n", millis.replace("\n", ", "));
    assertTrue(
        millis.lines().allMatch(each -> Integer.parseInt(each) <= COMEBACK_LIMIT_MILLIS), millis);
  }

  @Test
  void staysStoppedAndLeavesNothingRunning() throws Exception {
    container.run("systemctl --user start vj-audio && systemctl --user stop vj-audio");

    await()
        .during(Duration.ofSeconds(6))
        .atMost(Duration.ofSeconds(8))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> container.show("ActiveState", "vj-audio"), "inactive"::equals);
    assertEquals("success", container.show("Result", "vj-audio"));
    assertEquals("", container.run("pgrep -u vj -x java || true"));
    assertEquals("", container.run("ls $XDG_RUNTIME_DIR/vj-bus/*.sock 2>/dev/null || true"));
  }

  @Test
  void staysDownWithABrokenConfigurationAndSaysWhy() throws Exception {
    container.run("echo '{\"frame_rate\": 9999}' >.config/vj/audio.json");

    Outcome start = container.attempt("systemctl --user start vj-audio");

    assertTrue(start.exitCode() != 0, start.output());
    assertEquals("78", container.show("ExecMainStatus", "vj-audio"));
    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(6))
        .until(() -> container.show("NRestarts", "vj-audio"), "0"::equals);
    // By name, not by unit: the journal learns too late which unit a process belonged to that ends
    // at once.
    String log = container.run("journalctl --user --identifier vj-audio --output cat");
    assertTrue(log.contains("frame_rate") && log.contains("9999") && log.contains("240"), log);
    String lastWord = lastWord();
    assertTrue(lastWord.contains("exit status 78"), lastWord);
  }

  @Test
  void hasUnitsThatSystemdUnderstandsAndConfines() throws Exception {
    String verdict =
        container.run(
            "systemd-analyze --user verify $(find .local/share/systemd/user -name 'vj*.*' -type f)"
                + " 2>&1");
    String exposure =
        container.run("systemd-analyze --user security --no-pager vj-audio.service | tail -n 1");

    assertFalse(verdict.matches("(?s).*(Unknown key|Refusing|ignoring).*"), verdict);
    System.out.println("acceptance: " + exposure);
    double level = Double.parseDouble(exposure.replaceFirst(".*: (\\d+\\.\\d).*", "$1"));
    assertTrue(level <= 3.0, exposure);
  }

  @Test
  @Tag("slow")
  void isRestartedWhenItHangs() throws Exception {
    container.run("systemctl --user start vj-audio");
    String pid = container.show("MainPID", "vj-audio");

    container.run("kill -STOP " + pid);

    Duration asked = Duration.ofSeconds(45);
    long stopped = System.nanoTime();
    await().atMost(asked).until(() -> container.show("NRestarts", "vj-audio"), "1"::equals);
    await().atMost(asked).until(() -> container.show("ActiveState", "vj-audio"), "active"::equals);
    System.out.printf(
        "acceptance: hung to at work again: %.1f s%n", (System.nanoTime() - stopped) / 1e9);
    String log = container.run("journalctl --user --unit vj-audio --output cat");
    assertTrue(log.contains("Watchdog timeout"), log);
  }

  @Test
  @Tag("slow")
  void waitsLongerBeforeEachRestartAndThenGivesUp() throws Exception {
    container.run(
        """
        mkdir -p .config/systemd/user/vj-audio.service.d
        cat >.config/systemd/user/vj-audio.service.d/crash.conf <<'EOF'
        [Service]
        ExecStart=
        ExecStart=/bin/sh -c 'cut -d " " -f 1 /proc/uptime >>"$XDG_RUNTIME_DIR/vj-bus/starts"; exit 70'
        EOF
        systemctl --user daemon-reload; systemctl --user start vj-audio || true\
        """);

    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> container.show("ActiveState", "vj-audio"), "failed"::equals);

    double[] starts =
        container
            .run("cat $XDG_RUNTIME_DIR/vj-bus/starts")
            .lines()
            .mapToDouble(Double::parseDouble)
            .toArray();
    assertEquals(6, starts.length);
    for (int restart = 1; restart < starts.length; restart++) {
      double delay = starts[restart] - starts[restart - 1];
      System.out.printf("acceptance: delay before restart %d: %.1f s%n", restart, delay);
      assertEquals(1 << (restart - 1), delay, 0.8);
    }
    String lastWord = lastWord();
    assertTrue(lastWord.contains("exit status 70"), lastWord);
    assertEquals(1, lastWord.lines().count());
  }

  private static void source(String source) throws Exception {
    container.run("printf '{\"source\": \"%%s\"}' '%s' >.config/vj/audio.json".formatted(source));
  }

  /// Counts what reaches the usual port, beginning three seconds after the start.
  private static int frames() throws Exception {
    return Integer.parseInt(
        container.run(
            "sleep 3; (timeout %d oscdump -L 9000 || true) | grep -c '/audio/levels '"
                .formatted(MEASURED_SECONDS)));
  }

  /// What is logged with the priority of an emergency that somebody has to see to.
  private static String lastWord() throws Exception {
    await().atMost(Duration.ofSeconds(10)).until(() -> !container.run(LAST_WORD).isEmpty());
    return container.run(LAST_WORD);
  }

  private static final String LAST_WORD =
      "journalctl --user --identifier vj-audio --priority 2..2 --output cat --since -100s";
}
