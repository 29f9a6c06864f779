package vj.workers.status;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.control.WorkerName;
import vj.bus.status.FakePrograms;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.status.Systemd;
import vj.workers.status.UnitWatch.Look;

@Timeout(30)
class UnitWatchTest {

  @TempDir private Path directory;
  private final ScriptedServices services = new ScriptedServices();
  private final AtomicReference<Look> seen = new AtomicReference<>(Look.NONE);

  @Test
  void restartsWhatRunsAndNotWhatWasStoppedMeanwhile() {
    services.show(WorkerName.AUDIO, Phase.STOPPED).show(WorkerName.LYRICS, Phase.RUNNING);
    try (var watch = new UnitWatch(services, seen::set)) {
      watch.kick(WorkerName.AUDIO);
      watch.kick(WorkerName.LYRICS);
      watch.start();

      await().until(() -> services.asked().contains("restart soon lyrics"));
    }
    assertEquals(List.of("restart soon lyrics"), services.asked());
  }

  @Test
  void asksForTheWatchdogAgainUntilItIsTold() {
    services.withoutWatchdog();
    services.failFacts(new IOException("busy"));
    try (var watch = new UnitWatch(services, seen::set)) {
      watch.start();
      await().until(() -> !seen.get().units().isEmpty());
      boolean trusted = seen.get().watchdog();
      services.failFacts(null);
      watch.lookNow();

      await().until(() -> !seen.get().watchdog());
      assertTrue(trusted);
    }
  }

  @Test
  void asksNothingMoreOnceItIsClosed() throws IOException {
    var programs =
        new FakePrograms(directory)
            .program("systemctl", "[ \"$2\" != reset-failed ] || exec /bin/sleep 60");
    var systemd = new Systemd(programs.environment(Map.of()), System::nanoTime);
    try (var watch = new UnitWatch(systemd, seen::set)) {
      watch.reset(WorkerName.AUDIO);
      watch.reset(WorkerName.LYRICS);
      watch.start();
      await().until(() -> programs.called("systemctl").toString().contains("reset-failed"));
    }
    List<String> resets =
        programs.called("systemctl").stream().filter(call -> call.contains("reset")).toList();
    assertEquals(List.of("--user reset-failed vj-audio.service"), resets);
  }
}
