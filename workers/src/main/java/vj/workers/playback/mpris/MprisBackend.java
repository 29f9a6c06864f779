package vj.workers.playback.mpris;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vj.workers.playback.Backend;
import vj.workers.playback.BackendThread;

/// Every player of the desktop session, by MPRIS2 over D-Bus: Spotify's own client, browsers, mpv
/// and so on. Their sources are `spotify` and `mpris:PLAYER`.
///
/// Has one thread, `mpris`. A bus that is not there, dies or stops answering is looked for again,
/// with growing pauses; what players said before counts no more then.
public final class MprisBackend implements Backend {

  private static final long[] RETRY_SECONDS = {1, 2, 4, 8, 16, 30};

  private final Map<String, String> environment;
  private final Reports reports;
  private final LongSupplier nanos;
  private final BackendThread thread;
  private volatile @Nullable Players players; // of the connection that there is

  /// @param environment where the bus is: `DBUS_SESSION_BUS_ADDRESS`, `XDG_RUNTIME_DIR`
  /// @param nanos [System#nanoTime], or a test's own
  public MprisBackend(Map<String, String> environment, Reports reports, LongSupplier nanos) {
    this.environment = Map.copyOf(environment);
    this.reports = reports;
    this.nanos = nanos;
    this.thread = new BackendThread("mpris", this::run);
  }

  @Override
  public String name() {
    return "mpris";
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() throws InterruptedException {
    int failures = 0;
    while (true) {
      failures = attend() ? 0 : failures;
      TimeUnit.SECONDS.sleep(RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length - 1)]);
      failures++;
    }
  }

  /// Until the bus is lost.
  ///
  /// @return whether it was there at all
  private boolean attend() throws InterruptedException {
    boolean attached = false;
    try (BusConnection bus = BusConnection.open(SessionBus.socket(environment))) {
      var found = new Players(bus, reports, nanos);
      players = found;
      try {
        found.run();
      } finally {
        players = null;
        attached = found.attached();
      }
    } catch (IOException e) {
      if (Thread.interrupted()) { // which closes a channel that is being read
        throw new InterruptedException();
      }
      reports.trouble("session bus: " + e.getMessage());
    }
    return attached;
  }

  @Override
  public void state(Map<String, @Nullable Object> data) {
    Players found = players;
    data.put("bus", found != null && found.attached());
    data.put("players", found == null ? List.of() : found.state());
  }

  @Override
  public void close() {
    thread.close();
  }
}
