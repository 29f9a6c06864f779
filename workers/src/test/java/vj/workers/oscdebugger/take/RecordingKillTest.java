package vj.workers.oscdebugger.take;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.oscdebugger.record.Recorded.Datagram;

/// kill -9 in the middle of a recording.
@Timeout(60)
class RecordingKillTest {

  @TempDir private Path directory;

  @RepeatedTest(3)
  void costsNoMoreThanTheLastSecond() throws Exception {
    int last = 700 + new Random().nextInt(300);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                RecordingProcess.class.getName(),
                directory.toString(),
                "killed")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> times = times(process, last);
    process.waitFor();
    long captured = times.stream().filter(millis -> millis < times.get(last) - 1000).count();

    try (var rig = new TakeRig(directory)) {
      List<Datagram> recorded = TakeRig.datagrams(rig.file("killed"));
      assertTrue(captured > 0 && recorded.size() >= captured, recorded.size() + " of " + captured);
      for (int i = 0; i < recorded.size(); i++) {
        assertEquals(i, TakeRig.number(recorded.get(i).bytes()));
      }
      Map<String, ?> take = rig.takes().getFirst();
      assertEquals(false, take.get("complete"));
      assertEquals((long) recorded.size(), take.get("datagrams"));
      rig.done("replay", Map.of("name", "killed", "target", "127.0.0.1:9"));
    }
  }

  /// When each datagram was captured, since 1970. Kills the process when it has said so of `last`.
  private static List<Long> times(Process process, int last) throws InterruptedException {
    List<Long> times = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        times.add(Long.parseLong(line.substring(line.indexOf(' ') + 1)));
        if (times.size() == last + 1) {
          process.destroyForcibly();
        }
        line = lines.readLine();
      }
    } catch (IOException cutOff) {
      assertTrue(process.waitFor() != 0);
    } catch (NumberFormatException cutOff) {
      assertTrue(process.waitFor() != 0, "the line that was being printed");
    }
    return times;
  }
}
