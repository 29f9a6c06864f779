package vj.workers.oscdebugger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.Acceptance;

@Timeout(10)
class UdpTableTest {

  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode ref pointer drops\n";

  @TempDir private Path directory;

  @Test
  void findsTheDropsOfASocketByItsAddress() throws Exception {
    Acceptance.needs(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "another byte order");
    Files.writeString(
        directory.resolve("udp"), HEADING + row("0100007F:2329", 7) + row("00000000:0035", 1));
    Files.writeString(
        directory.resolve("udp6"), HEADING + row("00000000000000000000000000000000:2329", 9));

    UdpTable table = UdpTable.read(directory);

    assertEquals(OptionalLong.of(7), table.of(local("127.0.0.1", 9001)));
    assertEquals(OptionalLong.of(9), table.of(local("0.0.0.0", 9001)));
    assertEquals(OptionalLong.of(1), table.of(local("::", 53)));
    assertEquals(OptionalLong.empty(), table.of(local("127.0.0.1", 9002)));
  }

  @Test
  void takesWhatItCannotReadForEmpty() throws Exception {
    Files.writeString(
        directory.resolve("udp"),
        HEADING
            + "\n:\n 1 2 3\n"
            + row("0100007F:2329", 7).replace("7\n", "x\n")
            + "\u00ff".repeat(999));

    assertEquals(UdpTable.read(directory.resolve("nowhere")), UdpTable.read(directory));
  }

  private static String row(String local, int drops) {
    return "  42: %s 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000        0 4711 2 0000000000000000 %d\n"
        .formatted(local, drops);
  }

  private static InetSocketAddress local(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }
}
