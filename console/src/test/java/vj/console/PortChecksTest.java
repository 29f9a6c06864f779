package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vj.bus.status.FakeWorker;

/// With real sockets: the process that `vj doctor` names is this test.
@Timeout(30)
final class PortChecksTest {

  private static final String THIS = "java (pid %d)".formatted(ProcessHandle.current().pid());

  private static DatagramSocket bound() throws Exception {
    return new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  @Test
  void namesTheProgramThatHasTaken9001() throws Exception {
    try (Stage stage = Stage.open();
        DatagramSocket socket = bound()) {
      int port = socket.getLocalPort();
      stage.image().program("vj-worker", Doctor.worker("\"osc_port\":{\"value\":" + port + "}"));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals(1, outcome.exitCode());
      Map<String, ?> finding =
          Doctor.finding(outcome, "UDP port %d (osc-debugger)".formatted(port));
      assertEquals("fail", finding.get("verdict"));
      assertEquals("taken by " + THIS, finding.get("found"));
      assertTrue(
          String.valueOf(finding.get("cure")).contains("vj config set osc-debugger osc_port="));
    }
  }

  @Test
  void isContentWithAPortThatItsOwnWorkerHas() throws Exception {
    try (Stage stage = Stage.open();
        DatagramSocket socket = bound();
        FakeWorker _ = FakeWorker.start(stage.sockets(), "lyrics_fetcher")) {
      int port = socket.getLocalPort();
      stage.image().program("vj-worker", Doctor.worker("\"input_port\":{\"value\":" + port + "}"));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals(
          "the worker listens on it",
          Doctor.finding(outcome, "UDP port %d (lyrics)".formatted(port)).get("found"));
    }
  }

  @Test
  void saysThatAWorkerDoesNotListenWhereItShould() throws Exception {
    int port;
    try (DatagramSocket socket = bound()) {
      port = socket.getLocalPort();
    }
    try (Stage stage = Stage.open();
        FakeWorker _ = FakeWorker.start(stage.sockets(), "osc_debugger")) {
      stage.image().program("vj-worker", Doctor.worker("\"osc_port\":{\"value\":" + port + "}"));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      Map<String, ?> finding =
          Doctor.finding(outcome, "UDP port %d (osc-debugger)".formatted(port));
      assertEquals("warn", finding.get("verdict"));
      assertEquals("the worker runs, but does not listen on it", finding.get("found"));
    }
  }

  @Test
  void namesTheProgramThatReceivesATarget() throws Exception {
    try (Stage stage = Stage.open();
        DatagramSocket socket = bound()) {
      String target = "127.0.0.1:" + socket.getLocalPort();
      stage
          .image()
          .program(
              "vj-worker",
              Doctor.worker(
                  """
                  "targets":{"value":[{"host":"127.0.0.1","port":%d},\
                  {"host":"10.0.0.5","port":7000},\
                  {"host":"10.0.0.6","port":7000,"enabled":false}]}\
                  """
                      .formatted(socket.getLocalPort())));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      assertEquals("received by " + THIS, Doctor.finding(outcome, "target " + target).get("found"));
      assertEquals("info", Doctor.finding(outcome, "target 10.0.0.5:7000").get("verdict"));
      assertTrue(!outcome.out().contains("10.0.0.6"), outcome::out);
    }
  }

  @Test
  void warnsOfATargetThatRefuses() throws Exception {
    try (Stage stage = Stage.open();
        FakeWorker worker = FakeWorker.start(stage.sockets(), "audio_analyzer")) {
      stage.image().program("vj-worker", Doctor.worker(""));
      worker.targets(List.of(Map.of("target", "127.0.0.1:9000", "state", "refused")));

      Stage.Outcome outcome = stage.vj("doctor", "--json");

      Map<String, ?> finding = Doctor.finding(outcome, "target 127.0.0.1:9000");
      assertEquals("warn", finding.get("verdict"));
      assertEquals("nobody listens there: the OSC is refused", finding.get("found"));
    }
  }

  @Test
  void tellsOfAReceiveBufferThatIsTooSmall() throws Exception {
    Path proc = Files.createTempDirectory("proc");
    Path limit = Files.createDirectories(proc.resolve("sys/net/core")).resolve("rmem_max");
    Files.writeString(limit, "212992\n");

    List<Finding> small = new PortChecks(Doctor.NOTHING, proc).findings();
    Files.writeString(limit, "4194304\n");
    List<Finding> enough = new PortChecks(Doctor.NOTHING, proc).findings();

    assertTrue(small.getFirst().found().startsWith("the kernel grants 208 KiB"), small::toString);
    assertEquals("sudo sysctl -w net.core.rmem_max=4194304", small.getFirst().cure());
    assertEquals(List.of(Finding.ok("receive buffer", "4096 KiB")), enough);
  }
}
