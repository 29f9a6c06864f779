package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
final class ExitCodesTest {

  private final Stage stage = opened();

  private static Stage opened() {
    try {
      return Stage.open();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void failingWorker() throws IOException {
    stage.image().program("vj-worker", "echo 'source: takes what there is' >&2; exit 78");
  }

  @AfterEach
  void close() throws IOException {
    stage.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                              | 0
          --help                          | 0
          version                         | 0
          version --json                  | 0
          completion                      | 0
          completion zsh                  | 0
          completion fish                 | 64
          config path audio               | 0
          config path nobody              | 64
          config get nobody               | 64
          config get audio                | 78
          config set audio novalue        | 64
          config set audio a=1 a=2        | 64
          config set audio a=1            | 78
          config check audio              | 78
          config                          | 64
          status                          | 1
          status --json                   | 1
          status --json --json            | 64
          status --jason                  | 64
          status audio                    | 64
          status --help                   | 0
          start audio                     | 1
          stop all                        | 1
          restart nobody                  | 64
          start                           | 64
          logs                            | 1
          logs nobody                     | 64
          logs -n -1                      | 64
          logs -n many                    | 64
          devices                         | 1
          doctor                          | 1
          osc                             | 64
          osc send localhost:9 /x         | 0
          osc send localhost /x           | 64
          osc send localhost:0 /x         | 64
          osc send localhost:9 nopath     | 64
          osc send localhost:9 /x i no    | 64
          osc send localhost:9            | 64
          osc monitor --pattern nopath    | 64
          osc monitor --port 70000        | 64
          osc monitor --count 0           | 64
          record set                      | 69
          record --for x                  | 64
          record --stop                   | 69
          replay                          | 64
          replay set                      | 69
          replay set --speed 21           | 64
          takes                           | 69
          takes export set                | 78
          takes export set --as x         | 64
          takes delete set                | 69
          takes rename set                | 64
          dump                            | 78
          up nobody                       | 64
          up                              | 78
          nonsense                        | 64
          """)
  void endsAsPromised(String line, int expected) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

    Stage.Outcome outcome = stage.vj(arguments);

    assertEquals(expected, outcome.exitCode(), outcome::toString);
    assertFalse(outcome.err().contains("\tat "), outcome::err);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 1", "64, 64", "69, 69", "70, 1", "75, 1", "78, 78", "137, 1"})
  void passesOnlyThoseCodesOfTheWorkerOnThatAreItsOwn(int ofWorker, int expected)
      throws IOException {
    stage.image().program("vj-worker", "exit " + ofWorker);

    assertEquals(expected, stage.vj("config", "check", "audio").exitCode());
    assertEquals(expected, stage.vj("config", "set", "audio", "a=1").exitCode());
  }

  /// picocli does not hand this exit code down to subcommands.
  @Test
  void callsAnUnknownOptionAUsageErrorInEveryVerb() {
    for (String verb : verbs()) {
      List<String> arguments = new ArrayList<>(List.of(verb.split(" ", -1)));
      arguments.add("--no-such-option");

      Stage.Outcome outcome = stage.vj(arguments.toArray(String[]::new));

      assertEquals(ExitCodes.USAGE, outcome.exitCode(), verb);
      assertTrue(outcome.err().startsWith("vj: "), outcome::err);
    }
  }

  @Test
  void givesEveryVerbHelpWithAnExample() {
    for (String verb : verbs()) {
      List<String> arguments = new ArrayList<>(List.of(verb.split(" ", -1)));
      arguments.add("--help");

      Stage.Outcome outcome = stage.vj(arguments.toArray(String[]::new));

      assertEquals(ExitCodes.DONE, outcome.exitCode(), verb);
      assertTrue(outcome.out().contains("vj " + verb), outcome::out);
      String last = outcome.lines().getLast();
      assertTrue(last.contains("vj " + verb.split(" ", -1)[0]), last);
    }
  }

  private List<String> verbs() {
    CommandLine all =
        Vj.commandLine(
            stage.shell(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter())));
    List<String> names = new ArrayList<>();
    collect("", all, names);
    return names;
  }

  private static void collect(String prefix, CommandLine command, List<String> names) {
    command
        .getSubcommands()
        .forEach((name, sub) -> {
          names.add(prefix + name);
          collect(prefix + name + " ", sub, names);
        });
  }
}
