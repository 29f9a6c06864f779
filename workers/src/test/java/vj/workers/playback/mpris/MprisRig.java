package vj.workers.playback.mpris;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.freedesktop.dbus.types.Variant;
import vj.bus.Acceptance;
import vj.workers.playback.Playback;
import vj.workers.playback.RecordedReports;
import vj.workers.playback.RecordedReports.Report;

/// A backend on a bus of its own, and players to put there.
final class MprisRig implements AutoCloseable {

  static final String MPV = "mpris:mpv";

  final RecordedReports reports = new RecordedReports();
  private final AtomicLong skipped = new AtomicLong();
  final BusDaemon daemon;
  final MprisBackend backend;

  private MprisRig(BusDaemon daemon) {
    this.daemon = daemon;
    this.backend =
        new MprisBackend(daemon.environment(), reports, () -> System.nanoTime() + skipped.get());
  }

  /// The bus is up; the backend is not started.
  static MprisRig open() throws Exception {
    Acceptance.needs("dbus-daemon");
    return new MprisRig(BusDaemon.start());
  }

  ScriptedPlayer player(Map<String, Variant<?>> properties, String... names) throws Exception {
    return ScriptedPlayer.start(daemon.socket(), properties, names);
  }

  static Map<String, Variant<?>> playing(String artist, String title, double seconds) {
    Map<String, Variant<?>> properties = new HashMap<>();
    properties.put("PlaybackStatus", new Variant<>("Playing"));
    properties.put("Metadata", metadata(artist, title));
    properties.put("Position", new Variant<>(Math.round(seconds * 1e6)));
    properties.put("Rate", new Variant<>(1.0));
    properties.put("Volume", new Variant<>(0.5));
    return properties;
  }

  static Variant<?> metadata(String artist, String title) {
    return dictionary(
        Map.of(
            "mpris:trackid", new Variant<>("/track/" + title.hashCode()),
            "mpris:length", new Variant<>(200_000_000L),
            "xesam:artist", new Variant<>(List.of(artist), "as"),
            "xesam:title", new Variant<>(title),
            "xesam:album", new Variant<>("Album"),
            "xesam:asText", new Variant<>("words\nwords")));
  }

  static Variant<?> dictionary(Map<String, Variant<?>> values) {
    return new Variant<>(values, "a{sv}");
  }

  /// So much time passes for the backend.
  void skip(Duration time) {
    skipped.addAndGet(time.toNanos());
  }

  Playback awaitTitle(String source, String title) {
    return Awaitility.await()
        .atMost(15, TimeUnit.SECONDS)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(
            () -> reports.now(source).orElse(null),
            playback -> playback != null && playback.track().title().equals(title));
  }

  void awaitNothing(String source) {
    Awaitility.await().atMost(15, TimeUnit.SECONDS).until(() -> reports.now(source).isEmpty());
  }

  void awaitWell() {
    Awaitility.await()
        .atMost(40, TimeUnit.SECONDS)
        .until(() -> reports.all().stream().anyMatch(Report.Well.class::isInstance));
  }

  double position(String source) {
    return reports.now(source).orElseThrow().positionAt(System.nanoTime());
  }

  @Override
  public void close() {
    backend.close();
    daemon.close();
  }
}
