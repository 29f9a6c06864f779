package vj.workers.oscdebugger;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// How many datagrams the kernel has thrown away at each UDP socket, because nobody fetched them in
/// time: the last column of `/proc/net/udp` and `udp6`, proc(5). There is none on other systems.
record UdpTable(Map<String, Long> drops) {

  /// `sl`, `ADDRESS:PORT`, ..., `drops`.
  private static final int LOCAL = 1;

  private static final int DROPS = 12;

  /// @param directory `/proc/net`; what cannot be read there counts as empty
  static UdpTable read(Path directory) {
    Map<String, Long> drops = new HashMap<>();
    for (String table : List.of("udp", "udp6")) {
      try (var lines = Files.lines(directory.resolve(table), StandardCharsets.ISO_8859_1)) {
        lines.skip(1).forEach(line -> row(line, drops));
      } catch (IOException _) {
        // another system, or one without IPv6
      }
    }
    return new UdpTable(drops);
  }

  private static void row(String line, Map<String, Long> drops) {
    String[] columns = line.strip().split("\\s+");
    if (columns.length > DROPS && columns[DROPS].matches("\\d{1,18}")) {
      drops.merge(columns[LOCAL], Long.valueOf(columns[DROPS]), Math::max);
    }
  }

  /// Empty if the table does not have the socket.
  OptionalLong of(InetSocketAddress local) {
    String port = "%04X".formatted(local.getPort());
    for (String address : forms(local)) {
      Long count = drops.get(address + ":" + port);
      if (count != null) {
        return OptionalLong.of(count);
      }
    }
    return OptionalLong.empty();
  }

  /// A socket for both families is in `udp6`, and says 0.0.0.0 or :: of itself.
  private static List<String> forms(InetSocketAddress local) {
    return local.getAddress().isAnyLocalAddress()
        ? List.of("0".repeat(32), "0".repeat(8))
        : List.of(words(local.getAddress().getAddress()));
  }

  /// Words of 32 bits, each in the byte order of the machine.
  private static String words(byte[] address) {
    ByteBuffer bytes = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder());
    StringBuilder text = new StringBuilder();
    while (bytes.hasRemaining()) {
      text.append("%08X".formatted(bytes.getInt()));
    }
    return text.toString();
  }
}
