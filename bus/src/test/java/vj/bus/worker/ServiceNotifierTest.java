package vj.bus.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

@Timeout(10)
class ServiceNotifierTest {

  @Test
  void tellsTheServiceManagerWhatItWaitsFor() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "vj");
    Path path = directory.resolve("notify");
    try (AFUNIXDatagramSocket manager = AFUNIXDatagramSocket.newInstance()) {
      manager.bind(AFUNIXSocketAddress.of(path));
      try (ServiceNotifier notifier =
          ServiceNotifier.of(
              Map.of("NOTIFY_SOCKET", path.toString(), "WATCHDOG_USEC", "30000000"))) {

        notifier.ready("two\nlines");
        notifier.alive();
        notifier.extendTimeout(Duration.ofSeconds(2));
        notifier.stopping("bye");

        assertEquals("READY=1\nSTATUS=two lines", received(manager));
        assertEquals("WATCHDOG=1", received(manager));
        assertEquals("EXTEND_TIMEOUT_USEC=2000000", received(manager));
        assertEquals("STOPPING=1\nSTATUS=bye", received(manager));
        assertEquals(Optional.of(Duration.ofSeconds(30)), notifier.watchdog());
      }
    } finally {
      Files.deleteIfExists(path);
      Files.delete(directory);
    }
  }

  @Test
  void isSilentWithoutAServiceManager() {
    try (ServiceNotifier notifier = ServiceNotifier.of(Map.of())) {
      notifier.ready("nobody hears");

      assertTrue(notifier.watchdog().isEmpty());
    }
  }

  @Test
  void outlivesAServiceManagerThatHasGone() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "vj");
    Path path = directory.resolve("notify");
    AFUNIXDatagramSocket manager = AFUNIXDatagramSocket.newInstance();
    manager.bind(AFUNIXSocketAddress.of(path));
    try (ServiceNotifier notifier = ServiceNotifier.of(Map.of("NOTIFY_SOCKET", path.toString()))) {
      manager.close();

      notifier.alive();
      notifier.alive();
    } finally {
      Files.deleteIfExists(path);
      Files.delete(directory);
    }
  }

  @Test
  void leavesAWatchdogThatIsMeantForAnotherProcessAlone() {
    try (ServiceNotifier notifier =
        ServiceNotifier.of(
            Map.of("NOTIFY_SOCKET", "@vj-nobody", "WATCHDOG_USEC", "1000", "WATCHDOG_PID", "1"))) {
      assertTrue(notifier.watchdog().isEmpty());
    }
  }

  @Test
  void neverWaitsForAServiceManagerThatDoesNotRead() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "vj");
    Path path = directory.resolve("notify");
    try (AFUNIXDatagramSocket manager = AFUNIXDatagramSocket.newInstance()) {
      manager.bind(AFUNIXSocketAddress.of(path));
      try (ServiceNotifier notifier =
          ServiceNotifier.of(Map.of("NOTIFY_SOCKET", path.toString()))) {

        for (int i = 0; i < 10_000; i++) {
          notifier.alive();
        }

        assertFalse(notifier.ready("to be said again"));
      }
    } finally {
      Files.deleteIfExists(path);
      Files.delete(directory);
    }
  }

  @Test
  void findsAServiceManagerThatHasComeBack() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "vj");
    Path path = directory.resolve("notify");
    try (ServiceNotifier notifier = ServiceNotifier.of(Map.of("NOTIFY_SOCKET", path.toString()))) {
      for (int life = 0; life < 2; life++) {
        try (AFUNIXDatagramSocket manager = AFUNIXDatagramSocket.newInstance()) {
          manager.bind(AFUNIXSocketAddress.of(path));

          notifier.alive();

          assertEquals("WATCHDOG=1", received(manager));
        } finally {
          Files.deleteIfExists(path);
        }
      }
    } finally {
      Files.delete(directory);
    }
  }

  private static String received(AFUNIXDatagramSocket socket) throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    socket.receive(packet);
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }
}
