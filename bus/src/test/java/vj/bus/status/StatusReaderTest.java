package vj.bus.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import vj.bus.control.Answer;
import vj.bus.control.SocketDirectory;
import vj.bus.status.Ending.Cause;
import vj.bus.status.History.Failure;
import vj.bus.status.Probe.Absent;
import vj.bus.status.Probe.Stale;
import vj.bus.status.Snapshot.InitSystemProblem;
import vj.bus.status.WorkerStatus.Health;

@Timeout(20)
final class StatusReaderTest {

  private static final String NO_BUS =
      "echo 'Failed to connect to bus: No medium found' >&2; exit 1";

  private Path root = Path.of("");
  private SocketDirectory directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", "/unused"));
  private FakePrograms programs = new FakePrograms(root);

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createTempDirectory(Path.of("/tmp"), "vj");
    directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", root.resolve("bus").toString()));
    directory.prepare();
    programs = new FakePrograms(root).program("systemctl", NO_BUS);
  }

  @AfterEach
  void remove() throws IOException {
    try (var files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private StatusReader reader() {
    return new StatusReader(
        directory, new Systemd(programs.environment(Map.of()), System::nanoTime), System::nanoTime);
  }

  private static WorkerStatus audio(Snapshot snapshot) {
    return snapshot.workers().getFirst();
  }

  @Test
  void showsWhatAnswersWhereThereIsNoInitSystem() throws Exception {
    try (FakeWorker worker = FakeWorker.start(directory, "audio_analyzer")) {
      Snapshot snapshot = reader().read();

      assertEquals(
          Optional.of(new InitSystemProblem("Failed to connect to bus: No medium found", true)),
          snapshot.initSystemProblem());
      assertEquals(Health.HEALTHY, audio(snapshot).health());
      assertEquals(ProcessHandle.current().pid(), audio(snapshot).pid().orElseThrow());
      assertEquals(Optional.of("plays a fake"), audio(snapshot).doing());
      assertTrue(snapshot.healthy());
      assertTrue(worker.commands().contains("get_state"));
    }
  }

  /// An enabled worker may be down: only the init system knows.
  @Test
  void isNotHealthyWhileTheInitSystemDoesNotAnswer() throws Exception {
    programs.program("systemctl", "exec /bin/sleep 60");
    try (FakeWorker worker = FakeWorker.start(directory, "audio_analyzer")) {
      Snapshot snapshot = reader().read();

      assertEquals(Health.HEALTHY, audio(snapshot).health());
      assertTrue(snapshot.initSystemMute());
      assertFalse(snapshot.healthy());
      assertFalse(worker.commands().isEmpty());
    }
  }

  @Test
  void isNotHealthyWhileNothingRuns() throws Exception {
    Snapshot snapshot = reader().read();

    assertEquals(new Absent(), audio(snapshot).probe());
    assertEquals(Health.STOPPED, audio(snapshot).health());
    assertFalse(snapshot.healthy());
  }

  @Test
  void saysWhyTheSocketDirectoryCannotBeUsed() throws Exception {
    Files.setPosixFilePermissions(directory.path(), PosixFilePermissions.fromString("rwxrwxrwx"));

    Snapshot snapshot = reader().read();

    String why = directory.path() + " has mode 0777, must have 0700";
    assertEquals(Optional.of(why), snapshot.busDirectoryProblem());
    assertEquals(why, snapshot.plain().get("bus_directory_problem"));
  }

  @Test
  void measuresFromTheStartFirstAndFromTheReadingBeforeThen() throws Exception {
    AtomicLong clock = new AtomicLong(1);
    StatusReader reader =
        new StatusReader(
            directory, new Systemd(programs.environment(Map.of()), clock::get), clock::get);
    try (FakeWorker worker = FakeWorker.start(directory, "audio_analyzer")) {
      Load first = audio(reader.read()).load().orElseThrow();
      worker.send(120);
      clock.addAndGet(Duration.ofSeconds(2).toNanos());
      Load second = audio(reader.read()).load().orElseThrow();

      assertEquals(new Load(5, 480, true), first);
      assertEquals(new Load(0, 60, false), second);
    }
  }

  @Test
  void tellsTargetsThatWorkFromThoseThatDoNot() throws Exception {
    try (FakeWorker worker = FakeWorker.start(directory, "audio_analyzer")) {
      worker.targets(
          List.of(
              Map.of("target", "a:1", "state", "sending", "last_error", "an old one"),
              Map.of("target", "b:2", "state", "off"),
              Map.of("target", "c:3", "state", "refused", "last_error", "Connection refused"),
              Map.of("target", "d:4", "state", "unresolved", "last_error", "no such host"),
              Map.of("target", 5, "state", "refused"),
              Map.of("state", "refused")));

      WorkerStatus audio = audio(reader().read());

      List<String> problems =
          audio.targets().stream().map(TargetReport::problem).flatMap(Optional::stream).toList();
      assertEquals(
          List.of("nobody listens on c:3 (refused)", "d:4 is unresolved: no such host"), problems);
      assertEquals(Health.HEALTHY, audio.health());
      assertTrue(String.valueOf(audio.plain().get("targets")).contains("c:3"));
    }
  }

  @Test
  void passesADegradedWorkersComplaintOn() throws Exception {
    try (FakeWorker worker = FakeWorker.start(directory, "audio_analyzer")) {
      worker.degrade("no sound card");

      Snapshot snapshot = reader().read();

      assertEquals(Health.DEGRADED, audio(snapshot).health());
      assertEquals(Optional.of("no sound card"), audio(snapshot).lastError());
      assertFalse(snapshot.healthy());
    }
  }

  @Test
  void doesNotWaitForWorkersThatHang() throws Exception {
    // Listening sockets that nobody serves: what stopped processes look like from outside.
    List<AFUNIXServerSocket> stopped = new ArrayList<>();
    for (String stem : List.of("audio_analyzer", "a", "b", "c", "d", "e", "f", "g")) {
      stopped.add(listening(stem));
    }
    long began = System.nanoTime();

    Snapshot snapshot = reader().read();

    // One after the other they would take 2.4 s.
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(took.compareTo(Duration.ofMillis(1_300)) < 0, () -> "took " + took);
    assertEquals(
        8, snapshot.workers().stream().filter(w -> w.health() == Health.UNANSWERED).count());
    for (AFUNIXServerSocket socket : stopped) {
      socket.close();
    }
  }

  private AFUNIXServerSocket listening(String stem) throws IOException {
    return AFUNIXServerSocket.bindOn(AFUNIXSocketAddress.of(directory.socket(stem)));
  }

  @Test
  void tellsASocketThatWasLeftBehind() throws Exception {
    Path socket = directory.socket("audio_analyzer");
    AFUNIXServerSocket left = AFUNIXServerSocket.bindOn(AFUNIXSocketAddress.of(socket), false);
    left.close();
    if (!Files.exists(socket)) {
      Files.createFile(socket);
    }

    Snapshot snapshot = reader().read();

    assertEquals(new Stale(), audio(snapshot).probe());
    assertEquals(Health.STOPPED, audio(snapshot).health());
  }

  @Test
  void listsWorkersThatItDoesNotKnow() throws Exception {
    try (FakeWorker worker = FakeWorker.start(directory, "smoke_machine")) {
      Snapshot snapshot = reader().read();

      List<String> names = snapshot.workers().stream().map(WorkerStatus::name).toList();
      assertTrue(names.contains("smoke_machine"), names::toString);
      assertFalse(worker.commands().isEmpty());
    }
  }

  @Test
  void remembersWhenASilentWorkerWasLastHeard() throws Exception {
    StatusReader reader = reader();
    try (FakeWorker worker = FakeWorker.start(directory, "audio_analyzer")) {
      reader.read();
      assertFalse(worker.commands().isEmpty());
    }

    Snapshot after = reader.read();

    assertTrue(audio(after).heartbeatAge().isPresent());
    assertEquals(Health.STOPPED, audio(after).health());
  }

  @Test
  void putsUnitAndSocketTogether() throws Exception {
    programs.program(
        "systemctl", FakePrograms.shown("vj-audio", "active", "running", "Result=success"));
    try (FakeWorker worker = FakeWorker.start(directory, "audio_analyzer")) {
      Snapshot snapshot = reader().read();

      Map<String, ?> audio = audio(snapshot).plain();
      assertEquals(true, audio.get("enabled"));
      assertEquals(true, audio.get("running"));
      assertEquals(true, audio.get("healthy"));
      assertEquals("active", audio.get("state"));
      assertEquals("running", audio.get("sub_state"));
      assertEquals(2L, audio.get("restart_count"));
      assertFalse(worker.commands().isEmpty());
    }
  }

  @Test
  void countsAnActiveUnitWithoutASocketAsOneThatDoesNotAnswer() throws Exception {
    programs.program(
        "systemctl", FakePrograms.shown("vj-audio", "active", "running", "Result=success"));

    assertEquals(Health.UNANSWERED, audio(reader().read()).health());
  }

  @Test
  void countsAnEnabledWorkerThatIsStoppedAgainstHealth() throws Exception {
    programs.program(
        "systemctl", FakePrograms.shown("vj-audio", "inactive", "dead", "Result=success"));

    Snapshot snapshot = reader().read();

    assertTrue(audio(snapshot).wanted());
    assertFalse(snapshot.healthy());
  }

  @Test
  void takesFromTheStatusLayerWhatItKnowsOverTime() throws Exception {
    Map<String, Object> failure =
        Map.of("at", 1_760_000_000.5, "cause", "watchdog", "status", 6L, "text", "hung");
    Map<String, Object> audio =
        Map.of(
            "health",
            "unhealthy",
            "heartbeat_age_sec",
            17.25,
            "last_heartbeat",
            1_760_000_017.0,
            "restarts_total",
            7L,
            "last_failure",
            failure);
    try (AFUNIXServerSocket hung = listening("audio_analyzer");
        FakeWorker layer = layer(Map.of("audio_analyzer", audio))) {
      WorkerStatus status = audio(reader().read());

      assertEquals(Health.UNHEALTHY, status.health());
      assertEquals(Optional.of(Duration.ofMillis(17_250)), status.heartbeatAge());
      assertEquals(Optional.of(Instant.ofEpochSecond(1_760_000_017)), status.hearing().last());
      Failure last =
          new Failure(Instant.ofEpochMilli(1_760_000_000_500L), new Ending(Cause.WATCHDOG, 6));
      assertEquals(Optional.of(new History(7, Optional.of(last))), status.history());
      assertTrue(layer.commands().contains("get_state") && hung.isBound());
    }
  }

  @Test
  void survivesAStatusLayerThatTalksNonsense() throws Exception {
    Map<String, Object> audio =
        Map.of(
            "health",
            5L,
            "heartbeat_age_sec",
            -1L,
            "last_heartbeat",
            1e300,
            "restarts_total",
            "many",
            "last_failure",
            List.of());
    Map<String, Object> spotify =
        Map.of(
            "restarts_total",
            1L,
            "last_failure",
            Map.of("at", 5L, "cause", "meteor", "status", 1L << 40));
    try (FakeWorker worker = FakeWorker.start(directory, "audio_analyzer");
        FakeWorker layer =
            layer(Map.of("audio_analyzer", audio, "spotify_monitor", spotify, "x", "y"))) {
      List<WorkerStatus> workers = reader().read().workers();

      assertEquals(Health.HEALTHY, workers.getFirst().health());
      assertEquals(Optional.empty(), workers.getFirst().history());
      Failure odd = new Failure(Instant.ofEpochSecond(5), new Ending(Cause.OTHER, 0));
      assertEquals(Optional.of(new History(1, Optional.of(odd))), workers.get(1).history());
      assertFalse(worker.commands().isEmpty() || layer.commands().isEmpty());
    }
  }

  private FakeWorker layer(Map<String, Object> workers) throws IOException {
    return FakeWorker.start(directory, "process_manager")
        .answering("get_state", _ -> Answer.of(Map.of("workers", workers)));
  }

  @Test
  void saysHowAUnitThatGaveUpEnded() throws Exception {
    programs.program(
        "systemctl",
        FakePrograms.shown("vj-audio", "failed", "failed", "Result=watchdog\nNRestarts=5"));

    WorkerStatus audio = audio(reader().read());

    assertEquals(Health.FAILED, audio.health());
    assertEquals(
        Optional.of("gave up after 5 restarts: hung: killed by the watchdog"), audio.lastError());
  }
}
