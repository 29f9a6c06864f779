package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vj.bus.status.FaultText;
import vj.bus.worker.Directories;
import vj.bus.worker.ExitCode;
import vj.bus.worker.Version;
import vj.bus.worker.WorkerTool;
import vj.workers.oscdebugger.flight.Snapshot.Entry;
import vj.workers.oscdebugger.record.Recorded;
import vj.workers.oscdebugger.take.Refused;
import vj.workers.oscdebugger.take.TakeName;

/// `vj-worker osc-debugger --dump FILE [--take NAME]`: what the flight recorder has, as one file;
/// and its OSC as a take. Reads the disk alone, so the worker need not run, nor does it notice.
public final class DumpTool {

  static final String OPTION = "--dump";
  static final String USAGE = "FILE [--take NAME]";

  /// Of the lines' form.
  private static final long FORMAT = 1;

  /// Problems that are shown to a person; the file has them all.
  private static final int MOST_SHOWN = 10;

  private final Path state;

  private DumpTool(Path state) {
    this.state = state;
  }

  public static WorkerTool of(Map<String, String> environment) {
    return new WorkerTool(
        OPTION,
        USAGE,
        (arguments, out, err) ->
            new DumpTool(Directories.locate(environment).state()).run(arguments, out, err));
  }

  private record Wish(Optional<Path> file, Optional<TakeName> take) {

    /// Empty if the arguments make no sense.
    static Optional<Wish> of(List<String> arguments) throws Refused {
      List<String> left = new ArrayList<>(arguments);
      Optional<Path> file = Optional.empty();
      Optional<TakeName> take = Optional.empty();
      while (!left.isEmpty()) {
        String word = left.removeFirst();
        if (word.equals("--take") && !left.isEmpty() && take.isEmpty()) {
          take = Optional.of(TakeName.of(left.removeFirst()));
        } else if (!word.startsWith("-") && file.isEmpty()) {
          file = Optional.of(Path.of(word));
        } else {
          return Optional.empty();
        }
      }
      return file.isEmpty() && take.isEmpty()
          ? Optional.empty()
          : Optional.of(new Wish(file, take));
    }
  }

  private ExitCode run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      Optional<Wish> wish = Wish.of(arguments);
      if (wish.isEmpty()) {
        err.println(
            "%s takes %s, not \"%s\"".formatted(OPTION, USAGE, String.join(" ", arguments)));
        return ExitCode.USAGE;
      }
      dump(wish.get(), out, err);
      return ExitCode.OK;
    } catch (Refused refused) {
      err.println(refused.text());
      return ExitCode.USAGE;
    } catch (IOException e) {
      err.println(FaultText.of(e));
      return ExitCode.FAILED;
    }
  }

  private void dump(Wish wish, PrintStream out, PrintStream err) throws IOException {
    Path directory = FlightPart.directory(state);
    try (Snapshot snapshot = Snapshot.of(directory)) {
      if (snapshot.summary().isEmpty()) {
        throw new IOException("nothing is recorded in " + directory);
      }
      if (wish.file().isPresent()) {
        out.println(write(snapshot, wish.file().get()));
      }
      if (wish.take().isPresent()) {
        TakeName take = wish.take().get();
        Recorded.End end = IncidentTake.write(snapshot, state.resolve("takes"), take.file());
        out.println(
            "take %s: %.1f s, %d datagrams"
                .formatted(take.text(), end.nanos() / 1e9, end.datagrams()));
      }
      snapshot.summary().problems.stream().limit(MOST_SHOWN).forEach(err::println);
    }
  }

  /// @return what was written, for people
  private static String write(Snapshot snapshot, Path file) throws IOException {
    long messages = 0;
    try (DumpFile dump = DumpFile.create(file);
        Merge merge = Merge.of(snapshot)) {
      dump.write(header(snapshot.summary()));
      for (Optional<Entry> next = merge.next(); next.isPresent(); next = merge.next()) {
        List<Map<String, @Nullable Object>> lines = DumpLines.of(next.get());
        for (Map<String, @Nullable Object> line : lines) {
          dump.write(line);
          messages += "osc".equals(line.get("kind")) ? 1 : 0;
        }
      }
      dump.complete();
    }
    SnapshotSummary summary = snapshot.summary();
    return "%s: %.1f s, %d messages, %d log lines, %d state changes, %.1f MB"
        .formatted(
            file,
            summary.seconds(),
            messages,
            summary.lines,
            summary.changes,
            Files.size(file) / 1e6);
  }

  private static Map<String, @Nullable Object> header(SnapshotSummary summary) {
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("kind", "dump");
    header.put("format", FORMAT);
    header.put("version", Version.current());
    header.put("host", host());
    header.put("written", Instant.now().toString());
    header.put("from", Snapshot.instant(summary.from).toString());
    header.put("to", Snapshot.instant(summary.to).toString());
    header.put("seconds", summary.seconds());
    header.put("datagrams", summary.datagrams);
    header.put("lines", summary.lines);
    header.put("changes", summary.changes);
    header.put("missed", summary.missed);
    header.put("segments", (long) summary.segments);
    header.put("problems", summary.problems);
    return header;
  }

  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (IOException nameless) {
        return "unknown";
      }
    }
  }
}
