package vj.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.status.Program;

/// `vj analyze`: what the worker would make of a file, without playing it.
@Command(
    description = "Analyses an audio file as the audio worker would, as fast as it goes.",
    footer = {
      "",
      "WAV, AIFF, FLAC, Ogg Vorbis and MP3. Without --json it prints a short summary.",
      "Example: vj analyze set.flac --plot set.svg"
    })
final class AnalyzeVerb implements Callable<Integer> {

  /// The longest file that is taken lasts a day, and a hundred seconds of it take one.
  private static final Duration LIMIT = Duration.ofHours(2);

  @Parameters(paramLabel = "FILE")
  private String file = "";

  @Option(names = "--json", paramLabel = "OUT", description = "Write everything found there.")
  private @Nullable String json;

  @Option(names = "--plot", paramLabel = "OUT.svg", description = "Draw it, for a browser.")
  private @Nullable String plot;

  private final Shell shell;

  AnalyzeVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure {
    List<String> arguments = new ArrayList<>(List.of("audio", "--analyze", file));
    if (json != null) {
      arguments.addAll(List.of("--json", json));
    }
    if (plot != null) {
      arguments.addAll(List.of("--plot", plot));
    }
    Workers workers = new Workers(shell);
    Program.Outcome outcome = workers.program(arguments, LIMIT);
    return workers.pass(outcome);
  }
}
