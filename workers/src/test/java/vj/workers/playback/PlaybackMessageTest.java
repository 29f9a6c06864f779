package vj.workers.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vj.bus.telemetry.OscDocument;

class PlaybackMessageTest {

  @Test
  void isWhatTheDocumentationSays() throws Exception {
    Map<String, String> documented = OscDocument.section("Now playing");

    Map<String, String> sent =
        Arrays.stream(PlaybackMessage.values())
            .collect(Collectors.toMap(PlaybackMessage::address, PlaybackMessage::typeTags));

    assertEquals(documented, new TreeMap<>(sent));
  }
}
