package vj.workers.oscdebugger.flight;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.NobodyThere;
import vj.bus.status.FakePrograms;
import vj.bus.worker.FixedSettings;
import vj.bus.worker.Setting;

/// With real threads and files, and a journalctl that is a script.
@Timeout(60)
class FlightPartTest {

  private static final Setting<Boolean> LOGGING = Setting.flag("logging_enabled", true);

  private static final String ENTRY =
      """
      {"__REALTIME_TIMESTAMP":"%d000000","__CURSOR":"c%d","PRIORITY":"6","MESSAGE":"%s",\
      "_SYSTEMD_USER_UNIT":"vj-audio.service","_BOOT_ID":"b","__MONOTONIC_TIMESTAMP":"1"}\
      """;

  private final FlightRig rig;
  private final FakePrograms programs;
  private final FlightPart part;

  FlightPartTest() throws IOException {
    rig = FlightRig.open();
    Path bin = Files.createDirectories(rig.state.resolve("bin"));
    programs = new FakePrograms(bin);
    part =
        new FlightPart(
            new FlightPart.Needs(
                rig.ring,
                rig.directory,
                new WorkerLogs(programs.environment(Map.of()), rig.state),
                LOGGING));
  }

  @AfterEach
  void close() throws IOException {
    part.close();
    rig.close();
  }

  @Test
  void recordsOscLogsAndChangesWhileItRuns() throws Exception {
    programs.program("journalctl", journalctl("exec /bin/sleep 60"));
    part.settings(FixedSettings.of(List.of(LOGGING), Map.of()));
    part.start();

    rig.osc("/audio/beat", 1);
    part.heard(new Heartbeat("audio_analyzer", 12, 1, Map.of("status", "running")));
    awaitRecorded("/audio/beat", "log of the past", "state status: running");

    assertEquals(List.of("of the past"), logTexts());
    Map<?, ?> flight = state("flight");
    assertNull(flight.get("problem"));
    assertEquals(2L, flight.get("segments"), "of OSC and of notes");
    assertEquals(Optional.empty(), part.trouble());
  }

  @Test
  void aJournalThatEndsIsReadAgain() throws Exception {
    Path die = rig.state.resolve("die");
    programs.program(
        "journalctl",
        journalctl(
            """
            if [ -e '%1$s' ]; then echo '%2$s'; exec /bin/sleep 60; fi
            while [ ! -e '%1$s' ]; do /bin/sleep 0.05; done
            exit 1
            """
                .formatted(die, ENTRY.formatted(1_800_000_009, 9, "back again"))));
    Files.writeString(
        Files.createDirectories(rig.state.resolve("logs")).resolve("audio.log"), "of a file\n");
    part.settings(FixedSettings.of(List.of(LOGGING), Map.of()));
    await()
        .pollDelay(LogFollower.STEADY.plusMillis(200)) // one that fails at its start is let be
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> logTexts().size() == 2);

    Files.createFile(die);

    await().atMost(30, TimeUnit.SECONDS).until(() -> logTexts().contains("back again"));
    assertEquals(1, logTexts().stream().filter("of the past"::equals).count(), "not twice");
  }

  @Test
  void withoutLoggingThereIsNoChildProcess() throws Exception {
    programs.program("journalctl", journalctl("exec /bin/sleep 60"));

    part.settings(FixedSettings.of(List.of(LOGGING), Map.of("logging_enabled", false)));
    part.start();

    String why = "log lines are not collected: logging_enabled is false";
    assertEquals(why, getLogs().message());
    assertEquals(why, state("logs").get("problem"));
    assertEquals(List.of(), programs.called("journalctl"));
  }

  @Test
  void loggingIsSwitchedWhileItRuns() throws Exception {
    programs.program(
        "journalctl", journalctl("echo $$ >'%s/pid'; exec /bin/sleep 60".formatted(rig.state)));
    part.settings(FixedSettings.of(List.of(LOGGING), Map.of()));
    Path pid = rig.state.resolve("pid");
    await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(pid) && Files.size(pid) > 0);

    part.settings(FixedSettings.of(List.of(LOGGING), Map.of("logging_enabled", false)));

    long journalctl = Long.parseLong(Files.readString(pid).strip());
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> !ProcessHandle.of(journalctl).map(ProcessHandle::isAlive).orElse(false));
    assertEquals(List.of("of the past"), logTexts(), "what is there stays");
  }

  @Test
  void saysWhyNothingIsWritten() throws Exception {
    Files.writeString(rig.directory, "a file is in the way");
    part.start();

    await().atMost(20, TimeUnit.SECONDS).until(() -> part.trouble().isPresent());

    assertTrue(
        part.trouble()
            .orElseThrow()
            .startsWith("flight recorder: cannot write to " + rig.directory),
        part.trouble()::toString);
    assertTrue(state("flight").get("problem") instanceof String);
  }

  /// One line of the past; `body` is what it does when it is to follow.
  private static String journalctl(String body) {
    return """
    case "$*" in
      *--follow*) %s ;;
      *) echo '%s' ;;
    esac
    """
        .formatted(body, ENTRY.formatted(1_800_000_001, 1, "of the past"));
  }

  private void awaitRecorded(String... wanted) {
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> Files.exists(rig.directory) && rig.recorded().containsAll(List.of(wanted)));
  }

  private Answer getLogs() {
    Command command = new Command("1", "get_logs", new HashMap<>());
    return part.commands().getFirst().action().answer(command, new NobodyThere());
  }

  private List<String> logTexts() {
    List<String> texts = new ArrayList<>();
    Object logs = Objects.requireNonNull(getLogs().data()).get("logs");
    for (Object each : assertInstanceOf(List.class, logs)) {
      texts.add(String.valueOf(assertInstanceOf(Map.class, each).get("text")));
    }
    return texts;
  }

  private Map<?, ?> state(String key) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    part.state(data);
    return assertInstanceOf(Map.class, data.get(key));
  }
}
