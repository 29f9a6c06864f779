package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vj.bus.worker.Setting.Refusal;

final class SourceSpecTest {

  private static final Path HOME = Path.of("/home/vj");

  @Test
  void readsEveryKindOfSource() throws Refusal {
    Map<String, SourceSpec> specs =
        Map.of(
            "device", new SourceSpec.Device(""),
            "device:", new SourceSpec.Device(""),
            "device:Monitor of Club", new SourceSpec.Device("Monitor of Club"),
            "device:a:b", new SourceSpec.Device("a:b"),
            "file:/m/a.wav", new SourceSpec.File(Path.of("/m/a.wav"), false),
            "file:~/a.wav?loop", new SourceSpec.File(Path.of("/home/vj/a.wav"), true),
            "file:/m/Why?.wav", new SourceSpec.File(Path.of("/m/Why?.wav"), false),
            "pipe:/run/fifo", new SourceSpec.Pipe(Path.of("/run/fifo"), 44100, 2),
            "pipe:~/f?channels=8&rate=8000", new SourceSpec.Pipe(HOME.resolve("f"), 8000, 8),
            " demo ", new SourceSpec.Demo());

    for (Map.Entry<String, SourceSpec> entry : specs.entrySet()) {
      assertEquals(entry.getValue(), SourceSpec.parse(entry.getKey(), HOME), entry.getKey());
    }
  }

  @Test
  void writesWhatItReads() throws Refusal {
    for (String text : new String[] {"device", "device:x", "file:/a?loop", "demo"}) {
      assertEquals(text, SourceSpec.parse(text, HOME).text());
    }
    assertEquals("pipe:/f?rate=44100&channels=2", SourceSpec.parse("pipe:/f", HOME).text());
  }

  @Test
  void refusalsNameWhatIsTakenAndWhatWasFound() {
    Map<String, String> refusals =
        Map.of(
            "", "one of device, device:NAME",
            "mic", "not \"mic\"",
            "demo:1", "not \"demo:1\"",
            "file:", "an absolute path (or ~/…) after file:, not \"\"",
            "file:a.wav", "not \"a.wav\"",
            "file:/a\0b", "after file:",
            "pipe:fifo", "after pipe:, not \"fifo\"",
            "pipe:/f?rate=7999", "rate=8000..192000 in pipe:PATH?, not \"7999\"",
            "pipe:/f?channels=nine", "channels=1..8 in pipe:PATH?, not \"nine\"",
            "pipe:/f?format=u8", "rate= and channels= after pipe:PATH?, not \"format=u8\"");

    refusals.forEach((text, expected) -> {
      Refusal refusal = assertThrows(Refusal.class, () -> SourceSpec.parse(text, HOME), text);
      assertTrue(refusal.takes().contains(expected), refusal.takes());
    });
  }
}
