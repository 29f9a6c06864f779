package vj.workers.oscdebugger.take;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.Acceptance;
import vj.workers.oscdebugger.DatagramRing;
import vj.workers.oscdebugger.record.RecordWriter;

/// What a recording does when the disk takes no more.
@Timeout(60)
class FullDiskTest {

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
  void doesNotBeginOnADiskThatIsNearlyFull() {
    var recorder =
        new Recorder(new TakeFolder(rig.folder), rig.ring, () -> Recording.KEPT_FREE_BYTES - 1);

    Refused refused =
        assertThrows(Refused.class, () -> recorder.start(new CommandFields(Map.of("name", "one"))));

    assertEquals(
        "no room: 599 MB are left on the disk, of which 600 MB are kept free for the flight"
            + " recorder and logs; delete what is not needed",
        refused.text());
    assertFalse(Files.exists(rig.file("one")));
  }

  @Test
  void endsByItselfBeforeTheDiskIsFullAndSaysSoUntilItWasHeard() throws Exception {
    var room = new AtomicLong(Long.MAX_VALUE);
    try (var recorder = new Recorder(new TakeFolder(rig.folder), rig.ring, room::get)) {
      recorder.start(new CommandFields(Map.of("name", "one")));
      rig.capture(TakeRig.numbered(1));
      room.set(5 << 20);

      Awaitility.await().until(() -> recorder.trouble().isPresent());

      String why =
          "take one has ended by itself: 5 MB are left on the disk, of which 600 MB are kept free"
              + " for the flight recorder and logs; delete what is not needed";
      assertEquals(why, recorder.trouble().orElseThrow());
      assertEquals(1, TakeRig.datagrams(rig.file("one")).size());
      Refused refused =
          assertThrows(Refused.class, () -> recorder.stop(new CommandFields(Map.of())));
      assertEquals("nothing is being recorded; " + why, refused.text());
      assertTrue(recorder.trouble().isEmpty());
    }
  }

  @Test
  void aFullDiskEndsTheTakeAndNothingElse() throws Exception {
    Path small = Files.createDirectory(directory.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=256k", "none", small.toString())
            .start();
    mount.waitFor(10, TimeUnit.SECONDS);
    Acceptance.needs(mount.exitValue() == 0, "may not mount a tmpfs");
    try (var recorder = new Recorder(new TakeFolder(small), rig.ring, () -> Long.MAX_VALUE)) {
      recorder.start(new CommandFields(Map.of("name", "one")));

      Awaitility.await()
          .pollInterval(Duration.ofMillis(2))
          .until(() -> {
            rig.capture(new byte[1000]);
            return recorder.trouble().isPresent();
          });

      String why = recorder.trouble().orElseThrow();
      assertTrue(why.contains("one.vjtake: No space left on device"), why);
      assertTrue(TakeRig.datagrams(small.resolve("one.vjtake")).size() > 100);
      assertNotNull(recorder.last().orElseThrow());
      assertNull(recorder.recording().orElse(null));
    } finally {
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }

  @Test
  void whatCannotBeginLeavesItsNameFree() throws Exception {
    Path small = Files.createDirectory(directory.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=8k", "none", small.toString())
            .start();
    mount.waitFor(10, TimeUnit.SECONDS);
    Acceptance.needs(mount.exitValue() == 0, "may not mount a tmpfs");
    try (var recorder = new Recorder(new TakeFolder(small), rig.ring, () -> Long.MAX_VALUE)) {
      Files.write(small.resolve("other"), new byte[8 << 10]);

      assertThrows(
          IOException.class, () -> recorder.start(new CommandFields(Map.of("name", "one"))));

      Files.delete(small.resolve("other"));
      recorder.start(new CommandFields(Map.of("name", "one")));
    } finally {
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }

  @Test
  void aDiskThatFailsDuringTheRecordingEndsIt() throws Exception {
    DatagramRing ring = rig.ring;
    Files.createDirectories(rig.folder);
    RecordWriter writer = RecordWriter.create(rig.file("one"), 0, System::nanoTime);
    writer.close(); // every write from now on fails
    try (var recording =
        new Recording(
            new Recording.Plan(TakeName.of("one"), System.nanoTime(), 10),
            ring,
            writer,
            () -> Long.MAX_VALUE)) {
      recording.start();
      rig.capture(TakeRig.numbered(1));

      Awaitility.await().until(() -> !recording.running());

      assertTrue(recording.progress().failed());
      assertTrue(recording.progress().ended().contains("one.vjtake"));
    }
  }
}
