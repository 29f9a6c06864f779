package vj.workers.oscdebugger.take;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vj.bus.worker.CommonSettings;
import vj.bus.worker.FixedSettings;
import vj.workers.oscdebugger.record.Recorded.Datagram;

@Timeout(60)
class ReplayTest {

  private static final long STEP_NANOS = 20_000_000;

  @TempDir private Path directory;
  private TakeRig rig;
  private Arrivals arrivals;

  @BeforeEach
  void open() throws IOException {
    rig = new TakeRig(directory.resolve("takes"));
    arrivals = new Arrivals();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
    arrivals.close();
  }

  /// Datagrams numbered from 0, one each 20 ms.
  private void write(String name, int count) throws IOException {
    List<Datagram> datagrams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      datagrams.add(new Datagram(i * STEP_NANOS, "me", TakeRig.numbered(i)));
    }
    rig.write(name, datagrams, Duration.ofNanos(count * STEP_NANOS));
  }

  private Map<String, ?> play(String name, Map<String, ?> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.put("name", name);
    fields.putIfAbsent("target", "127.0.0.1:" + arrivals.port());
    return rig.done("replay", fields);
  }

  private void awaitEnd() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rig.state().get("replaying") == null);
  }

  @Test
  void whatWasCapturedComesOutByteForByteInItsOrder() throws Exception {
    Random random = new Random(3);
    List<byte[]> sent = new ArrayList<>();
    rig.done("record_start", Map.of("name", "one"));
    for (int i = 0; i < 300; i++) {
      byte[] datagram = new byte[random.nextInt(1400)];
      random.nextBytes(datagram);
      sent.add(datagram);
      rig.capture(datagram);
    }
    rig.done("record_stop", Map.of());

    Map<String, ?> answer = play("one", Map.of());

    assertEquals(300L, answer.get("datagrams"));
    assertEquals(List.of("127.0.0.1:" + arrivals.port()), answer.get("targets"));
    List<byte[]> received = arrivals.await(300);
    for (int i = 0; i < 300; i++) {
      assertArrayEquals(sent.get(i), received.get(i));
    }
    awaitEnd();
    assertEquals(300L, rig.state("last_replay").get("sent"));
    assertEquals(0L, rig.state("last_replay").get("dropped"));
  }

  @ParameterizedTest
  @CsvSource({"1, 20", "2, 10", "0.5, 40"})
  void keepsTheTimesOfTheTakeAtItsSpeed(double speed, long expectedMillis) throws IOException {
    write("one", 30);

    play("one", Map.of("speed", speed));

    arrivals.await(30);
    List<Long> times = arrivals.times();
    double took = (times.getLast() - times.getFirst()) / 1e6;
    assertEquals(29 * expectedMillis, took, 60, "milliseconds");
    long early = 0;
    for (int i = 1; i < 30; i++) {
      double due = times.getFirst() / 1e6 + i * expectedMillis;
      early += times.get(i) / 1e6 < due - 30 ? 1 : 0;
    }
    assertEquals(0, early);
  }

  /// Of 500 datagrams 99 of 100 leave within 2 ms on a quiet machine; this one may be busy.
  @Test
  void doesNotFallBehind() throws IOException {
    List<Datagram> datagrams = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      datagrams.add(new Datagram(i * 4_000_000L, "me", TakeRig.numbered(i)));
    }
    rig.write("one", datagrams, Duration.ofSeconds(2));

    play("one", Map.of());

    arrivals.await(500);
    awaitEnd();
    double late = (Double) Objects.requireNonNull(rig.state("last_replay").get("late_p99_ms"));
    assertTrue(late > 0 && late <= 25, () -> late + " ms");
  }

  @Test
  void beginsWhereItIsToldTo() throws IOException {
    write("one", 30);

    play("one", Map.of("from", 0.4));

    List<byte[]> received = arrivals.await(10);
    assertEquals(20, TakeRig.number(received.getFirst()));
    awaitEnd();
    assertEquals(10L, rig.state("last_replay").get("sent"));
  }

  @Test
  void aLoopBeginsAgainWhenTheTakeIsOver() throws IOException {
    write("one", 5);

    play("one", Map.of("loop", true, "from", 0.04));

    List<byte[]> received = arrivals.await(12);
    for (int i = 0; i < 12; i++) {
      assertEquals(2 + i % 3, TakeRig.number(received.get(i)));
    }
    List<Long> times = arrivals.times();
    assertEquals(3 * 60, (times.get(9) - times.getFirst()) / 1e6, 40, "three rounds of 60 ms");
    rig.done("replay_stop", Map.of());
  }

  @Test
  void aLoopOverASingleMomentDoesNotSpin() throws IOException {
    rig.write("one", List.of(new Datagram(0, "me", TakeRig.numbered(1))), Duration.ZERO);

    play("one", Map.of("loop", true));

    arrivals.await(5);
    List<Long> times = arrivals.times();
    assertTrue(times.get(4) - times.getFirst() > 20_000_000);
    rig.done("replay_stop", Map.of());
  }

  @Test
  void stopsAtOnce() throws IOException {
    rig.write(
        "one",
        List.of(
            new Datagram(0, "me", TakeRig.numbered(0)),
            new Datagram(Duration.ofHours(1).toNanos(), "me", TakeRig.numbered(1))),
        Duration.ofHours(1));
    play("one", Map.of());
    arrivals.await(1);
    assertEquals("one", rig.state("replaying").get("name"));

    long before = System.nanoTime();
    Map<String, ?> stopped = rig.done("replay_stop", Map.of());

    assertTrue(System.nanoTime() - before < Duration.ofSeconds(1).toNanos());
    assertEquals(1L, stopped.get("sent"));
    assertEquals("nothing is being played", rig.refused("replay_stop", Map.of()));
  }

  @Test
  void playsToTheConfiguredTargetsThatAreEnabled() throws IOException {
    write("one", 3);
    String targets =
        """
        [{"host":"localhost","port":%d,"patterns":["/nothing"]},
         {"host":"127.0.0.1","port":1,"enabled":false}]\
        """
            .formatted(arrivals.port());
    rig.desk.settings(
        FixedSettings.of(List.of(CommonSettings.TARGETS), Map.of("targets", targets)));

    Map<String, ?> answer = rig.done("replay", Map.of("name", "one"));

    assertEquals(List.of("localhost:" + arrivals.port()), answer.get("targets"));
    assertArrayEquals(TakeRig.numbered(2), arrivals.await(3).getLast());
  }

  @Test
  void aReceiverThatRefusesIsCountedAndTriedOn() throws IOException {
    write("one", 20);
    int port = arrivals.port();
    arrivals.close();

    play("one", Map.of("target", "127.0.0.1:" + port));

    awaitEnd();
    Map<String, ?> last = rig.state("last_replay");
    assertEquals(
        20L,
        (Long) Objects.requireNonNull(last.get("sent"))
            + (Long) Objects.requireNonNull(last.get("dropped")));
  }

  @Test
  void aNameThatDoesNotExistIsSurvived() throws IOException {
    write("one", 3);

    play("one", Map.of("target", "no-such-host.invalid:9000"));

    awaitEnd();
    assertEquals(3L, rig.state("last_replay").get("dropped"));
  }

  @Test
  void aDamagedTakePlaysWhatIsWhole() throws IOException {
    write("one", 10);
    byte[] bytes = Files.readAllBytes(rig.file("one"));
    bytes[150] ^= 1; // within a datagram's record
    Files.write(rig.file("one"), Arrays.copyOf(bytes, bytes.length - 60));

    play("one", Map.of());

    awaitEnd();
    assertEquals(8L, rig.state("last_replay").get("sent"));
  }
}
