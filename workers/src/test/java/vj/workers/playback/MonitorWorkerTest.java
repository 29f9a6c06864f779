package vj.workers.playback;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.telemetry.RecordingTelemetry;
import vj.bus.worker.CommonSettings;
import vj.bus.worker.FakeContext;
import vj.bus.worker.Setting;

@Timeout(30)
class MonitorWorkerTest {

  private static final Setting<String> PLAYER = Setting.text("player", "first", "a player");
  private static final Track ONE = new Track("Nils", "Says", "Spaces", 300);

  @TempDir private Path directory;

  private final RecordingTelemetry telemetry = new RecordingTelemetry();
  private final FakeContext context =
      new FakeContext(telemetry, List.of(PLAYER, CommonSettings.PLAYBACK_SOURCE), Map.of());
  private final List<Scripted> opened = new CopyOnWriteArrayList<>();
  private Thread main;

  @BeforeEach
  void start() throws Exception {
    var players =
        new MonitorWorker.Players(
            List.of(PLAYER),
            settings -> List.<Function<Backend.Reports, Backend>>of(Scripted::new));
    var worker = new MonitorWorker(players, directory);
    main =
        Thread.ofPlatform()
            .start(() -> {
              try {
                worker.run(context);
              } catch (InterruptedException _) {
                // told to stop
              }
            });
    context.ready.await();
  }

  @AfterEach
  void stop() throws Exception {
    main.interrupt();
    main.join();
  }

  @Test
  void saysWhatABackendReports() throws Exception {
    opened.getFirst().reports.plays(playing(12));

    assertEquals("Says", telemetry.await("/karaoke/track").textAt(3));
    assertEquals(12, telemetry.await("/karaoke/pos").floatAt(0), 1);
  }

  @Test
  void answersGetTrack() throws Exception {
    assertEquals(null, getTrack().get("track"));

    opened.getFirst().reports.plays(playing(12));
    telemetry.await("/karaoke/track");
    await().until(() -> Boolean.TRUE.equals(getTrack().get("on_air")));

    Map<String, @Nullable Object> answer = getTrack();
    assertEquals("mpris:test", answer.get("source"));
    assertEquals(
        Map.of("artist", "Nils", "title", "Says", "album", "Spaces", "duration", 300.0),
        answer.get("track"));
    assertTrue(answer.get("position") instanceof Double position && position >= 12);
  }

  @Test
  void isDegradedWhileNoBackendWorks() {
    opened.getFirst().reports.trouble("no session bus");
    await().until(() -> context.events().contains("degraded: scripted: no session bus"));

    opened.getFirst().reports.well();

    await().until(() -> context.events().getLast().equals("recovered"));
  }

  @Test
  void opensItsBackendsAnewWhenItsOwnSettingsChange() {
    context.configure(Map.of("player", "second"));
    await().until(() -> opened.size() == 2);
    assertTrue(opened.getFirst().closed);

    context.configure(Map.of("player", "second", "playback_source", "virtualdj"));
    opened.getLast().reports.plays(playing(0));
    context.configure(Map.of("player", "second", "playback_source", "mpris:test"));

    await().until(() -> !telemetry.all("/karaoke/track").isEmpty());
    assertEquals(2, opened.size());
  }

  @Test
  void saysTheEndWhenItIsStopped() throws Exception {
    opened.getFirst().reports.plays(playing(12));
    telemetry.await("/karaoke/track");

    main.interrupt();
    main.join();

    assertEquals(0, telemetry.await("/karaoke/track").intAt(0));
    assertTrue(opened.getFirst().closed);
  }

  private Map<String, @Nullable Object> getTrack() {
    assertNotNull(context.desk);
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    context.desk.state(state);
    return state;
  }

  private static Playback playing(double position) {
    return new Playback("mpris:test", ONE, position, 1, true, System.nanoTime());
  }

  private final class Scripted implements Backend {

    final Reports reports;
    volatile boolean closed;

    Scripted(Reports reports) {
      this.reports = reports;
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public void start() {
      opened.add(this);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
