package vj.install;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Json;
import vj.bus.control.WorkerName;
import vj.install.SystemdContainer.Outcome;

/// The whole bundle as units of a real systemd: what the status layer sees and does, what is
/// logged, recorded and kept.
@Timeout(180)
final class BundleIT {

  private static final String BUS = "$XDG_RUNTIME_DIR/vj-bus/";

  private static final Duration SOON = Duration.ofSeconds(20);

  private static SystemdContainer container;

  @BeforeAll
  static void install() throws Exception {
    container = SystemdContainer.boot();
    container.run("/checkout/install/install.sh --no-enable");
    container.run("echo '{\"source\":\"demo\"}' >.config/vj/audio.json");
    container.run("echo '{\"backend\":\"demo\"}' >.config/vj/spotify.json");
    container.run(
        "echo '{\"lrclib_url\":\"demo\",\"llm_provider\":\"none\"}' >.config/vj/lyrics.json");
  }

  @AfterAll
  static void end() {
    if (container != null) {
      container.close();
    }
  }

  @BeforeEach
  void allUp() throws Exception {
    container.run("rm -rf .config/systemd/user/vj-*.service.d && systemctl --user daemon-reload");
    container.run("systemctl --user reset-failed 'vj-*'; systemctl --user start " + units());
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertEquals(0, container.attempt("vj status").exitCode()));
  }

  @Test
  void clientsOfTheSystemBeforeUnderstandEveryWorker() throws Exception {
    String said = container.run(java("OldClient") + " " + BUS + "*.sock");

    assertEquals(WorkerName.values().length, said.lines().count(), said);
    assertTrue(said.lines().allMatch(line -> line.endsWith(" ok")), said);
  }

  @Test
  void theStatusLayerHasTheInitSystemDoIt() throws Exception {
    String pid = container.show("MainPID", "vj-lyrics");

    assertEquals(
        "lyrics_fetcher already running", message(order("start_worker", "lyrics_fetcher")));
    assertEquals("lyrics_fetcher stopped", message(order("stop_worker", "lyrics_fetcher")));
    assertEquals("inactive", container.show("ActiveState", "vj-lyrics"));
    assertEquals("lyrics_fetcher not running", message(order("stop_worker", "lyrics_fetcher")));
    assertEquals("lyrics_fetcher started", message(order("start_worker", "lyrics_fetcher")));
    assertEquals("lyrics_fetcher restarted", message(order("restart_worker", "lyrics_fetcher")));
    assertEquals("Unknown worker: drums", message(order("start_worker", "drums")));

    assertEquals("active", container.show("ActiveState", "vj-lyrics"));
    assertFalse(pid.equals(container.show("MainPID", "vj-lyrics")));
  }

  @Test
  void whatWasStoppedOnPurposeStaysStopped() throws Exception {
    container.run("systemctl --user stop vj-virtualdj");

    await()
        .atMost(SOON)
        .until(() -> Boolean.FALSE.equals(seen("virtualdj_monitor").get("running")));
    stillStopped(Duration.ofSeconds(16)); // three looks of the status layer at the init system
    container.run("systemctl --user restart vj-status");
    stillStopped(Duration.ofSeconds(12));

    assertEquals(false, seen("virtualdj_monitor").get("running"));
  }

  private static void stillStopped(Duration time) {
    await()
        .during(time)
        .atMost(time.plusSeconds(10))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> container.show("ActiveState", "vj-virtualdj"), "inactive"::equals);
  }

  @Test
  void theEndOfTheStatusLayerChangesNothing() throws Exception {
    String before = container.run("systemctl --user show --value --property MainPID " + others());

    container.run("systemctl --user kill --signal=KILL vj-status");

    await()
        .atMost(SOON)
        .until(
            () -> container.attempt(ask("process_manager", "ping", "{}")).exitCode(),
            code -> code == 0);
    assertEquals(
        before, container.run("systemctl --user show --value --property MainPID " + others()));
  }

  /// Both take half a minute, so they happen at the same time: vj-spotify's process is stopped, and
  /// in the place of vj-virtualdj there is one whose work loop hangs.
  @Test
  void aStoppedAndAHungWorkerAreSeenAndBroughtBack() throws Exception {
    container.run(
        """
        mkdir -p .config/systemd/user/vj-virtualdj.service.d
        cat >.config/systemd/user/vj-virtualdj.service.d/hang.conf <<'EOF'
        [Service]
        ExecStart=
        ExecStart=%s
        EOF
        systemctl --user daemon-reload; systemctl --user restart vj-virtualdj\
        """
            .formatted(java("HangingWorker")));
    String pid = container.show("MainPID", "vj-spotify");
    await().atMost(SOON).until(() -> Boolean.TRUE.equals(seen("spotify_monitor").get("healthy")));

    container.run("kill -STOP " + pid);
    long stopped = System.nanoTime();

    await()
        .atMost(Duration.ofSeconds(22))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> Boolean.FALSE.equals(seen("spotify_monitor").get("healthy")));
    double unhealthy = seconds(stopped);
    String shown = container.attempt("vj status").output();
    await()
        .atMost(Duration.ofSeconds(25))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !container.show("NRestarts", "vj-spotify").equals("0"));
    double restarted = seconds(stopped);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> container.show("ActiveState", "vj-spotify"), "active"::equals);

    System.out.printf(
        "acceptance: stopped process unhealthy after %.1f s, restarted after %.1f s, at work after"
            + " %.1f s%n",
        unhealthy, restarted, seconds(stopped));
    assertTrue(unhealthy >= 14.5 && unhealthy <= 20.5, "unhealthy after " + unhealthy);
    assertTrue(restarted >= 29 && restarted <= 35, "restarted after " + restarted);
    assertTrue(shown.contains("unhealthy"), shown);
    await().atMost(SOON).until(() -> String.valueOf(seen("spotify_monitor")).contains("watchdog"));
    await()
        .atMost(SOON)
        .until(() ->
            container
                .run("journalctl --user --identifier vj-virtualdj --output cat --since -60s")
                .contains("CountDownLatch.await"));
  }

  @Test
  void aFloodOfLogLinesSilencesNobody() throws Exception {
    container.run(
        """
        mkdir -p .config/systemd/user
        printf '[Service]\\nExecStart=%s\\nSyslogIdentifier=flood\\n' >.config/systemd/user/flood.service
        systemctl --user daemon-reload; systemctl --user start flood\
        """
            .formatted(java("LogFlood")));
    await().atMost(SOON).until(() -> logged("flood") > 100);

    container.run("systemctl --user restart vj-lyrics");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> container.show("ActiveState", "flood"), "inactive"::equals);

    String others = container.run("vj logs lyrics --since 30s -n 100");
    assertTrue(others.contains("Started vj-lyrics.service"), others);
    assertTrue(others.contains("Night Signal") || others.contains("lines"), others);
    int flood = logged("flood");
    System.out.printf("acceptance: %d of 100000 lines of a flood reached the journal%n", flood);
    assertTrue(flood < 1_200, flood + " lines");
    assertTrue(
        container.run("journalctl --user --identifier flood --output cat").contains("suppressed"));
  }

  @Test
  void whatHappenedIsOnDiskWhenTheRecorderIsKilled() throws Exception {
    container.run("systemctl --user restart vj-lyrics");
    await()
        .atMost(SOON)
        .until(
            () -> container.run(ask("osc_debugger", "get_logs", "{\"worker\":\"lyrics\"}")),
            logs -> logs.contains("vj-lyrics"));
    await()
        .atMost(SOON)
        .until(
            () ->
                container.run(ask("osc_debugger", "get_stats", "{\"pattern\":\"/audio/levels\"}")),
            stats -> stats.contains("/audio/levels"));

    container.run("sleep 2; systemctl --user kill --signal=KILL vj-osc-debugger");
    container.run("rm -f incident.jsonl && vj dump incident.jsonl");

    String dump = container.run("grep -c /audio/levels incident.jsonl; grep lyrics incident.jsonl");
    assertTrue(Integer.parseInt(dump.lines().findFirst().orElse("0")) >= 60, dump);
  }

  @Test
  void aTakeIsRecordedReplayedAndExported() throws Exception {
    container.run("vj takes delete show --yes >/dev/null 2>&1; vj record show --for 3s");
    String takes = container.run("vj takes");
    assertTrue(takes.contains("show"), takes);

    String heard =
        container.run(
            "cd; (timeout 8 oscdump -L 9100 >heard.txt || true) & sleep 1;"
                + " vj replay show --target 127.0.0.1:9100; wait; grep -c /audio/levels heard.txt");

    int levels = Integer.parseInt(heard.lines().reduce((_, last) -> last).orElse("0"));
    assertTrue(levels >= 150 && levels <= 200, levels + " of 180 frames");
    String text =
        container.run("vj takes export show --as oscsendfile 2>/dev/null | grep -c /audio/levels");
    assertEquals(levels, Integer.parseInt(text.strip()), 3);
  }

  private static String units() {
    return String.join(" ", Arrays.stream(WorkerName.values()).map(WorkerName::unit).toList());
  }

  private static String others() {
    List<WorkerName> others =
        Arrays.stream(WorkerName.values()).filter(name -> name != WorkerName.STATUS).toList();
    return String.join(" ", others.stream().map(WorkerName::unit).toList());
  }

  /// A command line that runs a class of this package on the image's own runtime.
  private static String java(String name) {
    return "/checkout/install/target/image/runtime/bin/java"
        + " -cp /checkout/install/target/image/lib/*:/checkout/install/target/test-classes"
        + " --enable-native-access=ALL-UNNAMED vj.install."
        + name;
  }

  private static String ask(String worker, String command, String fields) {
    return "%s %s%s.sock %s '%s'".formatted(java("Ask"), BUS, worker, command, fields);
  }

  private static Map<String, @Nullable Object> order(String command, String worker)
      throws Exception {
    return Json.object(
        container.run(ask("process_manager", command, "{\"worker\":\"%s\"}".formatted(worker))),
        "answer");
  }

  private static String message(Map<String, @Nullable Object> answer) {
    return String.valueOf(answer.get("message"));
  }

  /// What the status layer says about one worker.
  private static Map<?, ?> seen(String worker) throws Exception {
    Map<String, @Nullable Object> answer =
        Json.object(container.run(ask("process_manager", "get_state", "{}")), "answer");
    return answer.get("data") instanceof Map<?, ?> data
            && data.get("workers") instanceof Map<?, ?> workers
            && workers.get(worker) instanceof Map<?, ?> one
        ? one
        : Map.of();
  }

  private static int logged(String identifier) throws Exception {
    Outcome lines =
        container.attempt(
            "journalctl --user --identifier %s --output cat | wc -l".formatted(identifier));
    return Integer.parseInt(lines.output().lines().reduce((_, last) -> last).orElse("0").strip());
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
