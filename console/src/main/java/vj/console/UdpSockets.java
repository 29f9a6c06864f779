package vj.console;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kernel's table of UDP sockets, proc(5), and whose they are.
///
/// @param proc `/proc`, or one of a test's own
record UdpSockets(Path proc) {

  /// `sl: ADDRESS:PORT REMOTE:PORT st tx:rx tr:when retrnsmt uid timeout inode ...`, numbers with
  /// colons in hexadecimal.
  private static final Pattern ROW =
      Pattern.compile(
          "^\\s*\\d+: [0-9A-F]{8,32}:([0-9A-F]{4}) [0-9A-F]{8,32}:([0-9A-F]{4})"
              + "(?: +\\S+){4} +(\\d{1,10}) +\\d+ +(\\d{1,18})\\b.*");

  /// A socket that takes datagrams from anybody.
  ///
  /// @param uid of the user it belongs to
  /// @param inode by which the process can be found that has it open
  record Listener(int port, long uid, long inode) {}

  /// @param name as the kernel has it, 15 characters at most
  record Owner(long pid, String name) {}

  /// Those that are not connected to one sender.
  List<Listener> listeners() throws IOException {
    List<Listener> found = new ArrayList<>();
    for (String table : List.of("udp", "udp6")) {
      Path file = proc.resolve("net").resolve(table);
      if (Files.exists(file)) {
        Files.readAllLines(file).forEach(line -> row(line).ifPresent(found::add));
      }
    }
    return found;
  }

  private static Optional<Listener> row(String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches() || !row.group(2).equals("0000")) {
      return Optional.empty();
    }
    return Optional.of(
        new Listener(
            Integer.parseInt(row.group(1), 16),
            Long.parseLong(row.group(3)),
            Long.parseLong(row.group(4))));
  }

  /// Empty for another user's: nobody may look into their processes.
  Optional<Owner> owner(Listener listener) throws IOException {
    String wanted = "socket:[%d]".formatted(listener.inode());
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process.resolve("fd"), wanted)) {
          String name = Files.readString(process.resolve("comm")).strip();
          return Optional.of(new Owner(Long.parseLong(process.getFileName().toString()), name));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path descriptors, String wanted) {
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).toString().equals(wanted)) {
          return true;
        }
      }
    } catch (IOException _) {
      // not ours to look into, or gone meanwhile
    }
    return false;
  }
}
