package vj.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;
import vj.bus.control.WorkerName;

/// `vj tap`: the tempo by hand, one tap for each line of standard input. One connection for all of
/// them: starting a program for each would delay every tap by as much.
@Command(
    description = "Taps the tempo: press Enter on each beat, the first of them on a one.",
    footer = {
      "",
      "Two taps are a tempo, which goes out at once; the worker follows the music from there.",
      "Ctrl-D or Ctrl-C ends it.",
      "Example: vj tap"
    })
final class TapVerb implements Callable<Integer> {

  /// Nobody taps faster than they are answered.
  private static final int MOST_WAITING = 16;

  private final Shell shell;

  TapVerb(Shell shell) {
    this.shell = shell;
  }

  private enum Key {
    TAP,
    END
  }

  @Override
  public Integer call() throws Failure, InterruptedException {
    try (ControlClient audio = new Workers(shell).connected(WorkerName.AUDIO)) {
      if (shell.terminal().interactive()) {
        shell.out().println("Enter on each beat; Ctrl-D ends");
        shell.out().flush();
      }
      BlockingQueue<Key> keys = new ArrayBlockingQueue<>(MOST_WAITING);
      // A read of standard input cannot be interrupted, and Ctrl-C must end us.
      Thread.ofPlatform().name("tap-keys").daemon().start(() -> read(keys));
      int exitCode = ExitCodes.DONE;
      while (keys.take() == Key.TAP) {
        exitCode = tap(audio);
      }
      return exitCode;
    }
  }

  private int tap(ControlClient audio) throws Failure {
    Ack answer = ask(audio);
    if (answer.success()) {
      shell.out().println(TempoVerb.text(answer));
      shell.out().flush();
      return ExitCodes.DONE;
    }
    shell.err().println("vj: " + SafeText.of(String.valueOf(answer.message())));
    shell.err().flush();
    return ExitCodes.FAILED;
  }

  private static Ack ask(ControlClient audio) throws Failure {
    try {
      return audio.ask("tap", Map.of(), Workers.ANSWER_LIMIT);
    } catch (IOException e) {
      throw Workers.silent(WorkerName.AUDIO, e);
    }
  }

  private void read(BlockingQueue<Key> keys) {
    var lines = new BufferedReader(new InputStreamReader(shell.in(), StandardCharsets.UTF_8));
    try {
      while (lines.readLine() != null) {
        keys.put(Key.TAP);
      }
      keys.put(Key.END);
    } catch (IOException _) {
      keys.clear();
      keys.add(Key.END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
