package vj.workers.lyrics;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
