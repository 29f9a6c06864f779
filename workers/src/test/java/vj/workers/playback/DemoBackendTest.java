package vj.workers.playback;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.demo.DemoSongs;

@Timeout(30)
class DemoBackendTest {

  @Test
  void playsTheFirstSongFromItsBeginning() {
    var board = new Board(1, () -> {});
    try (var backend = new DemoBackend(board.reports(0))) {
      backend.start();

      await().until(() -> !board.sources().isEmpty());

      Playback playback = board.sources().getFirst();
      assertEquals("demo", playback.source());
      assertEquals(DemoSongs.all().getFirst().title(), playback.track().title());
      assertTrue(playback.playing());
      assertEquals(0, playback.positionAt(playback.atNanos()));
    }
  }
}
