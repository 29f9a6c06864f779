package vj.workers.lyrics.input;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.ControlServer;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.SocketClaim;
import vj.bus.control.SocketDirectory;
import vj.bus.telemetry.OscPattern;
import vj.bus.telemetry.Subscription;
import vj.bus.telemetry.TelemetrySender;

/// A monitor at its real socket, which says what the test tells it to.
public final class FakeMonitor implements AutoCloseable {

  private final SocketClaim claim;
  private final TelemetrySender telemetry = new TelemetrySender(System::nanoTime);
  private final ControlServer server;

  /// What `get_track` answers.
  private volatile Map<String, @Nullable Object> track = new LinkedHashMap<>();

  public FakeMonitor(SocketDirectory directory, String name) throws IOException {
    claim = directory.claim(name);
    server = new ControlServer(claim, this::answer, () -> new Heartbeat(name, 1, 1, Map.of()));
    server.start();
  }

  /// Plays, for whoever asks; says nothing.
  public FakeMonitor playing(Song song, double seconds) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("on_air", true);
    data.put("playing", true);
    data.put("position", seconds);
    data.put("source", song.source());
    data.put(
        "track",
        Map.of(
            "artist", song.artist(),
            "title", song.title(),
            "album", song.album(),
            "duration", song.durationSeconds()));
    track = data;
    return this;
  }

  public void offAir() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>(track);
    data.put("on_air", false);
    track = data;
  }

  public void announce(Song song) {
    telemetry.send(
        telemetry
            .template("/karaoke/track", "issssfi")
            .set(0, 1)
            .set(1, song.source())
            .set(2, song.artist())
            .set(3, song.title())
            .set(4, song.album())
            .set(5, (float) song.durationSeconds())
            .set(6, 0));
  }

  public void position(double seconds, boolean playing) {
    telemetry.send(
        telemetry.template("/karaoke/pos", "fi").set(0, (float) seconds).set(1, playing ? 1 : 0));
  }

  private Answer answer(Command command, Connection connection) {
    return switch (command.cmd()) {
      case "subscribe" -> subscribe(command, connection);
      case "get_track" -> Answer.of(track);
      case null, default -> Answer.refused("Unknown command: " + command.cmd());
    };
  }

  private Answer subscribe(Command command, Connection connection) {
    if (!(command.fields().get("port") instanceof Long port
        && command.fields().get("patterns") instanceof List<?> patterns)) {
      return Answer.refused("port and patterns are wanted");
    }
    try {
      Subscription live = telemetry.subscribe(port.intValue(), OscPattern.parseAll(patterns));
      connection.attach("osc", live::close);
      return Answer.done("Subscribed");
    } catch (IOException e) {
      return Answer.refused(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    server.close();
    telemetry.close();
    claim.close();
  }
}
