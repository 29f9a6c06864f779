package vj.workers.status.metrics;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.status.FaultText;
import vj.bus.status.Snapshot;

/// The page for Prometheus, open at the port that the settings name, or not at all.
///
/// It belongs to the worker's loop and is called on its thread only. Until a port is wanted it
/// loads neither an HTTP server nor the client library: most people never want one.
public final class MetricsEndpoint implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(MetricsEndpoint.class);

  /// How soon a port that was taken is tried again.
  private static final Duration RETRY = Duration.ofSeconds(5);

  /// Asks for no page.
  private static final int NONE = 0;

  private final Supplier<Snapshot> picture;
  private final LongSupplier nanos;

  /// When the worker's loop last came by. Each turn makes a new picture: this is its age.
  private volatile long turnNanos;

  private int port = NONE;
  private Optional<MetricsServer> server = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private long nextTryNanos;

  /// @param picture asked at each scrape, on threads of the endpoint's own
  /// @param nanos monotonic clock
  public MetricsEndpoint(Supplier<Snapshot> picture, LongSupplier nanos) {
    this.picture = picture;
    this.nanos = nanos;
  }

  /// Opens, moves or closes the page as is wanted now. Called at every turn of the worker's loop,
  /// after the picture; with nothing to change it costs nothing.
  ///
  /// @param wanted port on loopback; 0: none
  /// @return why there is no page although one is wanted
  public Optional<String> follow(int wanted) {
    long now = nanos.getAsLong();
    turnNanos = now;
    if (wanted != port) {
      close();
      port = wanted;
      nextTryNanos = now;
    }
    if (port != NONE && server.isEmpty() && now - nextTryNanos >= 0) {
      open(now);
    }
    return trouble;
  }

  private void open(long now) {
    var fresh =
        new MetricsServer(
            port, () -> Scrape.of(picture.get(), Duration.ofNanos(nanos.getAsLong() - turnNanos)));
    try {
      fresh.start();
      server = Optional.of(fresh);
      trouble = Optional.empty();
      log.info("metrics at {}", fresh.url());
    } catch (IOException e) {
      trouble = Optional.of(noPage(e));
      nextTryNanos = now + RETRY.toNanos();
    }
  }

  private String noPage(IOException why) {
    return ("no metrics: port %1$d on loopback: %2$s; end what has it (ss -ltnp 'sport = :%1$d'),"
            + " or choose another: vj config set status metrics_port=N")
        .formatted(port, FaultText.of(why));
  }

  /// The port is free when this returns. What follows later may open it again.
  @Override
  public void close() {
    if (server.isPresent()) { // a method reference would load the class even if there is none
      server.get().close();
      server = Optional.empty();
    }
    trouble = Optional.empty();
    port = NONE;
  }
}
