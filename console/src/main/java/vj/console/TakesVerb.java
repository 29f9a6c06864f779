package vj.console;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vj.bus.control.Message.Ack;

/// `vj takes`: what has been recorded.
@Command(
    description = "Lists what has been recorded; exports it, deletes it.",
    footer = {
      "",
      "Record one with vj record NAME, play it with vj replay NAME.",
      "Example: vj takes --json | jq -r '.takes[].name'"
    })
final class TakesVerb implements Callable<Integer> {

  private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  private final Shell shell;

  TakesVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure {
    Fields known;
    try (Debugger debugger = Debugger.connect(shell)) {
      known = Debugger.accepted(debugger.listTakes());
    }
    if (json) {
      shell.json(known.map());
      return ExitCodes.DONE;
    }
    List<Fields> takes = new ArrayList<>(known.each("takes"));
    takes.sort(Comparator.comparing(take -> take.text("recorded")));
    if (!known.fields("recording").none()) {
      takes.add(known.fields("recording")); // no take yet, but on its way
    }
    if (takes.isEmpty()) {
      shell.out().println("no takes yet; record one: vj record NAME");
      return ExitCodes.DONE;
    }
    Columns table = new Columns(3, Set.of(2, 3, 4));
    table.row(
        List.of("NAME", "RECORDED", "LENGTH", "DATAGRAMS", "SIZE", "").stream()
            .map(shell.paint()::dim)
            .toList());
    takes.forEach(take -> table.row(row(take, known))); // the newest beside the next prompt
    table.lines().forEach(shell.out()::println);
    return ExitCodes.DONE;
  }

  private List<String> row(Fields take, Fields known) {
    return List.of(
        shell.paint().strong(take.text("name")),
        unreadable(take) ? "" : when(take.text("recorded")),
        TimeText.clock(take.number("seconds")),
        Amounts.count(take.whole("datagrams")),
        Amounts.bytes(take.whole("bytes")),
        note(take, known));
  }

  private String note(Fields take, Fields known) {
    String name = take.text("name");
    if (known.fields("recording").text("name").equals(name)) {
      return shell.paint().bad("is being recorded");
    }
    if (known.fields("replaying").text("name").equals(name)) {
      return shell.paint().good("plays");
    }
    if (unreadable(take)) {
      return shell.paint().bad("cannot be read");
    }
    return take.flag("complete") ? "" : shell.paint().warning("cut off");
  }

  /// The worker does not know when it began: nobody recorded in 1970.
  private static boolean unreadable(Fields take) {
    return take.text("recorded").startsWith("1970-");
  }

  private static String when(String recorded) {
    try {
      return LocalDateTime.ofInstant(Instant.parse(recorded), ZoneId.systemDefault()).format(WHEN);
    } catch (DateTimeException _) {
      return recorded;
    }
  }

  @Command(
      name = "export",
      description = "Writes a take as text. Works whether or not vj-osc-debugger runs.",
      footer = {
        "",
        "oscsendfile: what liblo's oscsendfile plays; jsonl: one JSON object for each message.",
        "Example: vj takes export friday-set --as jsonl -o friday-set.jsonl"
      })
  int export(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--as",
              paramLabel = "FORMAT",
              defaultValue = "oscsendfile",
              description = "oscsendfile (default) or jsonl.")
          String format,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "Where to; it appears when it is complete (default: standard output).")
          @Nullable Path file)
      throws Failure, InterruptedException {
    return new TakeExport(shell, name, format).to(file);
  }

  @Command(
      name = "delete",
      description = "Deletes a take for good. Asks first.",
      footer = {"", "Example: vj takes delete soundcheck --yes"})
  int delete(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = {"-y", "--yes"},
              description = "Do not ask.")
          boolean yes)
      throws Failure, InterruptedException {
    try (Debugger debugger = Debugger.connect(shell)) {
      if (!yes && !confirmed(debugger, name)) {
        shell.out().println("kept " + SafeText.of(name));
        return ExitCodes.DONE;
      }
      Ack answer = debugger.request("delete_take", Map.of("name", name));
      Debugger.accepted(answer);
      shell.out().println("deleted " + SafeText.of(name));
      return ExitCodes.DONE;
    }
  }

  /// A name that is no take is for the worker to refuse: it knows the nearest.
  private boolean confirmed(Debugger debugger, String name) throws Failure, InterruptedException {
    for (Fields take : Debugger.accepted(debugger.listTakes()).each("takes")) {
      if (take.text("name").equals(name)) {
        return new Question(shell)
            .yes(
                "delete %s, %s of %s?"
                    .formatted(
                        take.text("name"),
                        TimeText.clock(take.number("seconds")),
                        when(take.text("recorded"))));
      }
    }
    return true;
  }
}
