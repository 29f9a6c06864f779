package vj.workers.lyrics.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever somebody calls lyrics, a worker with its 32 MiB gets through it in no time.
@Timeout(60)
class HostileLyricsTest {

  /// Of everything that is done with a text. On an idle machine it is 1 s at most.
  private static final long MOST_MILLIS = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10 MB",
        "50 000 lines",
        "one line",
        "stamps",
        "stamps and words",
        "tags",
        "brackets",
        "nested",
        "angles",
        "digits",
        "spaces",
        "apostrophes",
        "garbage"
      })
  void isReadInBoundedTimeAndMemory(String kind) throws Exception {
    Process reader = SmallHeapReader.start(kind);

    String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertTrue(reader.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, reader.exitValue(), said);
    assertTrue(Long.parseLong(said.substring(0, said.indexOf(' '))) < MOST_MILLIS, said);
  }
}
