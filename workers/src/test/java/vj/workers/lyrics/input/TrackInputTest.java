package vj.workers.lyrics.input;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.control.SocketDirectory;
import vj.bus.telemetry.OscTemplate;
import vj.bus.telemetry.Target;
import vj.bus.telemetry.TelemetrySender;
import vj.workers.lyrics.input.Heard.Announced;

@Timeout(30)
class TrackInputTest {

  private static final Song SONG = new Song("spotify", "Anna", "Tide", "Sea", 180);
  private static final Song OTHER = new Song("virtualdj", "Ben", "Dune", "", 200.5);

  private final BlockingQueue<String> woken = new LinkedBlockingQueue<>();
  private final Inlet inlet = new Inlet(() -> woken.add(""));
  private Path root = Path.of("");
  private SocketDirectory directory = SocketDirectory.locate(Map.of());

  @BeforeEach
  void makeABus() throws IOException {
    root = Files.createTempDirectory(Path.of("/tmp"), "vj");
    directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", root.resolve("bus").toString()));
  }

  @AfterEach
  void removeTheBus() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void knowsASongThatPlaysAlready() throws Exception {
    try (var _ = new FakeMonitor(directory, "spotify_monitor").playing(SONG, 61);
        TrackInput input = TrackInput.open(directory, inlet)) {
      Heard heard = nextSong();

      assertEquals(Optional.of(new Announced.Plays(SONG)), heard.song());
      assertEquals(61, heard.position().orElseThrow().seconds());
      assertEquals(1, input.monitors());
    }
  }

  @Test
  void leavesAMonitorAloneThatIsNotOnTheAir() throws Exception {
    try (var monitor = new FakeMonitor(directory, "spotify_monitor").playing(OTHER, 61);
        var _ = new FakeMonitor(directory, "virtualdj_monitor").playing(SONG, 5)) {
      monitor.offAir();
      try (TrackInput input = TrackInput.open(directory, inlet)) {
        await().until(() -> input.monitors() == 2);

        assertEquals(Optional.of(new Announced.Plays(SONG)), nextSong().song());
        assertTrue(woken.isEmpty());
      }
    }
  }

  @Test
  void hearsWhatAMonitorSends() throws Exception {
    try (var monitor = new FakeMonitor(directory, "virtualdj_monitor").playing(SONG, 0);
        TrackInput _ = TrackInput.open(directory, inlet)) {
      nextSong();

      monitor.announce(OTHER);
      assertEquals(Optional.of(new Announced.Plays(OTHER)), nextSong().song());
      monitor.position(12.5, false);
      Heard.Position position = next().position().orElseThrow();

      assertEquals(12.5, position.seconds());
      assertEquals(false, position.playing());
    }
  }

  @Test
  void hearsAMonitorThatComesBackWithinASecond() throws Exception {
    try (TrackInput input = TrackInput.open(directory, inlet)) {
      new FakeMonitor(directory, "spotify_monitor").playing(SONG, 1).close();
      try (var _ = new FakeMonitor(directory, "spotify_monitor").playing(SONG, 1)) {
        nextSong();
      }
      await().until(() -> input.monitors() == 0);

      long back = System.nanoTime();
      try (var _ = new FakeMonitor(directory, "spotify_monitor").playing(OTHER, 1)) {
        assertEquals(Optional.of(new Announced.Plays(OTHER)), nextSong().song());
        assertTrue(System.nanoTime() - back < 1_000_000_000L);
      }
    }
  }

  @Test
  void takesWhatAnythingSendsToItsPort() throws Exception {
    int port = freePort();
    try (TrackInput input = TrackInput.open(directory, inlet);
        TelemetrySender sender = sender(port)) {
      input.port(port);
      input.turn(0);

      sender.send(track(sender, "issssii").set(5, 200)); // a whole number of seconds

      assertEquals(
          Optional.of(new Announced.Plays(new Song("any", "Ben", "Dune", "", 200))),
          nextSong().song());
      sender.send(sender.template("/karaoke/track", "i").set(0, 0));
      assertEquals(Optional.of(new Announced.Ended()), nextSong().song());
    }
  }

  @Test
  void goesOnWithoutAPortThatIsTakenAndTriesItAgain() throws Exception {
    try (TrackInput input = TrackInput.open(directory, inlet)) {
      int port;
      try (DatagramSocket holder = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
        port = holder.getLocalPort();
        input.port(port);
        input.turn(0);
        assertTrue(input.trouble().orElseThrow().contains("input_port " + port));
      }

      input.turn(4_900_000_000L);
      assertTrue(input.trouble().isPresent());
      input.turn(5_100_000_000L);
      assertTrue(input.trouble().isEmpty());
    }
  }

  @Test
  void survivesHostileDatagrams() throws Exception {
    int port = freePort();
    var dice = new Random(11);
    try (TrackInput input = TrackInput.open(directory, inlet);
        TelemetrySender sender = sender(port);
        DatagramSocket raw = new DatagramSocket()) {
      input.port(port);
      input.turn(0);
      for (int i = 0; i < 300; i++) {
        byte[] bytes = hostile(dice, i);
        raw.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
      }
      for (String types : List.of("", "s", "f", "is", "ssssss", "ifffff")) {
        sender.send(sender.template("/karaoke/track", types));
        sender.send(sender.template("/karaoke/pos", types));
      }

      sender.send(track(sender, "issssfi"));

      await()
          .atMost(Duration.ofSeconds(5))
          .until(() ->
              inlet
                  .take()
                  .song()
                  .filter(said ->
                      said instanceof Announced.Plays(var song, _) && song.title().equals("Dune"))
                  .isPresent());
    }
  }

  /// Noise, or a track's beginning and then noise.
  private static byte[] hostile(Random dice, int round) {
    byte[] bytes = new byte[dice.nextInt(200)];
    dice.nextBytes(bytes);
    if (round % 2 == 0 && bytes.length > 28) {
      byte[] head =
          "/karaoke/track\0\0,issssfi\0\0\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      System.arraycopy(head, 0, bytes, 0, head.length);
    }
    return bytes;
  }

  @Test
  void anAnswerThatIsOlderThanAnAnnouncementDoesNotCount() {
    var messages = new TrackMessages(inlet);
    long before = inlet.announcements();
    inlet.announced(new Announced.Plays(OTHER));

    messages.answered(before, Map.of("on_air", true, "track", Map.of("title", "Tide")), 0);

    assertEquals(Optional.of(new Announced.Plays(OTHER)), inlet.take().song());
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    TrackInput input = TrackInput.open(directory, inlet);
    input.port(freePort());
    input.turn(0);
    input.close();
    input.close();

    await()
        .until(() ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread ->
                    thread.getName().startsWith("hear-") || thread.getName().startsWith("osc-in")));
  }

  private static OscTemplate track(TelemetrySender sender, String types) {
    return sender
        .template("/karaoke/track", types)
        .set(0, 1)
        .set(1, "any")
        .set(2, "Ben")
        .set(3, "Dune");
  }

  private static TelemetrySender sender(int port) {
    var sender = new TelemetrySender(System::nanoTime);
    sender.targets(List.of(Target.of("127.0.0.1", port)));
    sender.start();
    return sender;
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Heard next() throws InterruptedException {
    while (true) {
      assertTrue(woken.poll(5, TimeUnit.SECONDS) != null, "nothing was heard");
      Heard heard = inlet.take();
      if (heard.song().isPresent() || heard.position().isPresent()) {
        return heard;
      }
    }
  }

  private Heard nextSong() throws InterruptedException {
    while (true) {
      Heard heard = next();
      if (heard.song().isPresent()) {
        return heard;
      }
    }
  }
}
