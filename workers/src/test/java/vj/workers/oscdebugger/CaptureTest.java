package vj.workers.oscdebugger;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.telemetry.HostileDatagrams;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded;

/// Through the running worker: UDP in, control socket out.
@Timeout(60)
class CaptureTest {

  private static DebuggerProcess debugger;

  @BeforeAll
  static void start() throws Exception {
    debugger = new DebuggerProcess();
  }

  @AfterAll
  static void stop() throws Exception {
    debugger.close();
  }

  @BeforeEach
  void clear() throws Exception {
    debugger.clear();
  }

  @Test
  void showsEveryTypeOfOsc() throws Exception {
    byte[] all =
        Osc.message("/all", ",ifsSbhtdcrmTFNI[i[f]]")
            .int32(-7)
            .int32(Float.floatToIntBits(Float.NaN))
            .text("Beyonc\u00e9")
            .text("symbol")
            .int32(3)
            .raw(new byte[] {1, 2, 3, 0})
            .int64(Long.MIN_VALUE)
            .int64(1)
            .int64(Double.doubleToLongBits(Double.NEGATIVE_INFINITY))
            .int32('x')
            .int32(0x11223344)
            .int32(0x00903c7f)
            .int32(5)
            .int32(Float.floatToIntBits(0.5f))
            .bytes();

    debugger.send(all);
    debugger.await("message_count", 1);

    Map<String, @Nullable Object> message = debugger.messages(Map.of()).getFirst();
    assertEquals("/all", message.get("address"));
    assertEquals("ifsSbhtdcrmTFNI[i[f]]", message.get("types"));
    assertEquals(
        Arrays.asList(
            -7L,
            "NaN",
            "Beyonc\u00e9",
            "symbol",
            Map.of("blob", "AQID"),
            "-9223372036854775808",
            "immediately",
            "-Infinity",
            120L,
            0x11223344L,
            0x00903c7fL,
            true,
            false,
            null,
            "Infinity",
            List.of(5L, List.of(0.5))),
        message.get("args"));
    assertTrue(String.valueOf(message.get("source")).startsWith("127.0.0.1:"));
    double age = System.currentTimeMillis() / 1e3 - number(message.get("timestamp"));
    assertTrue(age >= 0 && age < 20, () -> age + " s");
  }

  @Test
  void takesBundlesApart() throws Exception {
    byte[] inner = Osc.bundle(1, Osc.of("/c", 3), Osc.of("/d", 4));
    debugger.send(Osc.bundle(1, Osc.of("/a", 1), Osc.of("/b", 2), inner));
    debugger.await("message_count", 4);

    assertEquals(List.of("/a", "/b", "/c", "/d"), addresses(Map.of()));
    assertEquals(List.of("/c", "/d"), addresses(Map.of("count", 2)));
    assertEquals(1, debugger.number("kept"));
  }

  @Test
  void findsMessagesByPatternAndPatternsByAddress() throws Exception {
    debugger.send(Osc.of("/audio/beat", 1));
    debugger.send(Osc.of("/audio/levels", 2));
    debugger.send(Osc.of("/layers/*/opacity", 3));
    debugger.await("message_count", 3);

    assertEquals(List.of("/audio/beat"), addresses(Map.of("pattern", "/audio/b*")));
    assertEquals(List.of("/layers/*/opacity"), addresses(Map.of("pattern", "/layers/2/opacity")));
    assertEquals(List.of(), addresses(Map.of("since", System.currentTimeMillis() / 1e3 + 60)));
    assertEquals(3, addresses(Map.of("since", System.currentTimeMillis() / 1e3 - 60)).size());
  }

  @Test
  void saysWhatIsWrongWithAQuestion() throws Exception {
    assertRefused("count is -3, but takes a whole number from 1 to 1000", Map.of("count", -3L));
    assertRefused("count is many, but takes a whole number from 1", Map.of("count", "many"));
    assertRefused("since is yesterday, but takes seconds", Map.of("since", "yesterday"));
    assertRefused("pattern: ", Map.of("pattern", "/a[b"));
  }

  private static void assertRefused(String why, Map<String, ?> fields) throws Exception {
    var ack = debugger.ask("get_messages", fields);
    assertFalse(ack.success());
    assertTrue(String.valueOf(ack.message()).startsWith(why), ack::message);
  }

  @Test
  void keepsStatisticsOfEveryAddress() throws Exception {
    debugger.send(Osc.message("/s", ",sf").text("one").int32(Float.floatToIntBits(2)).bytes());
    debugger.send(Osc.message("/s", ",sf").text("two").int32(Float.floatToIntBits(-1)).bytes());
    debugger.send(Osc.message("/s", ",sf").text("three").int32(Float.floatToIntBits(1)).bytes());
    debugger.send(Osc.of("/t", 5));
    debugger.await("message_count", 4);

    List<?> lines = (List<?>) debugger.data("get_stats", Map.of("pattern", "/s")).get("addresses");
    Map<?, ?> line = (Map<?, ?>) Objects.requireNonNull(lines).getFirst();
    assertEquals(1, lines.size());
    assertEquals(3L, line.get("count"));
    assertEquals(List.of("three", 1.0), line.get("args"));
    assertEquals(Arrays.asList(null, -1.0), line.get("min"));
    assertEquals(Arrays.asList(null, 2.0), line.get("max"));
    assertTrue(number(line.get("rate")) > 0, line::toString);
    assertTrue(number(line.get("age_sec")) < 20, line::toString);
  }

  @Test
  void neverSendsMoreThanAFrame() throws Exception {
    byte[] huge = Osc.message("/huge", ",s").text("\u0001".repeat(60_000)).bytes();
    byte[] many = Osc.message("/many", "," + "I".repeat(60_000)).bytes();
    for (int i = 0; i < 250; i++) {
      debugger.send(i % 2 == 0 ? huge : many);
    }
    await().until(() -> debugger.number("message_count") >= 20);

    Map<String, @Nullable Object> data = debugger.data("get_messages", Map.of("count", 1000));

    List<?> messages = (List<?>) Objects.requireNonNull(data.get("messages"));
    assertEquals(true, data.get("truncated"));
    assertTrue(!messages.isEmpty() && messages.size() < 5, () -> messages.size() + " messages");
    assertTrue(debugger.isAlive());
  }

  @Test
  void boundsTheNumberOfAddresses() throws Exception {
    for (int i = 0; i < 5000; i++) {
      debugger.send(Osc.of("/many/" + i, i));
      if (i % 100 == 99) {
        debugger.await("message_count", i + 1);
      }
    }

    Map<String, @Nullable Object> data = debugger.data("get_stats", Map.of("pattern", "/many/1*"));

    assertEquals(4096, debugger.number("addresses"));
    assertEquals(904L, data.get("other_count"));
    assertEquals(false, data.get("truncated"));
  }

  @Test
  void isNotEndedByAnythingThatArrives() throws Exception {
    HostileDatagrams hostile = new HostileDatagrams(5);
    long malformed = debugger.number("malformed");

    for (int i = 0; i < 100_000; i++) {
      debugger.send(hostile.next());
      if (i % 200 == 199) {
        debugger.state(); // it keeps up
      }
    }
    debugger.send(Osc.of("/good", 1));

    await()
        .untilAsserted(() ->
            assertEquals(List.of("/good"), addresses(Map.of("pattern", "/good", "count", 1))));
    long refused = debugger.number("malformed") - malformed;
    assertTrue(refused > 10_000, () -> refused + " malformed");
    assertTrue(debugger.isAlive());
    assertEquals(
        debugger.number("malformed"),
        number(
            ((Map<?, ?>) Objects.requireNonNull(debugger.state().get("malformed_senders")))
                .get("127.0.0.1")));
  }

  @Test
  void whatIsNoOscIsInATakeButNotAmongTheMessages() throws Exception {
    byte[] noOsc = {'n', 'o', 0, -1, 7};
    assertTrue(debugger.ask("record_start", Map.of("name", "raw")).success());

    debugger.send(noOsc);
    debugger.send(Osc.of("/good", 1));
    debugger.await("message_count", 1);
    await().until(() -> debugger.number("kept") == 2);
    Map<String, @Nullable Object> take = debugger.data("record_stop", Map.of());

    assertEquals(2L, take.get("datagrams"));
    assertEquals(List.of("/good"), addresses(Map.of()));
    assertArrayEquals(noOsc, firstDatagram(debugger.take("raw")));
  }

  private static byte[] firstDatagram(Path take) throws Exception {
    try (RecordReader reader = RecordReader.open(take)) {
      return ((Recorded.Datagram) reader.next().orElseThrow()).bytes();
    }
  }

  @Test
  void hearsAWorkerByNameAndAgainWhenItComesBack() throws Exception {
    try (var worker = new SendingWorker(debugger.directory, "lyrics_fetcher")) {
      await().until(() -> hears("lyrics_fetcher"));
      worker.send("/karaoke/line/active", 3);
      debugger.await("message_count", 1);
    }
    await().until(() -> !hears("lyrics_fetcher"));
    try (var worker = new SendingWorker(debugger.directory, "lyrics_fetcher")) {
      await().until(() -> hears("lyrics_fetcher"));
      worker.send("/karaoke/line/active", 4);
      debugger.await("message_count", 2);
    }

    List<Map<String, @Nullable Object>> messages = debugger.messages(Map.of());
    assertEquals(
        List.of("lyrics_fetcher", "lyrics_fetcher"),
        messages.stream().map(message -> message.get("source")).toList());
  }

  private static boolean hears(String worker) throws Exception {
    return debugger.state().get("workers_heard") instanceof List<?> heard && heard.contains(worker);
  }

  private static List<@Nullable Object> addresses(Map<String, ?> fields) throws Exception {
    return debugger.messages(fields).stream()
        .<@Nullable Object>map(message -> message.get("address"))
        .toList();
  }

  private static double number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).doubleValue();
  }
}
