package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.Hearing;
import vj.bus.status.History;
import vj.bus.status.Load;
import vj.bus.status.Probe;
import vj.bus.status.ServiceUnit;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.Snapshot;
import vj.bus.status.Snapshot.InitSystemProblem;
import vj.bus.status.WorkerStatus;

/// What the table looks like, from snapshots made by hand.
final class StatusTableTest {

  private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");

  private static ServiceUnit unit(WorkerName name, Phase phase, boolean enabled) {
    return new ServiceUnit(
        name,
        phase,
        enabled,
        phase == Phase.RUNNING ? 4_194_304 : 0,
        Optional.of(Duration.ofDays(100).plusHours(23)),
        99,
        Ending.NONE,
        0,
        new ServiceUnit.Words("active", "running"),
        "/unit",
        false);
  }

  private static Probe answering(String status, String doing) {
    Map<String, @Nullable Object> state = new HashMap<>();
    state.put("status", status);
    state.put("doing", doing);
    state.put("rss_bytes", 1_500L << 20);
    return new Probe.Answering(4_194_304, 8_730_000, state, state);
  }

  private static WorkerStatus worker(WorkerName name, Phase phase, boolean enabled, Probe probe) {
    return new WorkerStatus(
        name.busName(),
        Optional.of(name),
        Optional.of(unit(name, phase, enabled)),
        probe,
        Hearing.NONE,
        Optional.empty(),
        Optional.empty());
  }

  private static WorkerStatus healthy(WorkerName name) {
    return worker(name, Phase.RUNNING, true, answering("running", "plays"));
  }

  private static WorkerStatus stopped(WorkerName name, boolean enabled) {
    return worker(name, Phase.STOPPED, enabled, new Probe.Absent());
  }

  private static WorkerStatus unheard(WorkerName name, Hearing.Pulse pulse, int seconds) {
    return new WorkerStatus(
        name.busName(),
        Optional.of(name),
        Optional.of(unit(name, Phase.RUNNING, true)),
        new Probe.Silent("does not answer within 300 ms: stopped or hung"),
        new Hearing(pulse, Optional.of(NOW), Optional.of(Duration.ofSeconds(seconds))),
        Optional.empty(),
        Optional.empty());
  }

  /// Nothing can be wider: a worker of the longest name that is unhealthy and tells much.
  private static WorkerStatus widest(WorkerName name) {
    WorkerStatus unheard = unheard(name, Hearing.Pulse.OVERDUE, 99);
    return new WorkerStatus(
        unheard.name(),
        unheard.known(),
        Optional.of(unit(name, Phase.RUNNING, false)),
        new Probe.Beating(
            new Probe.Said(4_194_304, 8_730_000, Map.of("rss_bytes", 1_500L << 20, "doing", "x"))),
        unheard.hearing(),
        Optional.of(new Load(100, 99_999, true)),
        Optional.of(
            new History(
                9_999,
                Optional.of(
                    new History.Failure(
                        NOW.minusSeconds(320), new Ending(Ending.Cause.SIGNAL, 9))))));
  }

  private static Snapshot snapshot(WorkerStatus... workers) {
    return new Snapshot(Optional.empty(), Optional.empty(), List.of(workers));
  }

  private static List<String> lines(int columns, WorkerStatus... workers) {
    TerminalSize size = columns == 0 ? TerminalSize.ENDLESS : new TerminalSize(24, columns);
    return new StatusTable(new Paint(false), size, () -> NOW).lines(snapshot(workers));
  }

  private static String headline(WorkerStatus... workers) {
    return StatusHeadline.of(snapshot(workers));
  }

  @Test
  void fitsEightyColumnsWithTheWidestOfEverything() {
    List<WorkerStatus> all = new ArrayList<>();
    for (WorkerName name : WorkerName.values()) {
      all.add(widest(name));
    }
    StatusTable table = new StatusTable(new Paint(true), new TerminalSize(24, 79), () -> NOW);

    List<String> lines = table.lines(snapshot(all.toArray(WorkerStatus[]::new)));

    assertTrue(lines.stream().allMatch(line -> Columns.width(line) <= 79), lines::toString);
    assertTrue(lines.stream().anyMatch(line -> line.contains("99999")), lines::toString);
  }

  @Test
  void saysEverythingWithoutAbbreviationWhereThereIsRoom() {
    List<String> wide = lines(0, widest(WorkerName.OSC_DEBUGGER));

    assertEquals(
        "osc-debugger  unhealthy  disabled  4194304  101d 1h      9999   99s  100%  1.5G  99999",
        wide.get(3));
    assertTrue(wide.contains("osc-debugger: failed 5m 20s ago: killed by signal 9"));
  }

  @Test
  void showsWhatAWorkerDoesInTheRowOnAWideTerminal() {
    String long60 = "listens to a device with a name that is much too long for it";
    WorkerStatus audio =
        worker(WorkerName.AUDIO, Phase.RUNNING, true, answering("running", long60));

    List<String> narrow = lines(80, audio);
    List<String> wide = lines(120, audio);

    assertTrue(narrow.contains("audio: " + long60), narrow::toString);
    assertTrue(wide.get(3).contains("listens to a device"), wide::toString);
    assertTrue(wide.get(3).endsWith("..."), wide::toString);
    assertTrue(wide.get(3).length() <= 120, wide::toString);
    assertFalse(wide.contains("audio: " + long60));
  }

  @Test
  void cutsNothingInAPipe() {
    String words = "many words ".repeat(30).strip();
    WorkerStatus audio = worker(WorkerName.AUDIO, Phase.RUNNING, true, answering("running", words));

    assertTrue(lines(0, audio).contains("audio: " + words));
  }

  @Test
  void saysInWordsThatAllIsWell() {
    assertEquals(
        "all 2 healthy; not enabled: virtualdj",
        headline(
            healthy(WorkerName.AUDIO),
            healthy(WorkerName.LYRICS),
            stopped(WorkerName.VIRTUALDJ, false)));
  }

  @Test
  void saysInWordsWhatNeedsAttention() {
    assertEquals(
        "4 of 5 need attention: audio unhealthy for 17s, spotify silent for 41s,"
            + " virtualdj is stopped, though enabled, lyrics does not answer",
        headline(
            unheard(WorkerName.AUDIO, Hearing.Pulse.OVERDUE, 17),
            unheard(WorkerName.SPOTIFY, Hearing.Pulse.LOST, 41),
            stopped(WorkerName.VIRTUALDJ, true),
            unheard(WorkerName.LYRICS, Hearing.Pulse.UNKNOWN, 0),
            healthy(WorkerName.OSC_DEBUGGER)));
  }

  @Test
  void saysHowToBeginWhereNothingRuns() {
    assertEquals(
        "nothing runs; to begin: vj start all", headline(stopped(WorkerName.AUDIO, false)));
    assertEquals(
        "nothing runs; to begin: vj up",
        StatusHeadline.of(
            new Snapshot(
                Optional.of(new InitSystemProblem("no systemd", true)),
                Optional.empty(),
                List.of())));
  }

  @Test
  void doesNotCallItHealthyWhileTheInitSystemDoesNotAnswer() {
    Snapshot snapshot =
        new Snapshot(
            Optional.of(new InitSystemProblem("no answer within 2500 ms", false)),
            Optional.empty(),
            List.of(healthy(WorkerName.AUDIO)));
    StatusTable table = new StatusTable(new Paint(false), TerminalSize.ENDLESS, () -> NOW);

    List<String> lines = table.lines(snapshot);

    assertEquals(
        "1 healthy; the init system does not answer: what else should run is not known",
        StatusHeadline.of(snapshot));
    assertTrue(
        lines.contains("the init system does not answer: no answer within 2500 ms"),
        lines::toString);
  }

  @Test
  void foldsWhatIsTooLongForALine() {
    WorkerStatus complaining =
        worker(
            WorkerName.AUDIO,
            Phase.RUNNING,
            true,
            new Probe.Answering(
                1,
                1,
                Map.of("status", "degraded", "last_error", "no words like these ".repeat(12)),
                Map.of()));

    List<String> lines = lines(80, complaining);

    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), lines::toString);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("audio: no words")));
  }

  @Test
  void alignsItsColumnsWhateverTheColours() {
    Columns columns = new Columns(3, Set.of(2));
    columns.row(List.of("a", new Paint(true).good("bb"), "c"));
    columns.row(List.of("aaaa", "b", "ccc"));

    List<String> lines = columns.lines();

    assertEquals("a      \u001b[32mbb\u001b[0m     c", lines.get(0));
    assertEquals("aaaa   b    ccc", lines.get(1));
  }
}
