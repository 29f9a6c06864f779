package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeviceTest {

  private static final Device MIC = device("1", "alsa_input.usb", "USB Microphone", false);
  private static final Device CLUB = device("2", "club.monitor", "Monitor of Club", true);
  private static final Device USB = device("3", "usb", "Mixer", false);
  private static final List<Device> ALL = List.of(MIC, CLUB, USB);

  @Test
  void findsByIdNameAndParts() {
    assertEquals(Optional.of(CLUB), Device.find(ALL, ""));
    assertEquals(Optional.of(MIC), Device.find(ALL, "1"));
    assertEquals(Optional.of(CLUB), Device.find(ALL, "MONITOR of club"));
    assertEquals(Optional.of(MIC), Device.find(ALL, "microphone"));
    assertEquals(Optional.empty(), Device.find(ALL, "line-in"));
  }

  @Test
  void aWholeNameGoesBeforeAPartOfAnother() {
    assertEquals(Optional.of(USB), Device.find(ALL, "USB"));
    assertEquals(Optional.of(MIC), Device.find(ALL, "alsa_input"));
  }

  @Test
  void withoutADefaultTheFirstIsTaken() {
    assertEquals(Optional.of(USB), Device.find(List.of(USB, MIC), ""));
  }

  @Test
  void readsWhatPactlPrints() throws IOException {
    String json =
        """
        [{"index":7,"name":"a","description":"Ünïcode \\"mic\\"","balance":0.00,
          "sample_specification":"float32le 32ch 384000Hz","ports":[]},
         {"index":8,"name":"b","sample_specification":"s16le 1ch 8000Hz"}, 5, {"index":9}]
        """;

    assertEquals(
        List.of(
            new Device("7", "a", "Ünïcode \"mic\"", 8, 48000, false),
            new Device("8", "b", "b", 1, 8000, true)),
        SoundServer.parse(json, "b"));
  }

  @Test
  void whatIsNotJsonIsAnIOException() {
    for (String text : new String[] {"", "Connection refused", "[", "]", "[1]]", "{}}"}) {
      assertThrows(IOException.class, () -> SoundServer.parse(text, ""), text);
    }
  }

  private static Device device(String id, String name, String description, boolean isDefault) {
    return new Device(id, name, description, 2, 48000, isDefault);
  }
}
