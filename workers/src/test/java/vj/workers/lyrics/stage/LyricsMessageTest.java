package vj.workers.lyrics.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vj.bus.telemetry.OscDocument;

class LyricsMessageTest {

  @Test
  void isWhatTheDocumentationSays() throws Exception {
    Map<String, String> documented = OscDocument.section("Lyrics and mood");
    Map<String, String> playing = OscDocument.section("Now playing");

    Map<String, String> sent =
        Arrays.stream(LyricsMessage.values())
            .filter(message -> message != LyricsMessage.TRACK)
            .collect(Collectors.toMap(LyricsMessage::address, LyricsMessage::typeTags));
    sent.put(LyricsMessage.CATEGORY + "NAME", "f");

    assertEquals(documented, new TreeMap<>(sent));
    assertEquals(playing.get(LyricsMessage.TRACK.address()), LyricsMessage.TRACK.typeTags());
  }

  @Test
  void listsEachAddressOnce() {
    List<String> addresses = LyricsMessage.addresses(List.of("dark", "happy"));

    assertTrue(addresses.contains("/karaoke/categories/happy"));
    assertEquals(addresses.size(), addresses.stream().distinct().count());
  }
}
