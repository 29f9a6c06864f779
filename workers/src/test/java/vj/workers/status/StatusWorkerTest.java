package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Answer;
import vj.bus.control.ControlServer;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.Message.Register;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.Ending.Cause;
import vj.bus.status.FakeWorker;
import vj.bus.status.ServiceManager.UnreachableException;
import vj.bus.status.ServiceUnit.Phase;

@Timeout(60)
class StatusWorkerTest {

  private static final String AUDIO = "audio_analyzer";

  private final ScriptedServices services = new ScriptedServices();

  private StatusRig rig() throws Exception {
    return new StatusRig(services, Map.of());
  }

  @Test
  void putsHeartbeatsAndUnitsTogether() throws Exception {
    services.show(WorkerName.AUDIO, Phase.RUNNING).show(WorkerName.LYRICS, Phase.STOPPED);
    try (StatusRig rig = rig();
        FakeWorker worker = FakeWorker.start(rig.directory, AUDIO)) {
      rig.awaitHealth(AUDIO, "healthy");

      Map<?, ?> audio = rig.worker(AUDIO);
      assertEquals(true, audio.get("enabled"));
      assertEquals(true, audio.get("running"));
      assertEquals(true, audio.get("healthy"));
      assertEquals("active", audio.get("state"));
      assertEquals("running", audio.get("sub_state"));
      assertEquals(ProcessHandle.current().pid(), audio.get("pid"));
      assertEquals(0L, audio.get("restart_count"));
      assertEquals(0L, audio.get("restarts_total"));
      assertTrue(audio.get("last_heartbeat") instanceof Double);
      assertTrue(audio.get("heartbeat_age_sec") instanceof Double);
      assertTrue(audio.get("stats") instanceof Map<?, ?>);
      assertEquals(2L, rig.state().get("total_managed"));
      assertEquals(2L, rig.state().get("total_workers"));
      assertEquals(2L, rig.state().get("enabled_workers"));
      assertEquals(1L, rig.state().get("running_workers"));
      assertEquals(1L, rig.state().get("healthy_workers"));
      assertEquals(List.of("subscribe"), worker.commands());
    }
  }

  @Test
  void doesWithHeartbeatsAloneWhereThereIsNoInitSystem() throws Exception {
    services.failLooks(new UnreachableException("there is no systemctl here"));
    try (StatusRig rig = rig();
        FakeWorker worker = FakeWorker.start(rig.directory, AUDIO)) {
      rig.awaitHealth(AUDIO, "healthy");

      assertEquals("there is no systemctl here", rig.state().get("init_system_problem"));
      assertFalse(rig.context.events().toString().contains("degraded"));
      rig.await(() -> rig.context.events().contains("1 of 1 workers healthy, no init system"));
      assertFalse(worker.commands().isEmpty());
    }
  }

  @Test
  void isDegradedWhileTheInitSystemDoesNotAnswer() throws Exception {
    services.show(WorkerName.AUDIO, Phase.STOPPED);
    try (StatusRig rig = rig()) {
      services.failLooks(new IOException("systemctl did not end within 2000 ms"));
      rig.desk().register(new Register(AUDIO, 1, "/x", List.of()));
      rig.await(() ->
          rig.context
              .events()
              .contains("degraded: the init system: systemctl did not end within 2000 ms"));
      rig.context.forget();
      services.failLooks(null);
      rig.desk().register(new Register(AUDIO, 1, "/x", List.of()));

      rig.await(() -> rig.context.events().contains("recovered"));
      assertTrue(rig.context.progress.get() > 0);
    }
  }

  @Test
  void looksAtOnceWhenAWorkerRegisters() throws Exception {
    try (StatusRig rig = rig()) {
      services.show(WorkerName.AUDIO, Phase.RUNNING);
      boolean taken = rig.desk().register(new Register(AUDIO, 1, "/x", List.of()));

      long began = System.nanoTime();
      rig.await(() -> "active".equals(rig.worker(AUDIO).get("state")));

      assertTrue(taken);
      assertTrue(System.nanoTime() - began < Duration.ofSeconds(3).toNanos());
    }
  }

  @Test
  void doesNotLookForStrangers() throws Exception {
    var looks = new AtomicInteger();
    var board = new Board();
    var orders = new Orders(services, board, looks::incrementAndGet);
    try (var tails = new Tails(board, System::nanoTime)) {
      var desk = new StatusDesk(board, orders, tails, looks::incrementAndGet);

      desk.register(new Register("stranger", 1, "/x", List.of()));
      desk.register(new Register(AUDIO, 1, "/x", List.of()));

      assertEquals(1, looks.get());
    }
  }

  @Test
  void looksAtOnceWhenAWorkerEndsAndKeepsWhy() throws Exception {
    services.show(WorkerName.AUDIO, Phase.RUNNING);
    try (StatusRig rig = rig()) {
      try (FakeWorker worker = FakeWorker.start(rig.directory, AUDIO)) {
        rig.awaitHealth(AUDIO, "healthy");
        services.show(
            ScriptedServices.unit(WorkerName.AUDIO, Phase.WAITING, 0, new Ending(Cause.SIGNAL, 9)));
        assertFalse(worker.commands().isEmpty());
      }
      rig.awaitHealth(AUDIO, "waiting");
      services.show(ScriptedServices.unit(WorkerName.AUDIO, Phase.RUNNING, 1, Ending.NONE));
      rig.await(() -> Long.valueOf(1).equals(rig.worker(AUDIO).get("restarts_total")));

      assertTrue(
          rig.worker(AUDIO).get("last_failure") instanceof Map<?, ?> failure
              && "killed by signal 9".equals(failure.get("text")));
    }
  }

  @Test
  void remembersRestartsAcrossItsOwn() throws Exception {
    services.show(ScriptedServices.unit(WorkerName.AUDIO, Phase.RUNNING, 3, Ending.NONE));
    try (StatusRig rig = rig()) {
      rig.await(() -> Long.valueOf(3).equals(rig.worker(AUDIO).get("restarts_total")));
      services.show(ScriptedServices.unit(WorkerName.AUDIO, Phase.RUNNING, 1, Ending.NONE));

      rig.restart();

      rig.await(() -> Long.valueOf(4).equals(rig.worker(AUDIO).get("restarts_total")));
      assertEquals(1L, rig.worker(AUDIO).get("restart_count"));
    }
  }

  @Test
  void leavesStoppedWhatWasStoppedAlsoAfterItsOwnRestart() throws Exception {
    services.show(WorkerName.AUDIO, Phase.RUNNING);
    services.withoutWatchdog();
    try (StatusRig rig = new StatusRig(services, Map.of("unhealthy_after", 1, "silent_after", 1))) {
      rig.command("stop_worker", Map.of("worker", AUDIO));
      threeLooks(rig);
      rig.restart();
      threeLooks(rig);

      assertEquals(List.of("stop audio"), services.asked());
      assertEquals("stopped", rig.worker(AUDIO).get("health"));
    }
  }

  private void threeLooks(StatusRig rig) {
    for (int look = 0; look < 3; look++) {
      int before = services.looks();
      rig.desk().register(new Register(AUDIO, 1, "/x", List.of()));
      rig.await(() -> services.looks() > before);
    }
  }

  @Test
  void restartsASilentWorkerWhereTheInitSystemHasNoWatchdog() throws Exception {
    services.show(WorkerName.AUDIO, Phase.RUNNING);
    services.withoutWatchdog();
    try (StatusRig rig = new StatusRig(services, Map.of("unhealthy_after", 1, "silent_after", 1))) {
      rig.await(() -> services.asked().contains("restart soon audio"));

      assertEquals("silent", rig.worker(AUDIO).get("health"));
    }
  }

  @Test
  void isNotDisturbedByAWorkerThatFloods() throws Exception {
    try (StatusRig rig = rig();
        FakeWorker worker = FakeWorker.start(rig.directory, AUDIO);
        var claim = rig.directory.claim("flood");
        var flood =
            new ControlServer(
                claim,
                (_, connection) -> {
                  connection.heartbeatEvery(Duration.ofMillis(1));
                  // as fast as the connection takes them
                  Thread.ofPlatform()
                      .daemon()
                      .name("flood")
                      .start(() -> {
                        while (connection.respond("0", Map.of("x", "y".repeat(1_000)))) {
                          Thread.onSpinWait();
                        }
                      });
                  return Answer.of(Map.of());
                },
                () -> new Heartbeat(AUDIO, -5, -1, Map.of("status", 7L, "x", List.of())))) {
      flood.start();
      rig.awaitHealth(AUDIO, "healthy");
      rig.await(() -> !rig.worker("flood").isEmpty());

      rig.await(
          () -> rig.worker(AUDIO).get("heartbeat_age_sec") instanceof Double age && age < 1.5);
      assertEquals("plays a fake", rig.worker(AUDIO).get("doing"));
      assertFalse(worker.commands().isEmpty());
    }
  }
}
