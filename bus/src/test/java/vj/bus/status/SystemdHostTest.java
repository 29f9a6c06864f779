package vj.bus.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.bus.control.WorkerName;
import vj.bus.status.ServiceManager.UnreachableException;

@Timeout(30)
final class SystemdHostTest {

  @TempDir private Path path;

  private SystemdHost saying(String program, String body) throws IOException {
    return new SystemdHost(new FakePrograms(path).program(program, body).environment(Map.of()));
  }

  @Test
  void readsDropInsOfSeveralUnits() throws Exception {
    SystemdHost host =
        saying(
            "systemctl",
            """
            /bin/cat <<'END'
            Id=vj-audio.service
            DropInPaths=/u/vj-.service.d/10-common.conf /home/a b/vj-audio.service.d/own.conf

            Id=vj-lyrics.service
            DropInPaths=

            DropInPaths=/u/whose.conf
            nonsense
            END
            """);

    Map<WorkerName, List<Path>> found = host.dropIns();

    assertEquals(
        Map.of(
            WorkerName.AUDIO,
            List.of(
                Path.of("/u/vj-.service.d/10-common.conf"),
                Path.of("/home/a b/vj-audio.service.d/own.conf"))),
        found);
  }

  @Test
  void tellsWhetherTheClockIsSet() throws Exception {
    assertEquals(
        Optional.of(true), saying("timedatectl", "echo NTPSynchronized=yes").clockSynchronised());
    assertEquals(
        Optional.of(false), saying("timedatectl", "echo NTPSynchronized=no").clockSynchronised());
    assertEquals(
        Optional.empty(), saying("timedatectl", "echo NTPSynchronized=").clockSynchronised());
  }

  @Test
  void passesOnWhyItCannotBeAsked() throws Exception {
    SystemdHost host = saying("timedatectl", "echo 'Failed to connect' >&2; exit 1");

    assertEquals(
        "Failed to connect", assertThrows(IOException.class, host::clockSynchronised).getMessage());
    assertThrows(UnreachableException.class, host::dropIns);
  }
}
