package vj.workers.audio.offline;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vj.bus.status.FaultText;
import vj.bus.worker.ExitCode;
import vj.workers.audio.offline.FileAnalysis.Follower;

/// `vj-worker audio --analyze FILE [--json OUT] [--plot OUT.svg]`. Without `--json` it prints a
/// summary.
public final class AnalyzeTool {

  public static final String OPTION = "--analyze";
  public static final String USAGE = "FILE [--json OUT] [--plot OUT.svg]";

  private static final Follower NOBODY = (_, _) -> {};

  private AnalyzeTool() {}

  private record Wish(Path file, Optional<Path> json, Optional<Path> plot) {}

  public static ExitCode run(List<String> arguments, PrintStream out, PrintStream err) {
    Optional<Wish> wish = wish(new ArrayList<>(arguments));
    if (wish.isEmpty()) {
      err.println("%s takes %s, not \"%s\"".formatted(OPTION, USAGE, String.join(" ", arguments)));
      return ExitCode.USAGE;
    }
    try {
      refuseToOverwrite(wish.get());
      Findings found = analyse(wish.get());
      if (wish.get().json().isEmpty()) {
        new Summary(found).lines().forEach(out::println);
      }
      return ExitCode.OK;
    } catch (IOException e) {
      err.println(FaultText.of(e));
      return ExitCode.INTERNAL;
    }
  }

  private static Optional<Wish> wish(List<String> left) {
    Optional<Path> file = Optional.empty();
    Optional<Path> json = Optional.empty();
    Optional<Path> plot = Optional.empty();
    while (!left.isEmpty()) {
      String word = left.removeFirst();
      boolean option = word.equals("--json") || word.equals("--plot");
      if ((option && left.isEmpty()) || (!option && file.isPresent())) {
        return Optional.empty();
      }
      switch (word) {
        case "--json" -> json = Optional.of(Path.of(left.removeFirst()));
        case "--plot" -> plot = Optional.of(Path.of(left.removeFirst()));
        default -> file = Optional.of(Path.of(word));
      }
    }
    return file.isEmpty() ? Optional.empty() : Optional.of(new Wish(file.get(), json, plot));
  }

  /// A slip in the order of the names must not cost anybody a track.
  private static void refuseToOverwrite(Wish wish) throws IOException {
    for (Optional<Path> target : List.of(wish.json(), wish.plot())) {
      if (target.isPresent()
          && Files.exists(target.get())
          && Files.exists(wish.file())
          && Files.isSameFile(target.get(), wish.file())) {
        throw new IOException("%s is the file to analyse".formatted(target.get()));
      }
    }
    if (wish.json().isPresent() && wish.json().equals(wish.plot())) {
      throw new IOException("%s cannot be both JSON and a plot".formatted(wish.json().get()));
    }
  }

  /// Targets are opened before the long work, and appear after it.
  private static Findings analyse(Wish wish) throws IOException {
    if (wish.json().isPresent()) {
      try (NewFile json = NewFile.create(wish.json().get())) {
        var report = new JsonReport(json.writer());
        Findings found = plot(wish, report);
        report.end(found);
        json.complete();
        return found;
      }
    }
    return plot(wish, NOBODY);
  }

  private static Findings plot(Wish wish, Follower follower) throws IOException {
    if (wish.plot().isPresent()) {
      try (NewFile svg = NewFile.create(wish.plot().get())) {
        Findings found = FileAnalysis.of(wish.file(), follower);
        new Plot(svg.writer()).draw(found);
        svg.complete();
        return found;
      }
    }
    return FileAnalysis.of(wish.file(), follower);
  }
}
