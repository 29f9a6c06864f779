package vj.bus.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Heartbeat;
import vj.bus.telemetry.OscFormatException;
import vj.bus.telemetry.OscPattern;
import vj.bus.telemetry.Subscription;

/// The commands `subscribe` and `unsubscribe`. A subscription lives as long as its connection; a
/// second one to the same topic replaces the first.
final class Subscriptions {

  private static final String HEARTBEAT = "heartbeat";
  private static final String OSC = "osc";

  private final WorkerState state;

  Subscriptions(WorkerState state) {
    this.state = state;
  }

  Answer subscribe(Command command, Connection connection) {
    try {
      List<String> topics = topics(command);
      Object interval = command.fields().get("interval");
      Optional<Duration> own = interval == null ? Optional.empty() : Optional.of(seconds(interval));
      if (topics.contains(OSC)) {
        int port = port(command.fields().get("port"));
        List<OscPattern> patterns = patterns(command.fields().get("patterns"));
        Subscription live = state.sender().subscribe(port, patterns);
        connection.attach(OSC, live::close);
      }
      if (topics.contains(HEARTBEAT)) {
        own.ifPresentOrElse(connection::heartbeatEvery, () -> connection.heartbeats(true));
      }
      return Answer.of(plain(state.heartbeat()));
    } catch (Refused refused) {
      return Answer.refused(refused.why);
    } catch (IOException e) {
      return Answer.refused("cannot subscribe: " + e.getMessage());
    }
  }

  Answer unsubscribe(Command command, Connection connection) {
    try {
      for (String topic : topics(command)) {
        if (topic.equals(OSC)) {
          connection.attach(OSC, null);
        } else {
          connection.heartbeats(false);
        }
      }
      return Answer.done("Unsubscribed");
    } catch (Refused refused) {
      return Answer.refused(refused.why);
    }
  }

  private static List<String> topics(Command command) throws Refused {
    if (!(command.fields().get("topics") instanceof List<?> topics) || topics.isEmpty()) {
      throw new Refused("topics is missing; it takes a list of heartbeat, osc");
    }
    List<String> known = new ArrayList<>();
    for (Object topic : topics) {
      if (!HEARTBEAT.equals(topic) && !OSC.equals(topic)) {
        throw new Refused("unknown topic %s; there are heartbeat and osc".formatted(topic));
      }
      known.add((String) topic);
    }
    return known;
  }

  private static int port(@Nullable Object value) throws Refused {
    if (value instanceof Long port && port >= 1 && port <= 65535) {
      return port.intValue();
    }
    throw new Refused("port is %s, but takes a UDP port from 1 to 65535".formatted(value));
  }

  /// Within the limits of `heartbeat_interval`.
  private static Duration seconds(Object value) throws Refused {
    double least = 0.2;
    double most = 5;
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return Duration.ofNanos(Math.round(number.doubleValue() * 1e9));
    }
    throw new Refused("interval is %s, but takes %s to %s seconds".formatted(value, least, most));
  }

  private static List<OscPattern> patterns(@Nullable Object value) throws Refused {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> texts)) {
      throw new Refused("patterns is not a list of OSC address patterns");
    }
    try {
      return OscPattern.parseAll(texts);
    } catch (OscFormatException e) {
      throw new Refused("patterns: " + e.getMessage());
    }
  }

  private static Map<String, @Nullable Object> plain(Heartbeat heartbeat) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("worker", heartbeat.worker());
    data.put("pid", heartbeat.pid());
    data.put("uptime_sec", heartbeat.uptimeSec());
    data.put("stats", heartbeat.stats());
    return data;
  }

  /// The caller's fault, on its way to the answer.
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final String why;

    private Refused(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }
}
