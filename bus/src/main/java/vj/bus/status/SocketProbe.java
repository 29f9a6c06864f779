package vj.bus.status;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;
import vj.bus.status.Probe.Answering;
import vj.bus.status.Probe.Silent;
import vj.bus.status.Probe.Stale;

/// Asks one control socket for its state and a heartbeat.
final class SocketProbe {

  private SocketProbe() {}

  /// @param limit for each of the two answers
  static Probe ask(Path socket, Duration limit) {
    try (ControlClient client = ControlClient.connect(socket)) {
      return ask(client, limit);
    } catch (IOException _) {
      return new Stale();
    }
  }

  private static Probe ask(ControlClient client, Duration limit) {
    try {
      Ack beat = client.ask("subscribe", Map.of("topics", List.of("heartbeat")), limit);
      Ack state = client.ask("get_state", Map.of(), limit);
      Map<String, @Nullable Object> heartbeat = data(beat);
      return new Answering(
          heartbeat.get("pid") instanceof Number pid ? pid.longValue() : 0,
          heartbeat.get("uptime_sec") instanceof Number uptime ? uptime.doubleValue() : 0,
          data(state),
          object(heartbeat.get("stats")));
    } catch (IOException e) {
      return new Silent(
          e instanceof SocketTimeoutException ? silence(limit) : String.valueOf(e.getMessage()));
    }
  }

  static String silence(Duration limit) {
    return "does not answer within %d ms: stopped or hung".formatted(limit.toMillis());
  }

  static Map<String, @Nullable Object> data(Ack ack) {
    Map<String, @Nullable Object> data = ack.data();
    return data == null ? Map.of() : data;
  }

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  static Map<String, @Nullable Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }
}
