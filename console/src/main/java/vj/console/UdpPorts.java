package vj.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kernel's table of UDP sockets, proc(5): `sl: ADDRESS:PORT REMOTE:PORT ...` in hexadecimal.
final class UdpPorts {

  private static final Pattern ROW =
      Pattern.compile("^\\s*\\d+: [0-9A-F]{8,32}:([0-9A-F]{4}) [0-9A-F]{8,32}:([0-9A-F]{4}) ");

  private UdpPorts() {}

  /// Local ports of sockets that are not connected to one sender.
  static Set<Integer> listening(Path table) throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (String line : Files.readAllLines(table)) {
      Matcher row = ROW.matcher(line);
      if (row.find() && row.group(2).equals("0000")) {
        ports.add(Integer.parseInt(row.group(1), 16));
      }
    }
    return ports;
  }
}
