package vj.workers.oscdebugger.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.workers.oscdebugger.record.Recorded;

@Timeout(60)
class FlightRecorderTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FlightRig rig;

  FlightRecorderTest() throws IOException {
    rig = FlightRig.open();
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void keepsAtLeastTenMinutesAndNotMuchMore() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);

    for (int second = 0; second < 1_500; second++) {
      rig.osc("/second/" + second, second);
      recorder.turn();
      rig.pass(SECOND);
    }
    recorder.turn();

    List<String> recorded = rig.recorded();
    assertTrue(recorded.contains("/second/900"), "ten minutes ago");
    assertFalse(recorded.contains("/second/800"), "long ago");
    assertEquals("/second/1499", recorded.getLast());
    double seconds = recorder.report().seconds();
    assertTrue(seconds >= 600 && seconds <= 660, "" + seconds);
  }

  @Test
  void aFloodShortensTheTimeAndNeverExceedsTheBytes() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    long most = 0;

    for (int turn = 0; turn < 120; turn++) {
      for (int i = 0; i < 500; i++) {
        rig.bytes(FlightRig.message("/flood/" + "x".repeat(200), turn * 500 + i));
      }
      recorder.turn();
      rig.pass(FlightRecorder.TURN);
      most = Math.max(most, rig.bytesOnDisk());
    }

    assertTrue(most <= allowed(), "" + most);
    assertTrue(most > FlightRig.SMALL.mostBytes() * 8 / 10, "too little is kept: " + most);
    FlightRecorder.Report report = recorder.report();
    assertEquals(rig.bytesOnDisk(), report.bytes());
    assertTrue(report.seconds() > 5 && report.seconds() < 20, report::toString);
    assertEquals(0, report.missed());
  }

  @Test
  void aRestartKeepsWhatTheRunBeforeHasRecorded() throws Exception {
    FlightRecorder before = rig.recorder(FlightRig.SMALL);
    rig.osc("/before", 1);
    rig.log("before");
    before.turn(); // and it dies

    rig.pass(SECOND);
    FlightRig again = FlightRig.in(rig.state);
    again.pass(Duration.ofSeconds(9));
    FlightRecorder after = again.recorder(FlightRig.SMALL);
    again.osc("/after", 2);
    after.turn();

    assertEquals(List.of("log before", "/before", "/after"), again.recorded());
    assertEquals(4, after.report().segments(), "of each run one of OSC and one of notes");
  }

  @Test
  void aClockThatIsSetCostsNothing() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);

    for (int second = 0; second < 900; second++) {
      if (second == 600) {
        rig.setWallClock(Duration.ofDays(20_000));
      }
      rig.osc("/second/" + second, second);
      recorder.turn();
      rig.pass(SECOND);
    }

    List<String> recorded = rig.recorded();
    assertTrue(recorded.contains("/second/300"), "ten minutes ago");
    assertEquals("/second/899", recorded.getLast());
  }

  @Test
  void linesThatTheRunBeforeHasRecordedAreNotRecordedAgain() throws Exception {
    FlightRecorder before = rig.recorder(FlightRig.SMALL);
    rig.log("old");
    var old = rig.line("old");
    before.turn();

    FlightRig again = FlightRig.in(rig.state);
    again.pass(Duration.ofSeconds(9));
    FlightRecorder after = again.recorder(FlightRig.SMALL);
    again.notes.add(new Recorded.Log(old));
    again.log("as it died");
    after.turn();

    assertEquals(List.of("log old", "log as it died"), again.recorded());
  }

  @Test
  void filesOfOthersAreNeitherReadNorDeleted() throws Exception {
    Files.createDirectories(rig.directory);
    Path elsewhere = Files.writeString(rig.state.resolve("precious"), "keep");
    List<Path> others =
        List.of(
            Files.writeString(rig.directory.resolve("notes.txt"), "keep"),
            Files.writeString(rig.directory.resolve("00000001.vjflight.bak"), "keep"),
            Files.writeString(rig.directory.resolve("0000001.vjflight"), "too short"),
            Files.writeString(rig.directory.resolve("-0000001.vjflight"), "no number"),
            Files.writeString(rig.directory.resolve("00000001.vjflight\n"), "a line"),
            Files.writeString(rig.directory.resolve("9".repeat(40) + ".vjflight"), "too long"),
            Files.writeString(rig.directory.resolve("$(reboot).vjflight"), "keep"),
            Files.createDirectory(rig.directory.resolve("00000002.vjflight")),
            Files.createSymbolicLink(rig.directory.resolve("00000003.vjflight"), elsewhere));
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);

    for (int second = 0; second < 1_500; second++) {
      rig.osc("/second", second);
      recorder.turn();
      rig.pass(SECOND);
    }

    for (Path each : others) {
      assertTrue(Files.exists(each), each::toString);
    }
    assertEquals("keep", Files.readString(elsewhere));
    assertEquals("", recorder.report().problem());
    assertTrue(rig.recorded().stream().allMatch("/second"::equals));
  }

  @Test
  void filesThatAreNoRecordingsAgeOutWithTheRest() throws Exception {
    Files.createDirectories(rig.directory);
    Path empty = Files.createFile(rig.directory.resolve("00000001.vjflight"));
    Path rubbish = Files.writeString(rig.directory.resolve("00000002.vjflight"), "rubbish");
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);

    for (int second = 0; second < 700; second++) {
      rig.osc("/second", second);
      recorder.turn();
      rig.pass(SECOND);
    }

    assertFalse(Files.exists(empty));
    assertFalse(Files.exists(rubbish));
    assertEquals("", recorder.report().problem());
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsSaidAndTriedAgain() throws Exception {
    Files.writeString(rig.directory, "a file is in the way");
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/waits/in/the/ring", 1);

    recorder.turn();
    String problem = recorder.report().problem();
    rig.pass(DiskFault.RETRY);
    recorder.turn();
    String still = recorder.report().problem();
    Files.delete(rig.directory);
    rig.pass(DiskFault.RETRY);
    rig.osc("/after", 2);
    recorder.turn();

    assertTrue(problem.startsWith("cannot write to " + rig.directory + ": "), problem);
    assertEquals(problem, still, "the same cause is the same text");
    assertEquals("", recorder.report().problem());
    List<String> recorded = rig.recorded();
    assertEquals(
        List.of("/waits/in/the/ring", "/after"),
        recorded.stream().filter(each -> each.startsWith("/")).toList());
    assertTrue(
        recorded.stream()
            .anyMatch(each ->
                each.startsWith(
                    "state flight recorder: nothing was written for 4.0 s: cannot write")),
        recorded::toString);
  }

  @Test
  void aDirectoryThatIsDeletedComesBackWithTheNextSegment() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/lost", 1);
    recorder.turn();

    for (Path file : rig.files()) {
      Files.delete(file);
    }
    Files.delete(rig.directory);
    rig.pass(Duration.ofSeconds(31));
    rig.osc("/kept", 2);
    recorder.turn();

    assertEquals(List.of("/kept"), rig.recorded());
    assertEquals("", recorder.report().problem());
  }

  @Test
  void whatTheRingHasOverwrittenIsCounted() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    recorder.turn();

    for (int i = 0; i < 100_010; i++) {
      rig.osc("/x", i);
    }
    recorder.turn();

    assertEquals(10, recorder.report().missed());
  }

  @Test
  void onlyTheOwnerMayReadIt() throws Exception {
    FlightRecorder recorder = rig.recorder(FlightRig.SMALL);
    rig.osc("/x", 1);

    recorder.turn();

    assertEquals("rwx------", permissions(rig.directory));
    assertEquals("rw-------", permissions(rig.files().getFirst()));
  }

  /// Both series.
  private static long allowed() {
    return FlightRig.SMALL.mostBytes() + FlightRig.SMALL.ofNotes().mostBytes();
  }

  private static String permissions(Path file) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file));
  }
}
