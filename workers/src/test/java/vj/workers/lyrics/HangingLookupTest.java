package vj.workers.lyrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.lyrics.standin.FakeComfyUi;
import vj.workers.lyrics.standin.FakeOllama;

/// A network that loses what is asked for names must not take the servers of this machine with it.
@Timeout(60)
class HangingLookupTest {

  /// As many as look names up for one service.
  private static final int THREADS = 4;

  private static final String JUDGED = "{\"categories\":{\"sad\":1}}";

  @Test
  void serversOfThisMachineAnswerWhileNamesCannotBeLookedUp() throws Exception {
    try (var ollama = new FakeOllama("llama3.2:latest").last(FakeOllama.writes(JUDGED));
        var comfy = new FakeComfyUi(FakeComfyUi.Run::saved);
        var rig =
            new LyricsRig(
                LyricsRig.servers(),
                Map.of(
                    "lrclib_url",
                    "http://lyrics.hangs.invalid",
                    "ollama_url",
                    ollama.uri().toString(),
                    "comfyui_enabled",
                    true,
                    "comfyui_url",
                    comfy.uri().toString()))) {
      for (int song = 0; song < THREADS + 2; song++) {
        int held = Math.min(song + 1, THREADS);
        rig.play("Anna", "Song" + song);
        await().until(() -> lookups() >= held);
      }

      Path folder = Files.createDirectories(rig.root.resolve("data/vj/lyrics"));
      Files.writeString(folder.resolve("Anna - Mine.lrc"), "[00:01.00]dark\n[00:02.00]sea");
      rig.play("Anna", "Mine");

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> "complete".equals(rig.pipeline().get("image")));
      assertTrue(
          rig.sent().contains("/karaoke/categories/mood [sad]"), () -> rig.sent().toString());
    }
  }

  /// How many threads wait for a name.
  private static long lookups() {
    return Thread.getAllStackTraces().values().stream()
        .filter(trace ->
            Arrays.stream(trace)
                .anyMatch(frame -> frame.getClassName().startsWith("java.net.InetAddress")))
        .count();
  }
}
