package vj.workers.oscdebugger.take;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.telemetry.Target;
import vj.workers.oscdebugger.record.RecordReader;
import vj.workers.oscdebugger.record.Recorded.Datagram;

/// What a replay reads of its file, and when.
@Timeout(60)
class ReplayDiskTest {

  private static final int BEFORE = 40_000;
  private static final long STEP_NANOS = 20_000_000;

  /// Where the last five datagrams begin, one each 20 ms, behind 1.2 MB in the first 40 ms.
  private static final long FROM_NANOS = Duration.ofSeconds(1).toNanos();

  @TempDir private Path directory;
  private TakeRig rig;
  private Arrivals arrivals;
  private CountedChannel disk;

  @BeforeEach
  void open() throws IOException {
    rig = new TakeRig(directory.resolve("takes"));
    arrivals = new Arrivals();
    List<Datagram> datagrams = new ArrayList<>();
    for (int i = 0; i < BEFORE; i++) {
      datagrams.add(new Datagram(i * 1_000L, "me", TakeRig.numbered(i)));
    }
    for (int i = 0; i < 5; i++) {
      datagrams.add(new Datagram(FROM_NANOS + i * STEP_NANOS, "me", TakeRig.numbered(BEFORE + i)));
    }
    rig.write("one", datagrams, Duration.ofNanos(FROM_NANOS + 5 * STEP_NANOS));
    disk = new CountedChannel(FileChannel.open(rig.file("one"), StandardOpenOption.READ));
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
    arrivals.close();
    disk.close();
  }

  private Replay replay(boolean loop, long fromNanos) throws Refused {
    Take take =
        new Take(
            TakeName.of("one"),
            Instant.EPOCH,
            (FROM_NANOS + 5 * STEP_NANOS) / 1e9,
            BEFORE + 5,
            0,
            true);
    Replay.Source source = () -> RecordReader.sharing(rig.file("one"), disk);
    return new Replay(
        new Replay.Plan(take, source, 1, loop, fromNanos),
        List.of(new Outlet(Target.of("127.0.0.1", arrivals.port()))));
  }

  @Test
  void laterRoundsReadNothingOfWhatIsBeforeTheirBeginning() throws Exception {
    try (Replay replay = replay(true, FROM_NANOS)) {
      replay.start();
      arrivals.await(5);
      long first = disk.bytesRead();
      assertTrue(first > Files.size(rig.file("one")) / 2, "the first had to look for its place");

      List<byte[]> received = arrivals.await(25);

      assertTrue(disk.bytesRead() - first < first / 10, () -> "read " + disk.bytesRead());
      for (int i = 0; i < 25; i++) {
        assertEquals(BEFORE + i % 5, TakeRig.number(received.get(i)));
      }
    }
  }

  @Test
  void aDiskThatFailsEndsItAndIsSaid() throws Exception {
    try (Replay replay = replay(true, FROM_NANOS)) {
      replay.start();
      arrivals.await(5);

      disk.fail();

      Awaitility.await().until(() -> !replay.running());
      assertEquals("Input/output error", replay.fields().get("ended"));
    }
  }

  @Test
  void aFileThatBecameShorterWasNotPlayedAndTheWorkerSaysSo() throws Exception {
    String target = "127.0.0.1:" + arrivals.port();
    rig.done("replay", Map.of("name", "one", "from", 0.0, "speed", 0.05, "target", target));
    arrivals.await(1);

    try (FileChannel file = FileChannel.open(rig.file("one"), StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }

    Awaitility.await().until(() -> rig.state().get("replaying") == null);
    String why = String.valueOf(rig.state("last_replay").get("ended"));
    assertTrue(why.startsWith("take one cannot be read beyond second 0.0"), why);
    String trouble = "the replay of take one broke off: " + why;
    assertEquals(trouble, rig.desk.trouble().orElseThrow());
    assertEquals("nothing is being played; " + trouble, rig.refused("replay_stop", Map.of()));
    assertTrue(rig.desk.trouble().isEmpty());
  }
}
