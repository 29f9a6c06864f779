package vj.workers.oscdebugger.take;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.workers.oscdebugger.Sender;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded.Datagram;

@Timeout(60)
class RecordingTest {

  @TempDir private Path directory;
  private TakeRig rig;

  @BeforeEach
  void open() {
    rig = new TakeRig(directory.resolve("takes"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void recordsEveryDatagramByteForByteWithItsTimeAndSender() throws Exception {
    Random random = new Random(1);
    Sender stranger =
        new Sender("", new InetSocketAddress(InetAddress.ofLiteral("10.0.0.5"), 7000));
    List<byte[]> sent = new ArrayList<>();
    rig.capture(new byte[] {'/', 'o', 'l', 'd'});
    long before = System.nanoTime();
    rig.done("record_start", Map.of("name", "one"));

    for (int i = 0; i < 500; i++) {
      byte[] datagram = new byte[4 * random.nextInt(200)];
      random.nextBytes(datagram);
      sent.add(datagram);
      rig.capture(datagram, i % 2 == 0 ? TakeRig.AUDIO : stranger);
    }
    Map<String, ?> stopped = rig.done("record_stop", Map.of());
    long took = System.nanoTime() - before;

    List<Datagram> recorded = TakeRig.datagrams(rig.file("one"));
    assertEquals(sent.size(), recorded.size());
    long last = 0;
    for (int i = 0; i < sent.size(); i++) {
      assertArrayEquals(sent.get(i), recorded.get(i).bytes());
      assertEquals(i % 2 == 0 ? "audio_analyzer" : "10.0.0.5:7000", recorded.get(i).sender());
      assertTrue(recorded.get(i).nanos() >= last && recorded.get(i).nanos() <= took);
      last = recorded.get(i).nanos();
    }
    assertEquals(500L, stopped.get("datagrams"));
    assertEquals(0L, stopped.get("missed"));
    assertEquals(Files.size(rig.file("one")), stopped.get("bytes"));
  }

  @Test
  void listsWhatIsWholeWhatIsNotAndWhatRuns() throws Exception {
    rig.done("record_start", Map.of("name", "whole"));
    rig.capture(TakeRig.numbered(1));
    rig.done("record_stop", Map.of());
    byte[] whole = Files.readAllBytes(rig.file("whole"));
    Files.write(rig.file("torn"), Arrays.copyOf(whole, whole.length - 10));
    Files.write(rig.file("no-take"), new byte[] {1, 2, 3});
    Files.write(rig.folder.resolve("notes.txt"), new byte[0]);
    rig.done("record_start", Map.of("name", "running"));

    Map<String, Map<String, ?>> takes = new HashMap<>();
    rig.takes().forEach(take -> takes.put((String) take.get("name"), take));

    assertEquals(Set.of("whole", "torn", "no-take"), takes.keySet());
    assertEquals(List.of(1L, true), summary(Objects.requireNonNull(takes.get("whole"))));
    assertEquals(List.of(1L, false), summary(Objects.requireNonNull(takes.get("torn"))));
    assertEquals(List.of(0L, false), summary(Objects.requireNonNull(takes.get("no-take"))));
    Instant recorded =
        Instant.parse(String.valueOf(Objects.requireNonNull(takes.get("whole")).get("recorded")));
    assertTrue(Duration.between(recorded, Instant.now()).abs().toMinutes() < 2);
    assertEquals("running", rig.state("recording").get("name"));
  }

  @Test
  void listsWithoutReadingTheOneThatIsRecorded() throws Exception {
    rig.write("whole", List.of(), Duration.ofSeconds(1));
    Path pipe = rig.file("running"); // who opens it to read hangs
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

    List<Take> takes = new TakeFolder(rig.folder).list(Optional.of(TakeName.of("running")));

    assertEquals(List.of("whole"), takes.stream().map(take -> take.name().text()).toList());
  }

  private static List<Object> summary(Map<String, ?> take) {
    return List.of(take.get("datagrams"), take.get("complete"));
  }

  @Test
  void aTakeThatIsRecordedCanBeReadUpToTheLastSecond() throws IOException {
    rig.done("record_start", Map.of("name", "one"));

    rig.capture(TakeRig.numbered(7));

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> TakeRig.datagrams(rig.file("one")).size() == 1);
    try (RecordReader reader = RecordReader.open(rig.file("one"))) {
      assertTrue(reader.next().isPresent());
      assertFalse(reader.complete());
      assertEquals(0, reader.lost());
    }
  }

  @Test
  void endsByItselfAfterItsSeconds() throws IOException {
    rig.done("record_start", Map.of("name", "one", "seconds", 0.3));
    rig.capture(TakeRig.numbered(1));

    Awaitility.await().until(() -> rig.state().get("recording") == null);

    rig.capture(TakeRig.numbered(2));
    assertEquals(0.3, rig.state("last_recording").get("seconds"));
    assertEquals("its time was over", rig.state("last_recording").get("ended"));
    assertEquals(1, TakeRig.datagrams(rig.file("one")).size());
    assertEquals(List.of(1L, true), summary(rig.takes().getFirst()));
    assertTrue(rig.desk.trouble().isEmpty());
  }

  @Test
  void saysWhatItMissed() throws IOException {
    try (var small = new TakeRig(directory.resolve("small"), 10)) {
      small.done("record_start", Map.of("name", "one"));

      for (int i = 0; i < 50_000; i++) {
        small.capture(TakeRig.numbered(i));
      }
      Map<String, ?> stopped = small.done("record_stop", Map.of());

      long missed = (Long) Objects.requireNonNull(stopped.get("missed"));
      assertTrue(missed > 0);
      assertEquals(50_000, missed + (Long) Objects.requireNonNull(stopped.get("datagrams")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../x",
        "a/b",
        ".hidden",
        "..",
        "a b",
        "é",
        "/etc/passwd",
        "a\0b",
        "a\n",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void refusesNamesThatAreNoNames(String name) {
    for (String command : List.of("record_start", "replay", "delete_take")) {
      String why = rig.refused(command, Map.of("name", name));

      assertTrue(why.endsWith("1 to 64 of A-Z a-z 0-9 . _ -, not a dot first"), why);
    }
    assertFalse(Files.exists(rig.folder));
  }

  @Test
  void refusesWhatCannotBe() throws IOException {
    assertEquals("name is missing", rig.refused("record_start", Map.of()));
    assertEquals("nothing is being recorded", rig.refused("record_stop", Map.of()));
    assertEquals(
        "seconds is -1, not 0.1 to 86400",
        rig.refused("record_start", Map.of("name", "a", "seconds", -1L)));
    rig.write("there", List.of(), Duration.ofSeconds(1));
    assertEquals(
        "a take there exists; delete it, or take another name",
        rig.refused("record_start", Map.of("name", "there")));
    rig.done("record_start", Map.of("name", "one"));
    assertEquals(
        "take one is being recorded; stop it first",
        rig.refused("record_start", Map.of("name", "two")));
    assertEquals(
        "take one is being recorded, not two", rig.refused("record_stop", Map.of("name", "two")));
    assertEquals("take one is being recorded", rig.refused("delete_take", Map.of("name", "one")));
    assertEquals("take one is being recorded", rig.refused("replay", Map.of("name", "one")));
    rig.done("record_stop", Map.of("name", "one"));
  }

  @Test
  void deletesATake() throws IOException {
    rig.write("one", List.of(), Duration.ofSeconds(1));

    rig.done("delete_take", Map.of("name", "one"));

    assertFalse(Files.exists(rig.file("one")));
    assertEquals(
        "no take is called \"one\"; there are none",
        rig.refused("delete_take", Map.of("name", "one")));
  }
}
