package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.worker.ExitCode;

/// On a file system of 2 MiB, which only root can make.
@Timeout(60)
class FullDiskTest {

  private final Path disk;
  private final FlightRig rig;
  private final FlightRecorder recorder;

  FullDiskTest() throws IOException {
    disk = Files.createTempDirectory(Path.of("/tmp"), "vj");
    rig = FlightRig.in(disk);
    recorder = rig.recorder(FlightRig.SMALL);
  }

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "vj-test", disk.toString()),
        "no file system may be made here");
  }

  @AfterEach
  void unmount() throws Exception {
    recorder.end(); // an open file would hold it
    run("umount", disk.toString());
    Files.delete(disk);
  }

  @Test
  void leavesRoomForOthersOnASmallDisk() throws Exception {
    long most = 0;

    for (int turn = 0; turn < 200; turn++) {
      fill(turn);
      recorder.turn();
      assertEquals("", recorder.report().problem());
      most = Math.max(most, rig.bytesOnDisk());
    }

    assertTrue(most <= FlightRig.SMALL.spareBytes() + (64 << 10), "" + most);
    assertTrue(most > 512 << 10, "" + most);
  }

  @Test
  void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom() throws Exception {
    rig.osc("/before", 1);
    recorder.turn();
    Path others = fillDisk();

    int turns = 0;
    while (recorder.report().problem().isEmpty() && turns++ < 100) {
      fill(turns);
      recorder.turn();
      rig.pass(FlightRecorder.TURN);
    }
    String problem = recorder.report().problem();
    List<Path> files = rig.files();
    rig.pass(DiskFault.RETRY);
    recorder.turn();
    rig.pass(DiskFault.RETRY);
    recorder.turn();
    String still = recorder.report().problem();
    List<Path> filesThen = rig.files();
    Files.delete(others);
    rig.osc("/after", 1);
    rig.pass(DiskFault.RETRY);
    recorder.turn();

    assertEquals("cannot write to %s: No space left on device".formatted(rig.directory), problem);
    assertEquals(problem, still, "the same cause is the same text");
    assertEquals(files, filesThen, "a trial leaves no empty file");
    assertEquals("", recorder.report().problem());
    List<String> recorded = rig.recorded();
    assertEquals("/before", recorded.getFirst());
    assertTrue(recorded.contains("/after"));
    assertTrue(recorded.stream().anyMatch(each -> each.contains("nothing was written for")));
  }

  @Test
  void aDumpThatDoesNotFitLeavesNothing() throws Exception {
    for (int turn = 0; turn < 40; turn++) {
      fill(turn);
      recorder.turn();
    }
    fillDisk();

    FlightRig.Dumped dumped = rig.dump(disk.resolve("incident.jsonl").toString());

    assertFalse(dumped.err().isEmpty());
    assertTrue(dumped.exit().number() != 0);
    assertFalse(Files.exists(disk.resolve("incident.jsonl")));
    assertFalse(Files.exists(disk.resolve("incident.jsonl.part")));
  }

  @Test
  void aTakeThatLeavesTooLittleToOthersIsRefused() throws Exception {
    rig.osc("/x", 1);
    recorder.turn();

    FlightRig.Dumped dumped = rig.dump("--take", "incident");

    assertEquals(ExitCode.FAILED, dumped.exit());
    assertTrue(
        dumped.err().startsWith("no room for a take of 0 MB in " + disk.resolve("takes")),
        dumped::err);
    assertFalse(Files.exists(disk.resolve("takes").resolve("incident.vjtake")));
  }

  /// A few hundred records.
  private void fill(int turn) {
    for (int i = 0; i < 200; i++) {
      rig.osc("/fill", turn);
    }
  }

  private Path fillDisk() throws IOException {
    Path file = disk.resolve("others");
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(new byte[4096]);
      }
    } catch (IOException full) {
      return file;
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
