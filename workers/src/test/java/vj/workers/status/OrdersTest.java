package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.Answer;
import vj.bus.control.Message.Command;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.Ending.Cause;
import vj.bus.status.Hearing;
import vj.bus.status.Probe.Beating;
import vj.bus.status.Probe.Said;
import vj.bus.status.ServiceManager.UnreachableException;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;

class OrdersTest {

  private final ScriptedServices services = new ScriptedServices();
  private final Board board = new Board();
  private final AtomicInteger looks = new AtomicInteger();
  private final Orders orders = new Orders(services, board, looks::incrementAndGet);

  private static Command naming(Object worker) {
    return new Command("1", "x", new LinkedHashMap<>(Map.of("worker", worker)));
  }

  /// A worker that is heard and has no unit's process.
  private void runsByHand(WorkerName worker) {
    board.show(
        new Snapshot(
            Optional.empty(),
            Optional.empty(),
            List.of(
                new WorkerStatus(
                    worker.busName(),
                    Optional.of(worker),
                    Optional.empty(),
                    new Beating(new Said(ProcessHandle.current().pid(), 1, Map.of())),
                    Hearing.NONE,
                    Optional.empty(),
                    Optional.empty()))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio_analyzer", "audio", "vj-audio", "vj-audio.service"})
  void takesEveryNameOfAWorkerAndAnswersWithIt(String name) {
    services.show(WorkerName.AUDIO, Phase.STOPPED);

    Answer started = orders.start(naming(name));
    Answer again = orders.start(naming(name));
    Answer restarted = orders.restart(naming(name));
    Answer stopped = orders.stop(naming(name));
    Answer twice = orders.stop(naming(name));

    assertEquals(Answer.done(name + " started"), started);
    assertEquals(Answer.refused(name + " already running"), again);
    assertEquals(Answer.done(name + " restarted"), restarted);
    assertEquals(Answer.done(name + " stopped"), stopped);
    assertEquals(Answer.refused(name + " not running"), twice);
    assertEquals(List.of("start audio", "restart audio", "stop audio"), services.asked());
    assertEquals(5, looks.get());
  }

  @Test
  void saysWhatIsWrongWithACommand() {
    Answer unknown = orders.start(naming("smoke"));
    Answer missing = orders.stop(new Command("1", "x", Map.of()));
    Answer number = orders.restart(naming(5L));
    Answer absent = orders.start(naming("audio"));

    assertEquals("Unknown worker: smoke", unknown.message());
    assertEquals(
        "worker is missing; it takes a name such as audio_analyzer or audio", missing.message());
    assertEquals(missing, number);
    assertEquals("audio is not installed", absent.message());
    assertFalse(unknown.success() || missing.success() || number.success() || absent.success());
  }

  @ParameterizedTest
  @CsvSource({"WAITING,true", "STARTING,true", "FAILED,false", "STOPPED,false"})
  void stopsWhatIsOnItsWayBackAsWell(Phase phase, boolean stops) {
    services.show(WorkerName.AUDIO, phase);

    assertEquals(stops, orders.stop(naming("audio")).success());
  }

  @Test
  void startsOneThatGaveUpOrWaits() {
    services.show(WorkerName.AUDIO, Phase.FAILED).show(WorkerName.LYRICS, Phase.WAITING);

    assertTrue(orders.start(naming("audio")).success());
    assertTrue(orders.start(naming("lyrics")).success());
  }

  @Test
  void saysWhyAWorkerDidNotStart() {
    services.show(
        ScriptedServices.unit(WorkerName.AUDIO, Phase.FAILED, 0, new Ending(Cause.EXIT, 78)));
    services.failActions(new IOException("Job for vj-audio.service failed"));

    assertEquals(
        "audio: did not start: exit 78 (configuration); Job for vj-audio.service failed",
        orders.start(naming("audio")).message());
  }

  @Test
  void saysThatThereIsNoInitSystem() {
    services.failLooks(new UnreachableException("there is no systemctl here"));

    assertEquals(
        "no init system here: there is no systemctl here", orders.stop(naming("audio")).message());
  }

  @Test
  void leavesAWorkerAloneThatWasStartedByHand() {
    services.show(WorkerName.AUDIO, Phase.STOPPED);
    runsByHand(WorkerName.AUDIO);

    Answer start = orders.start(naming("audio"));
    Answer stop = orders.stop(naming("audio"));
    Answer restart = orders.restart(naming("audio"));

    assertEquals("audio already running", start.message());
    String outside =
        "audio runs outside the init system (pid %d): end it where it was started"
            .formatted(ProcessHandle.current().pid());
    assertEquals(outside, stop.message());
    assertEquals(outside, restart.message());
    assertEquals(List.of(), services.asked());
  }

  /// It would wait for its own end.
  @Test
  void doesNotWaitForItsOwnRestart() {
    services.show(WorkerName.STATUS, Phase.RUNNING);

    Answer restarted = orders.restart(naming("process_manager"));
    Answer stopped = orders.stop(naming("process_manager"));

    assertEquals(Answer.done("process_manager restarted"), restarted);
    assertEquals(Answer.done("process_manager stopped"), stopped);
    assertEquals(List.of("restart soon status", "stop soon status"), services.asked());
  }
}
