package vj.workers.lyrics.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;

/// Listens to one monitor for as long as it is there, and waits for it when it is not. On a thread
/// of its own, named `hear-MONITOR`: subscribes to what the monitor sends, and asks what plays
/// already.
final class MonitorFeed implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MonitorFeed.class);

  /// A monitor that comes back is heard again within a second.
  private static final Duration RETRY = Duration.ofMillis(500);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

  /// The connection says by itself when the monitor has gone; this only bounds one wait.
  private static final Duration LISTENING = Duration.ofSeconds(10);

  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Path socket;
  private final int port;
  private final Inlet inlet;
  private final TrackMessages messages;
  private final Thread thread;

  // guarded by this
  private Optional<ControlClient> connection = Optional.empty();
  private boolean closed;

  /// @param port the loopback port at which [TrackMessages] are received
  MonitorFeed(String monitor, Path socket, int port, Inlet inlet) {
    this.socket = socket;
    this.port = port;
    this.inlet = inlet;
    this.messages = new TrackMessages(inlet);
    this.thread =
        Thread.ofPlatform().daemon().name("hear-" + monitor).unstarted(this::untilInterrupted);
  }

  void start() {
    thread.start();
  }

  /// Whether the monitor is there.
  synchronized boolean connected() {
    return connection.isPresent();
  }

  private void untilInterrupted() {
    try {
      while (!thread.isInterrupted()) {
        if (Files.exists(socket)) {
          listen();
        }
        Thread.sleep(RETRY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the orderly end
    }
  }

  private void listen() {
    try (ControlClient client = ControlClient.connect(socket)) {
      if (!open(client)) {
        return;
      }
      subscribe(client);
      while (!thread.isInterrupted()) {
        client.next(LISTENING);
      }
    } catch (IOException e) {
      log.debug("{}: {}", socket, e.getMessage()); // gone; it is looked for again
    } finally {
      synchronized (this) {
        connection = Optional.empty();
      }
    }
  }

  private synchronized boolean open(ControlClient client) {
    connection = closed ? Optional.empty() : Optional.of(client);
    return !closed;
  }

  private void subscribe(ControlClient client) throws IOException {
    Map<String, Object> osc =
        Map.of(
            "topics",
            List.of("osc"),
            "port",
            (long) port,
            "patterns",
            List.of(TrackMessages.TRACK, TrackMessages.POSITION));
    Ack subscribed = client.ask("subscribe", osc, ANSWER_LIMIT);
    if (!subscribed.success()) {
      throw new IOException("subscribe was refused: " + subscribed.message());
    }
    long before = inlet.announcements();
    Ack track = client.ask("get_track", Map.of(), ANSWER_LIMIT);
    if (track.success() && track.data() != null) {
      messages.answered(before, track.data(), System.nanoTime());
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      thread.interrupt();
      connection.ifPresent(ControlClient::close);
    }
    boolean interrupted = Thread.interrupted(); // the owner is often told to stop just now
    try {
      thread.join(CLOSING);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
