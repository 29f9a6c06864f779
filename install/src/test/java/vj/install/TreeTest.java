package vj.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vj.bus.Acceptance;
import vj.bus.control.WorkerName;

/// What in the tree has to fit together and no compiler sees.
final class TreeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyWorkerHasAUnitAndEveryUnitAWorker() throws IOException {
    Set<String> workers =
        Arrays.stream(WorkerName.values())
            .map(name -> name.unit() + ".service")
            .collect(Collectors.toSet());

    try (Stream<Path> files = Files.list(ROOT.resolve("units/systemd"))) {
      Set<String> units =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("vj-") && name.endsWith(".service"))
              .collect(Collectors.toSet());
      assertEquals(workers, units);
    }
  }

  @Test
  void everyUnitRunsItsOwnWorker() throws IOException {
    for (WorkerName name : WorkerName.values()) {
      String unit = Files.readString(ROOT.resolve("units/systemd/" + name.unit() + ".service"));

      assertTrue(unit.contains("ExecStart=\"@HOME@/bin/vj-worker\" " + name.shortName() + "\n"));
      assertTrue(unit.contains("WantedBy=vj.target"));
    }
  }

  @Test
  void onlyTheStatusLayerSpeaksToTheInitSystem() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> others =
          files
              .filter(file -> file.toString().contains("/src/main/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.toString().contains("/vj/bus/status/"))
              .filter(TreeTest::namesAnInitCommand)
              .toList();
      assertEquals(List.of(), others);
    }
  }

  @Test
  void shellScriptsPassShellcheck() throws IOException, InterruptedException {
    Acceptance.needs("shellcheck");
    List<String> command = new ArrayList<>(List.of("shellcheck", "--external-sources"));
    command.addAll(shellScripts());

    Process check =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    String complaints = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, check.waitFor(), complaints);
  }

  /// As a program to run, that is as a whole string; prose may name them.
  private static boolean namesAnInitCommand(Path file) {
    try {
      String text = Files.readString(file);
      return Stream.of("systemctl", "launchctl", "journalctl")
          .anyMatch(command -> text.contains('"' + command + '"'));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> shellScripts() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(
              file -> !file.toString().contains("/target/") && !file.toString().contains("/.git"))
          .filter(Files::isRegularFile)
          .filter(TreeTest::isShell)
          .map(file -> ROOT.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static boolean isShell(Path file) {
    try (var bytes = Files.newInputStream(file)) {
      String start = new String(bytes.readNBytes(24), StandardCharsets.ISO_8859_1);
      return start.matches("(?s)#!/(usr/)?bin/(env )?(ba)?sh\\b.*");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
