package vj.workers.oscdebugger;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.Acceptance;

/// Programs of other people, and other networks, send to the running worker.
@Timeout(60)
class OtherSendersTest {

  private static DebuggerProcess debugger;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    debugger = new DebuggerProcess();
  }

  @AfterAll
  static void stop() throws Exception {
    debugger.close();
  }

  @Test
  void seesWhatOscsendSends() throws Exception {
    Acceptance.needs("oscsend");
    String port = Integer.toString(debugger.port);

    Process oscsend =
        new ProcessBuilder("oscsend", "127.0.0.1", port, "/liblo/x", "ifsTd", "7", "0.5", "hi", "2")
            .inheritIO()
            .start();

    assertTrue(oscsend.waitFor(10, TimeUnit.SECONDS));
    await().until(() -> !debugger.messages(Map.of("pattern", "/liblo/*")).isEmpty());
    Map<?, ?> message = debugger.messages(Map.of("pattern", "/liblo/*")).getFirst();
    assertEquals("ifsTd", message.get("types"));
    assertEquals(List.of(7L, 0.5, "hi", true, 2.0), message.get("args"));
  }

  @Test
  void seesWhatPureDataSends() throws Exception {
    Acceptance.needs("pd");
    Path patch =
        Files.writeString(
            directory.resolve("send.pd"),
            """
            #N canvas 0 0 450 300 12;
            #X obj 10 10 loadbang;
            #X obj 10 40 t b b;
            #X msg 90 80 connect 127.0.0.1 %d;
            #X msg 10 80 1 2.5 word;
            #X obj 10 120 oscformat -f ffs pd test;
            #X obj 10 150 list prepend send;
            #X obj 10 180 list trim;
            #X obj 10 220 netsend -u -b;
            #X connect 0 0 1 0;
            #X connect 1 1 2 0;
            #X connect 1 0 3 0;
            #X connect 3 0 4 0;
            #X connect 4 0 5 0;
            #X connect 5 0 6 0;
            #X connect 6 0 7 0;
            #X connect 2 0 7 0;
            """
                .formatted(debugger.port));
    Process pd =
        new ProcessBuilder("pd", "-nogui", "-noaudio", "-nomidi", patch.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("printed").toFile())
            .start();
    try {
      await().until(() -> !debugger.messages(Map.of("pattern", "/pd/test")).isEmpty());
    } finally {
      pd.destroy();
    }
    Map<?, ?> message = debugger.messages(Map.of("pattern", "/pd/test")).getFirst();
    assertEquals("ffs", message.get("types"));
    assertEquals(List.of(1.0, 2.5, "word"), message.get("args"));
  }

  @Test
  void hearsBothFamiliesOfAddressesAtOnePort() throws Exception {
    try (var socket = new DatagramSocket()) {
      for (String loopback : List.of("127.0.0.1", "::1")) {
        byte[] datagram = Osc.of("/family", loopback.length());
        InetAddress to = InetAddress.ofLiteral(loopback);
        socket.send(new DatagramPacket(datagram, datagram.length, to, debugger.port));
      }
    } catch (java.net.SocketException e) {
      Acceptance.needs(false, "no IPv6 here: " + e.getMessage());
    }

    await().until(() -> debugger.messages(Map.of("pattern", "/family")).size() == 2);
    List<String> sources =
        debugger.messages(Map.of("pattern", "/family")).stream()
            .map(message -> String.valueOf(message.get("source")))
            .toList();
    assertTrue(sources.get(0).startsWith("127.0.0.1:"), sources::toString);
    assertTrue(sources.get(1).startsWith("[0:0:0:0:0:0:0:1]:"), sources::toString);
  }
}
