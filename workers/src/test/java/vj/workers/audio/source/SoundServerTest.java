package vj.workers.audio.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.audio.PulseServer;

@Timeout(60)
final class SoundServerTest {

  private static final int RATE = 48_000;

  private final float[] buffer = new float[2 * RATE];

  @TempDir private Path folder;

  @Test
  void listsWhatTheServerHas() throws Exception {
    try (PulseServer server = PulseServer.start("club", "booth")) {

      List<Device> devices = opener(server).devices();

      assertEquals(
          List.of("club.monitor", "booth.monitor"), devices.stream().map(Device::name).toList());
      assertEquals(
          new Device("0", "club.monitor", "Monitor of club", 2, RATE, true), devices.getFirst());
    }
  }

  @Test
  void capturesWhatPlays() throws Exception {
    try (PulseServer server = PulseServer.start("club")) {
      server.play("club", sine(30));
      try (AudioSource source = open(server, "")) {

        Awaitility.await()
            .atMost(10, TimeUnit.SECONDS)
            .untilAsserted(() -> assertEquals(0.5, heard(source), 0.02));

        assertEquals("Monitor of club (48000 Hz, 2 channels)", source.format().description());
      }
    }
  }

  @Test
  void aServerThatDiesIsReportedWithinTwoSecondsAndFoundAgain() throws Exception {
    try (PulseServer server = PulseServer.start("club")) {
      try (AudioSource source = open(server, "club")) {
        assertTrue(source.read(buffer, RATE) > 0);
        long killed = System.nanoTime();
        server.kill();

        IOException gone = assertThrows(IOException.class, () -> readForEver(source));

        assertTrue(System.nanoTime() - killed < TimeUnit.SECONDS.toNanos(2));
        assertTrue(
            String.valueOf(gone.getMessage())
                .startsWith("Monitor of club (48000 Hz, 2 channels) has gone: parec says:"),
            gone.getMessage());
      }
      server.startAgain();
      try (AudioSource source = open(server, "CLUB.monitor")) {
        assertTrue(source.read(buffer, RATE) > 0);
      }
    }
  }

  @Test
  void anUnpluggedDeviceIsReportedAlthoughTheServerMovesTheRecording() throws Exception {
    try (PulseServer server = PulseServer.start("club", "booth");
        AudioSource source = open(server, "booth")) {
      assertTrue(source.read(buffer, RATE) > 0);

      server.unplug("booth");

      IOException gone = assertThrows(IOException.class, () -> readForEver(source));
      assertTrue(
          String.valueOf(gone.getMessage())
              .contains("moved the recording (Stream moved to device club.monitor"),
          gone.getMessage());
    }
  }

  @Test
  void theDefaultDeviceFollowsWhereTheServerMovesIt() throws Exception {
    try (PulseServer server = PulseServer.start("club", "booth");
        AudioSource source = open(server, "")) {
      server.play("booth", sine(30));
      assertTrue(source.read(buffer, RATE) > 0);

      server.unplug("club");

      Awaitility.await()
          .atMost(10, TimeUnit.SECONDS)
          .untilAsserted(() -> assertEquals(0.5, heard(source), 0.02));
    }
  }

  @Test
  void closingLeavesNoChildBehind() throws Exception {
    try (PulseServer server = PulseServer.start("club")) {
      AudioSource source = open(server, "");
      assertTrue(source.read(buffer, RATE) > 0);
      assertFalse(server.pactl("list", "short", "source-outputs").isEmpty());

      source.close();

      assertEquals(0, ProcessHandle.current().children().filter(SoundServerTest::isParec).count());
      assertEquals(-1, source.read(buffer, RATE));
      Awaitility.await()
          .atMost(5, TimeUnit.SECONDS)
          .until(() -> server.pactl("list", "short", "source-outputs").isEmpty());
    }
  }

  @Test
  void aHungServerIsReportedInsteadOfWaitedForForEver() throws Exception {
    try (PulseServer server = PulseServer.start("club");
        AudioSource source = open(server, "")) {
      assertTrue(source.read(buffer, RATE) > 0);

      server.hang();

      IOException stalled = assertThrows(IOException.class, () -> readForEver(source));
      assertTrue(String.valueOf(stalled.getMessage()).contains("has delivered nothing for 5 s"));
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNamesThereAre() throws Exception {
    try (PulseServer server = PulseServer.start("club")) {

      IOException unknown = assertThrows(IOException.class, () -> open(server, "garage"));

      assertEquals("no device is called \"garage\"; there are: club.monitor", unknown.getMessage());
    }
  }

  @Test
  void withoutAServerAndWithoutASoundCardTheErrorSaysWhatToDo() throws Exception {
    SourceOpener opener =
        new SourceOpener(
            Map.of("PULSE_SERVER", "unix:" + folder.resolve("nobody")), MonotonicClock.system());
    org.junit.jupiter.api.Assumptions.assumeTrue(
        opener.devices().isEmpty(), "Java Sound has a device here");

    IOException none =
        assertThrows(IOException.class, () -> opener.open(new SourceSpec.Device("")));

    assertTrue(String.valueOf(none.getMessage()).contains("install pulseaudio-utils"));
  }

  private static SourceOpener opener(PulseServer server) {
    return new SourceOpener(server.environment(), MonotonicClock.system());
  }

  private static AudioSource open(PulseServer server, String name) throws Exception {
    return opener(server).open(new SourceSpec.Device(name));
  }

  private void readForEver(AudioSource source) throws Exception {
    while (source.read(buffer, RATE) > 0) {
      // until it throws
    }
  }

  /// Amplitude of the 480 Hz in the next tenth of a second.
  private double heard(AudioSource source) throws Exception {
    float[] left = new float[RATE / 10];
    for (int at = 0; at < left.length; ) {
      int read = source.read(buffer, left.length - at);
      for (int i = 0; i < read; i++) {
        left[at++] = buffer[2 * i];
      }
    }
    return Fixtures.amplitude(left, 480, RATE);
  }

  private Path sine(int seconds) throws IOException {
    ByteBuffer raw = ByteBuffer.allocate(seconds * RATE * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; raw.hasRemaining(); i++) {
      short sample = (short) (16384 * Math.sin(2 * Math.PI * 480 * i / RATE));
      raw.putShort(sample).putShort(sample);
    }
    return Files.write(folder.resolve("sine.raw"), raw.array());
  }

  private static boolean isParec(ProcessHandle process) {
    return process.info().command().orElse("").matches(".*/(parec|pacat)");
  }
}
