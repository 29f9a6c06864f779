package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtocolDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "protocol.md");

  @Test
  void itsNumbersAreThoseOfTheCode() throws Exception {
    ServerLimits limits = ServerLimits.DEFAULT;
    Map<String, String> code = new LinkedHashMap<>();
    code.put("bytes of length before a frame", String.valueOf(Frames.HEADER));
    code.put("longest frame, both directions", Frames.LIMIT + " bytes");
    code.put("deepest nesting", String.valueOf(Json.NESTING_LIMIT));
    code.put("names, values and brackets in a frame to a worker", String.valueOf(Json.TOKEN_LIMIT));
    code.put("a frame is long from, with its header", LongFrames.SHORT + 1 + " bytes");
    code.put("connections at once", String.valueOf(limits.clients()));
    code.put("connections waiting to be accepted", String.valueOf(Listener.BACKLOG));
    code.put("silence after half a frame", seconds(limits.stall()));
    code.put("outbound queue of one connection", Outbox.FRAMES + " frames");
    code.put("outbound queue of one connection, in bytes", Outbox.BYTES + " bytes");
    code.put("outbound queues of all connections, in bytes", Backlog.BYTES + " bytes");
    code.put("of these, what no client is closed for", Backlog.SHARE + " bytes");
    code.put("wait for a client to read", seconds(limits.patience()));
    code.put("slow commands waiting on one connection", String.valueOf(SlowLane.WAITING));
    code.put("heartbeat interval unless configured", seconds(Heartbeats.INTERVAL));
    code.put("look whether the socket file is there", seconds(limits.check()));
    code.put("longest socket path on Linux", SocketDirectory.PATH_LIMIT_LINUX + " bytes");
    code.put("longest socket path on macOS", SocketDirectory.PATH_LIMIT_MACOS + " bytes");

    assertEquals(code, numbers(Files.readAllLines(DOCUMENT)));
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + " s";
  }

  /// The table that is headed by `number` and `value`.
  private static Map<String, String> numbers(List<String> lines) {
    Map<String, String> numbers = new LinkedHashMap<>();
    lines.stream()
        .dropWhile(line -> !line.equals("| number | value |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", -1))
        .forEach(cells -> numbers.put(cells[1].strip(), cells[2].strip()));
    return numbers;
  }
}
