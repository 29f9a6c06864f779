package vj.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vj.bus.control.Json;
import vj.bus.control.Message.Ack;
import vj.bus.control.ProtocolException;
import vj.bus.control.WorkerName;
import vj.bus.status.FaultText;
import vj.bus.status.Program;

/// `vj devices`: where sound can come from, as the audio worker sees it.
@Command(
    description = "Lists the devices that sound can be taken from.",
    footer = {
      "",
      "Choose one with: vj config set audio source=device:NAME",
      "Example: vj devices --json"
    })
final class DevicesVerb implements Callable<Integer> {

  @Option(names = "--json", description = "One JSON object instead of a table.")
  private boolean json;

  private final Shell shell;

  DevicesVerb(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws Failure {
    Map<String, ?> data = ask(new Workers(shell));
    if (json) {
      shell.json(data);
      return ExitCodes.DONE;
    }
    List<?> devices = data.get("devices") instanceof List<?> list ? list : List.of();
    if (devices.isEmpty()) {
      throw Failure.failed("no audio device found; see: vj doctor");
    }
    Columns table = new Columns();
    table.row(List.of("", "NAME", "CHANNELS", "DESCRIPTION").stream().map(this::heading).toList());
    for (Object device : devices) {
      if (device instanceof Map<?, ?> fields) {
        table.row(
            List.of(
                Boolean.TRUE.equals(fields.get("default")) ? "*" : " ",
                text(fields.get("name")),
                text(fields.get("channels")),
                text(fields.get("description"))));
      }
    }
    table.lines().forEach(shell.out()::println);
    return ExitCodes.DONE;
  }

  /// The running worker, or one that is started for the question alone.
  static Map<String, ?> ask(Workers workers) throws Failure {
    Optional<Ack> answer = workers.ask(WorkerName.AUDIO, "list_devices", Map.of());
    if (answer.isPresent()) {
      if (!answer.get().success()) {
        throw Failure.failed(String.valueOf(answer.get().message()));
      }
      return Workers.data(answer.get());
    }
    Program.Outcome outcome = workers.program(List.of("audio", "--list-devices", "--json"));
    if (outcome.exit() != 0) {
      throw Failure.failed("cannot list devices: " + outcome.err().strip());
    }
    try {
      return Json.object(outcome.out(), "vj-worker audio --list-devices");
    } catch (ProtocolException e) {
      throw Failure.failed(FaultText.of(e));
    }
  }

  private String heading(String text) {
    return shell.paint().dim(text);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : SafeText.of(value.toString());
  }
}
