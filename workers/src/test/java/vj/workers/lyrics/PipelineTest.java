package vj.workers.lyrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.lyrics.input.FakeMonitor;
import vj.workers.lyrics.input.Song;

/// What becomes of a song's work when another one plays, or the same from elsewhere.
@Timeout(60)
class PipelineTest {

  private final ScriptedSources sources = new ScriptedSources();
  private final LyricsRig.RootedSources opener = _ -> _ -> sources;

  @Test
  void songsThatAreSkippedLeaveATakingBackAlone() throws Exception {
    sources.takingBack = new CountDownLatch(1);
    try (var rig = new LyricsRig(opener, Map.of("comfyui_enabled", true))) {
      rig.play("Anna", "Tide");
      await().until(() -> sources.asked.contains("paint a picture"));
      for (String next : List.of("Dune", "Moor", "Reef")) {
        rig.play("Ben", next);
        rig.awaitSent("/karaoke/keywords/reset [Ben::%s]".formatted(next));
        await().until(() -> sources.asked.contains("take back Tide"));
      }

      sources.takingBack.countDown();

      await().until(() -> sources.asked.contains("taken back Tide"));
    }
  }

  @Test
  void theSameSongFromElsewhereIsNotWorkedForAgain() throws Exception {
    try (var rig = new LyricsRig(opener, Map.of());
        var monitor = new FakeMonitor(rig.directory, "virtualdj_monitor")) {
      rig.play("Anna", "Tide");
      rig.awaitSent("/karaoke/categories/mood [dark]");
      await().until(() -> Objects.equals(rig.state().get("monitors"), 1L));

      await() // a monitor that is connected to need not have been subscribed to
          .until(() -> {
            monitor.announce(new Song("virtualdj", "Anna", "Tide", "", 180));
            return rig.sent().contains("/karaoke/track [1, virtualdj, Anna, Tide, , 180.0, 1]");
          });
      rig.play("Ben", "Dune");
      await().until(() -> sources.asked.contains("analyse Dune"));

      assertEquals(2, sources.begun.get());
    }
  }
}
