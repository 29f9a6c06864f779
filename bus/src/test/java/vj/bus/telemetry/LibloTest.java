package vj.bus.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.Acceptance;

/// Against another implementation of OSC: liblo's `oscdump` and `oscsend`.
@Timeout(30)
class LibloTest {

  @TempDir private Path directory;

  @Test
  void oscdumpPrintsWhatWeSend() throws Exception {
    Acceptance.needs("oscdump");
    int port = Inbox.unusedPort();
    Path printed = directory.resolve("printed");
    Process oscdump =
        new ProcessBuilder("oscdump", "-L", Integer.toString(port))
            .redirectOutput(printed.toFile())
            .redirectErrorStream(true)
            .start();
    try (TelemetrySender sender = new TelemetrySender(System::nanoTime)) {
      sender.targets(
          List.of(
              Target.of("127.0.0.1", port),
              new Target("127.0.0.1", port, List.of(), "/bundled", 0, true, true)));
      OscTemplate track = sender.template("/karaoke/track", "isf");
      OscTemplate beat = sender.template("/audio/beat", "if");
      Awaitility.await()
          .until(() -> {
            sender.send(sender.template("/ready", ""));
            return Files.readString(printed).contains("/ready");
          });

      sender.collect(track.set(0, 1).set(1, "Beyonc\u00e9 \u4e16\u754c \ud83c\udfa7").set(2, 3.5f));
      sender.collect(beat.set(0, 1).set(1, 0.5f));
      sender.endFrame();

      Awaitility.await().until(() -> Files.readString(printed).contains("/bundled/audio/beat"));
      List<String> lines =
          Files.readAllLines(printed).stream().filter(line -> !line.contains("/ready")).toList();
      String title = "\"Beyonc\u00e9 \u4e16\u754c \ud83c\udfa7\"";
      assertEquals(4, lines.size(), lines::toString);
      assertPrinted("/karaoke/track isf 1 " + title + " 3.500000", lines.get(0));
      assertPrinted("/audio/beat if 1 0.500000", lines.get(1));
      assertPrinted("/bundled/karaoke/track isf 1 " + title + " 3.500000", lines.get(2));
      assertPrinted("/bundled/audio/beat if 1 0.500000", lines.get(3));
    } finally {
      oscdump.destroy();
    }
  }

  private static void assertPrinted(String message, String line) {
    assertTrue(line.endsWith(message), line);
  }

  @Test
  void weReadWhatOscsendSends() throws Exception {
    Acceptance.needs("oscsend");
    BlockingQueue<OscMessage> messages = new ArrayBlockingQueue<>(16);
    try (OscReceiver receiver =
        new OscReceiver(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
            (message, _, _, _) -> messages.add(message))) {
      receiver.start();

      oscsend(receiver.port(), "/karaoke/pos", "fi", "12.5", "1");
      oscsend(receiver.port(), "/a*", "ifshdcTFNI", "-7", "0.25", "hi", "9000000000", "0.125", "x");

      OscMessage position = messages.poll(5, TimeUnit.SECONDS);
      OscMessage all = messages.poll(5, TimeUnit.SECONDS);
      assertEquals(new OscMessage("/karaoke/pos", "fi", List.of(12.5f, 1)), position);
      assertEquals(
          new OscMessage(
              "/a*",
              "ifshdcTFNI",
              Arrays.asList(
                  -7,
                  0.25f,
                  "hi",
                  9_000_000_000L,
                  0.125,
                  (int) 'x',
                  true,
                  false,
                  null,
                  Float.POSITIVE_INFINITY)),
          all);
      assertEquals(0, receiver.malformed());
    }
  }

  private static void oscsend(int port, String... message) throws Exception {
    List<String> command = new ArrayList<>(List.of("oscsend", "127.0.0.1"));
    command.add(Integer.toString(port));
    command.addAll(List.of(message));
    Process oscsend = new ProcessBuilder(command).inheritIO().start();
    assertTrue(oscsend.waitFor(5, TimeUnit.SECONDS));
    assertEquals(0, oscsend.exitValue());
  }
}
