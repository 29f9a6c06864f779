package vj.workers.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.Message.Register;
import vj.bus.control.WorkerName;
import vj.bus.status.Ending;
import vj.bus.status.FakeWorker;
import vj.bus.status.ServiceUnit.Phase;
import vj.bus.telemetry.OscDocument;
import vj.bus.telemetry.RecordingTelemetry.Sent;

@Timeout(60)
class StatusMessagesTest {

  private static final String AUDIO = "audio_analyzer";

  private final ScriptedServices services = new ScriptedServices();

  @Test
  void sendsWhatTheDocumentationSays() throws Exception {
    assertEquals(
        Map.of(StatusMessages.ADDRESS, StatusMessages.TYPES), OscDocument.section("Workers"));
  }

  @Test
  void tellsEveryWorkersStatusOverOsc() throws Exception {
    services.show(WorkerName.AUDIO, Phase.RUNNING).show(WorkerName.LYRICS, Phase.STOPPED);
    try (StatusRig rig = new StatusRig(services, Map.of());
        FakeWorker worker = FakeWorker.start(rig.directory, AUDIO)) {
      rig.await(() -> told(rig, AUDIO, 1).stream().anyMatch(sent -> sent.floatAt(3) >= 0));

      Sent stopped = told(rig, "lyrics_fetcher", 0).getFirst();
      assertEquals(List.of("lyrics_fetcher", 0, 0, -1f), stopped.arguments());
      assertEquals(List.of(), told(rig, "spotify_monitor", 0));
      // again, though nothing has changed
      int before = told(rig, "lyrics_fetcher", 0).size();
      rig.await(() -> told(rig, "lyrics_fetcher", 0).size() > before);

      services.show(ScriptedServices.unit(WorkerName.LYRICS, Phase.RUNNING, 4, Ending.NONE));
      rig.desk().register(new Register("lyrics_fetcher", 1, "/x", List.of()));

      rig.await(() -> !told(rig, "lyrics_fetcher", 1).isEmpty());
      assertEquals(4, told(rig, "lyrics_fetcher", 1).getFirst().intAt(2));
      assertFalse(worker.commands().isEmpty());
    }
  }

  private static List<Sent> told(StatusRig rig, String worker, int running) {
    return rig.osc.all(StatusMessages.ADDRESS).stream()
        .filter(sent -> sent.textAt(0).equals(worker) && sent.intAt(1) == running)
        .toList();
  }

  @Test
  void tellsANewcomerAllAtOnceAndNobodyElse() throws Exception {
    services.show(WorkerName.AUDIO, Phase.STOPPED).show(WorkerName.LYRICS, Phase.STOPPED);
    try (StatusRig rig = new StatusRig(services, Map.of())) {
      var newcomer = rig.osc.joined();

      rig.await(() -> newcomer.all(StatusMessages.ADDRESS).size() == 2);
    }
  }
}
