package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vj.bus.telemetry.OscDocument;

class AudioMessageTest {

  @Test
  void isWhatTheDocumentationSays() throws Exception {
    Map<String, String> documented = OscDocument.section("Audio");

    Map<String, String> sent =
        Arrays.stream(AudioMessage.values())
            .collect(Collectors.toMap(AudioMessage::address, AudioMessage::typeTags));

    assertEquals(documented, new TreeMap<>(sent));
  }
}
