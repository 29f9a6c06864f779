package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.Ending.Cause;
import vj.bus.status.Hearing;
import vj.bus.status.Hearing.Pulse;
import vj.bus.status.Probe;
import vj.bus.status.Probe.Beating;
import vj.bus.status.Probe.Said;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.Snapshot;
import vj.bus.status.WorkerStatus;

class CareTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> asked = new ArrayList<>();
  private final Care care =
      new Care(
          new Care.Actions() {
            @Override
            public void reset(WorkerName worker) {
              asked.add("reset " + worker.shortName());
            }

            @Override
            public void kick(WorkerName worker) {
              asked.add("kick " + worker.shortName());
            }
          });

  private void turn(int second, boolean watchdog, WorkerStatus worker) {
    Snapshot snapshot = new Snapshot(Optional.empty(), Optional.empty(), List.of(worker));
    care.turn(snapshot, watchdog, PATIENCE, Duration.ofSeconds(second).toNanos());
  }

  private static WorkerStatus worker(WorkerName name, Phase phase, int restarts, Pulse pulse) {
    Probe probe =
        phase == Phase.RUNNING
            ? new Beating(new Said(1, 1, Map.of("status", "running")))
            : new Probe.Absent();
    return new WorkerStatus(
        name.busName(),
        Optional.of(name),
        Optional.of(ScriptedServices.unit(name, phase, restarts, new Ending(Cause.EXIT, 70))),
        probe,
        new Hearing(pulse, Optional.empty(), Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  private static WorkerStatus running(int restarts, Pulse pulse) {
    return worker(WorkerName.AUDIO, Phase.RUNNING, restarts, pulse);
  }

  @Test
  void hasFailuresForgottenOnceAfterAMinuteOfHealth() {
    turn(0, true, running(3, Pulse.STEADY));
    turn(59, true, running(3, Pulse.STEADY));
    List<String> before = List.copyOf(asked);
    turn(60, true, running(3, Pulse.STEADY));
    turn(61, true, running(0, Pulse.STEADY));
    turn(200, true, running(0, Pulse.STEADY));

    assertEquals(List.of(), before);
    assertEquals(List.of("reset audio"), asked);
  }

  @Test
  void countsTheMinuteAnewAfterEveryFailure() {
    turn(0, true, running(1, Pulse.STEADY));
    turn(50, true, worker(WorkerName.AUDIO, Phase.WAITING, 1, Pulse.UNKNOWN));
    turn(55, true, running(2, Pulse.STEADY));
    turn(100, true, running(2, Pulse.OVERDUE));
    turn(110, true, running(2, Pulse.STEADY));
    turn(169, true, running(2, Pulse.STEADY));

    assertEquals(List.of(), asked);

    turn(170, true, running(2, Pulse.STEADY));

    assertEquals(List.of("reset audio"), asked);
  }

  @Test
  void leavesSilentWorkersToAnInitSystemThatHasAWatchdog() {
    for (int second = 0; second < 300; second++) {
      turn(second, true, running(0, Pulse.LOST));
    }

    assertEquals(List.of(), asked);
  }

  @Test
  void restartsASilentWorkerWhereNobodyElseDoes() {
    turn(0, false, running(0, Pulse.OVERDUE));
    List<String> before = List.copyOf(asked);
    turn(15, false, running(0, Pulse.LOST));
    turn(16, false, running(0, Pulse.LOST));
    turn(44, false, running(0, Pulse.LOST));

    assertEquals(List.of(), before);
    assertEquals(List.of("kick audio"), asked);

    turn(45, false, running(0, Pulse.LOST));

    assertEquals(List.of("kick audio", "kick audio"), asked);
  }

  @Test
  void blamesNoWorkerForABusDirectoryThatCannotBeUsed() {
    WorkerStatus silent = running(0, Pulse.LOST);

    care.turn(
        new Snapshot(Optional.empty(), Optional.of("mode 0777"), List.of(silent)),
        false,
        PATIENCE,
        0);
    turn(29, false, silent);

    assertEquals(List.of(), asked);

    turn(30, false, silent);

    assertEquals(List.of("kick audio"), asked);
  }

  @Test
  void startsNothingThatIsDown() {
    for (Phase phase : Phase.values()) {
      if (phase != Phase.RUNNING) {
        for (int second = 0; second < 200; second += 10) {
          turn(second, false, worker(WorkerName.AUDIO, phase, 2, Pulse.LOST));
        }
      }
    }
    turn(0, false, worker(WorkerName.STATUS, Phase.RUNNING, 0, Pulse.LOST));

    assertEquals(List.of(), asked);
  }
}
