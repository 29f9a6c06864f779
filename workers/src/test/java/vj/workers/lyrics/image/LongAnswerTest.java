package vj.workers.lyrics.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.lyrics.standin.StandInServer;

/// Nodes that show text put it into the history: whatever its length, a worker with its 32 MiB
/// lives on. One character beyond Latin-1 doubles what all of it takes.
@Timeout(60)
class LongAnswerTest {

  private static String asked(int characters) throws IOException, InterruptedException {
    Map<String, ?> entry =
        Map.of(
            "outputs",
            Map.of(
                "show", Map.of("text", List.of("x".repeat(characters) + "日")),
                "save", Map.of("images", List.of(Map.of("filename", "a.png")))));
    try (StandInServer server =
        StandInServer.start(exchange -> exchange.json(200, Map.of("one", entry)))) {
      Process painter = SmallHeapPainter.start(server.uri(), "one");
      String said = new String(painter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(painter.waitFor(10, TimeUnit.SECONDS));
      assertEquals(0, painter.exitValue(), said);
      return said.strip();
    }
  }

  @Test
  void takesOneOfAMegabyte() throws Exception {
    assertEquals("1 pictures", asked(1_048_000));
  }

  @Test
  void refusesOneOfFourMegabytesInWords() throws Exception {
    String said = asked(4_194_000);

    assertTrue(said.endsWith("an answer of more than 1048576 bytes"), said);
  }
}
