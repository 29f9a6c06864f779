package vj.workers.audio;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.control.Answer;
import vj.bus.worker.FakeContext;
import vj.workers.audio.AnalysisLoop.Analysts;
import vj.workers.audio.TimedTelemetry.Sent;
import vj.workers.audio.source.MonotonicClock;
import vj.workers.audio.source.SourceOpener;

/// The whole worker on a real sound server whose device is pulled out and plugged in again.
@Timeout(120)
final class DeviceReturnTest {

  private static final int RATE = 48_000;
  private static final long SECOND = 1_000_000_000L;

  private final TimedTelemetry telemetry = new TimedTelemetry(System::nanoTime);
  private final FakeContext context =
      new FakeContext(telemetry, AudioSettings.ALL, Map.of("source", "device:booth"));
  private final CompletableFuture<Exception> ended = new CompletableFuture<>();

  @TempDir private Path folder;

  @Test
  void aDeviceThatComesBackAtAnotherRateIsHeardAgainByTheSameWorker() throws Exception {
    Path kicks = kicks();
    try (PulseServer server = PulseServer.start("club", "booth")) {
      Thread worker = start(server);
      try {
        server.play("booth", kicks);
        within(40).until(() -> last(AudioMessage.BPM) > 0 && loudest() > 0.3);
        assertEquals(48_000L, state().get("sample_rate"));

        telemetry.forget();
        server.unplug("booth");
        within(20).until(() -> last(AudioMessage.ALIVE) == 0);
        within(20).until(() -> last(AudioMessage.BPM) == 0);
        assertTheBeatWentOnForFourSeconds();
        telemetry.forget();
        within(20).until(() -> telemetry.all(AudioMessage.LEVELS).size() > 30);
        assertEquals(0, loudest());
        assertTrue(
            context.events().stream().anyMatch(e -> e.startsWith("degraded:")),
            () -> context.events().toString());

        server.plug("booth", 44_100);
        // A sink that nobody uses would take on the rate of what is played.
        within(20).until(() -> Long.valueOf(44_100).equals(state().get("sample_rate")));
        server.play("booth", kicks);
        within(40).until(() -> last(AudioMessage.ALIVE) == 1 && loudest() > 0.3);
        within(40).until(() -> Math.abs(last(AudioMessage.BPM) - 120) < 4);

        assertEquals(44_100L, state().get("sample_rate"));
        assertFalse(ended.isDone());
      } finally {
        worker.interrupt();
        worker.join(5000);
      }
    }
  }

  private static org.awaitility.core.ConditionFactory within(int seconds) {
    return await().atMost(Duration.ofSeconds(seconds));
  }

  private Thread start(PulseServer server) throws InterruptedException {
    var opener = new SourceOpener(server.environment(), MonotonicClock.system());
    var worker =
        new AudioWorker(
            opener::open, () -> Answer.done("none"), Analysts::analyzer, Timekeeper.SYSTEM);
    Thread thread =
        Thread.ofPlatform()
            .name("worker")
            .start(() -> {
              try {
                worker.run(context);
              } catch (Exception e) {
                ended.complete(e);
              }
            });
    assertTrue(context.ready.await(10, TimeUnit.SECONDS));
    return thread;
  }

  /// From the message that samples stay away to the one that the tempo is unknown.
  private void assertTheBeatWentOnForFourSeconds() {
    List<Sent> bpm = telemetry.all(AudioMessage.BPM);
    long silent =
        telemetry.all(AudioMessage.ALIVE).stream()
            .filter(m -> m.number(0) == 0)
            .mapToLong(Sent::at)
            .min()
            .orElseThrow();
    long unknown =
        bpm.stream()
            .filter(m -> m.at() > silent && m.number(0) == 0)
            .mapToLong(Sent::at)
            .min()
            .orElseThrow();
    long beats =
        telemetry.all(AudioMessage.BEAT).stream()
            .filter(m -> m.number(0) == 1 && m.at() > silent && m.at() <= unknown)
            .count();
    assertEquals(3.75, (unknown - silent) / (double) SECOND, 0.5);
    assertEquals(7.5, beats, 1.5, "beats of 120 BPM while the device was gone");
  }

  private float last(AudioMessage message) {
    List<Sent> all = telemetry.all(message);
    return all.isEmpty() ? -1 : all.getLast().number(0);
  }

  /// The whole's level over the last second or so.
  private float loudest() {
    List<Sent> levels = telemetry.all(AudioMessage.LEVELS);
    float loudest = 0;
    for (Sent sent : levels.subList(Math.max(0, levels.size() - 30), levels.size())) {
      loudest = Math.max(loudest, sent.number(7));
    }
    return loudest;
  }

  private Map<String, @Nullable Object> state() {
    var desk = context.desk;
    assertNotNull(desk);
    Map<String, @Nullable Object> state = new TreeMap<>();
    desk.state(state);
    return state;
  }

  /// A minute of kicks at 120 BPM, raw, as [PulseServer#play] takes it.
  private Path kicks() throws IOException {
    ByteBuffer beat = ByteBuffer.allocate(RATE / 2 * 4).order(ByteOrder.LITTLE_ENDIAN);
    double phase = 0;
    for (int i = 0; i < RATE / 2; i++) {
      double t = (double) i / RATE;
      phase += 2 * Math.PI * (50 + 150 * Math.exp(-t * 35)) / RATE;
      short sample = (short) (20_000 * Math.sin(phase) * Math.exp(-t * 12));
      beat.putShort(sample).putShort(sample);
    }
    var minute = new ByteArrayOutputStream();
    for (int i = 0; i < 120; i++) {
      minute.write(beat.array());
    }
    return Files.write(folder.resolve("kicks.raw"), minute.toByteArray());
  }
}
