package vj.workers.oscdebugger.take;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.workers.oscdebugger.record.Recorded.Datagram;

@Timeout(60)
class ReplayRefusalsTest {

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

  @Test
  void isNotDeletedWhileItPlays() throws IOException {
    write("one", 100);
    play("one", Map.of("loop", true));

    assertEquals("take one is being played", rig.refused("delete_take", Map.of("name", "one")));

    assertEquals(
        "take one is being played; stop it first", rig.refused("replay", Map.of("name", "one")));
    assertEquals(
        "take one is being played, not two", rig.refused("replay_stop", Map.of("name", "two")));
    rig.done("replay_stop", Map.of("name", "one"));
    rig.done("delete_take", Map.of("name", "one"));
  }

  @Test
  void refusesWhatCannotBe() throws IOException {
    for (String name : List.of("friday-set", "saturday-set", "soundcheck", "other")) {
      write(name, 10);
    }

    assertEquals(
        "no take is called \"friday\"; nearest: friday-set, other, saturday-set",
        rig.refused("replay", Map.of("name", "friday")));
    assertEquals(
        "speed is 21, not 0.05 to 20",
        rig.refused("replay", Map.of("name", "other", "speed", 21L, "target", "localhost:9")));
    assertEquals(
        "from is 0.3, not 0 to 0.2",
        rig.refused("replay", Map.of("name", "other", "from", 0.3, "target", "localhost:9")));
    assertEquals(
        "take other has nothing after second 0.2",
        rig.refused("replay", Map.of("name", "other", "from", 0.2, "target", "localhost:9")));
    assertEquals(
        "none of the configured targets is enabled; say which target",
        rig.refused("replay", Map.of("name", "other")));
  }

  @Test
  void whatIsRefusedIsNotTheLastReplay() throws IOException {
    write("one", 1);
    write("two", 1);
    play("one", Map.of());
    Awaitility.await().until(() -> rig.state().get("replaying") == null);

    rig.refused("replay", Map.of("name", "two", "from", 0.02, "target", "localhost:9"));

    assertEquals("one", rig.state("last_replay").get("name"));
    assertTrue(rig.desk.trouble().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9000", "host", "host:", ":9000", "host:0", "host:65536", "host:x"})
  void refusesTargetsThatAreNone(String target) throws IOException {
    write("one", 1);

    String why = rig.refused("replay", Map.of("name", "one", "target", target));

    assertEquals("target \"%s\" is not HOST:PORT, port 1 to 65535".formatted(target), why);
  }
}
