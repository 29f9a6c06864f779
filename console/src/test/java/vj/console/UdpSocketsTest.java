package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.console.UdpSockets.Listener;
import vj.console.UdpSockets.Owner;

@Timeout(30)
final class UdpSocketsTest {

  @TempDir private Path proc;

  @Test
  void readsTheKernelsTableOfUdpSockets() throws Exception {
    Files.createDirectory(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/udp"),
        """
           sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
          402: 0100007F:2328 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 31337 2 0000000000000000 0
          403: 0100007F:A0B1 0100007F:2329 01 00000000:00000000 00:00000000 00000000  1000        0 31338 2 0000000000000000 0
        """);
    Files.writeString(
        proc.resolve("net/udp6"),
        """
          sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
          17: 00000000000000000000000000000000:2329 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 7 2 0000000000000000 12
        """);

    List<Listener> listeners = new UdpSockets(proc).listeners();

    assertEquals(List.of(new Listener(9000, 1000, 31337), new Listener(9001, 0, 7)), listeners);
  }

  @Test
  void passesOverWhatIsNoRow() throws Exception {
    Files.createDirectory(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/udp"),
        """

        nonsense
        402: 0100007F:2328 00000000:0000 07
        402: 0100007F:2328 00000000:0000 07 0:0 0:0 0 99999999999999999999 0 31337
        402: %s
        """
            .formatted("F".repeat(10_000)));

    assertEquals(List.of(), new UdpSockets(proc).listeners());
  }

  @Test
  void namesTheProcessThatHasASocket() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      UdpSockets sockets = new UdpSockets(Path.of("/proc"));

      Listener listener =
          sockets.listeners().stream()
              .filter(it -> it.port() == socket.getLocalPort())
              .findFirst()
              .orElseThrow();
      Optional<Owner> owner = sockets.owner(listener);

      assertEquals(ProcessHandle.current().pid(), owner.orElseThrow().pid());
      assertTrue(owner.get().name().startsWith("java"), owner::toString);
    }
  }
}
