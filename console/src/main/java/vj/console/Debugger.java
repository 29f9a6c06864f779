package vj.console;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Ack;
import vj.bus.control.WorkerName;

/// A connection to the running vj-osc-debugger, for as long as a verb lasts. One thread.
final class Debugger implements AutoCloseable {

  /// To find a place in a take of hours may take the worker ten seconds; and below what a verb has
  /// after Ctrl-C, in which it must still stop what it has started.
  private static final Duration LIMIT = Duration.ofSeconds(12);

  /// The worker reads takes that were cut off through to count what they hold, once each: enough
  /// for ten gigabytes from a disk of 100 MB/s.
  private static final Duration LISTING_LIMIT = Duration.ofMinutes(2);

  private final ControlClient client;

  private Debugger(ControlClient client) {
    this.client = client;
  }

  /// @throws Failure with the cure, when it does not run
  static Debugger connect(Shell shell) throws Failure {
    return new Debugger(new Workers(shell).connected(WorkerName.OSC_DEBUGGER));
  }

  /// What it answers, be it a refusal.
  Ack request(String command, Map<String, ?> fields) throws Failure {
    return request(command, fields, LIMIT);
  }

  /// The takes that there are.
  Ack listTakes() throws Failure {
    return request("list_takes", Map.of(), LISTING_LIMIT);
  }

  private Ack request(String command, Map<String, ?> fields, Duration limit) throws Failure {
    try {
      return client.ask(command, fields, limit);
    } catch (EOFException | SocketException _) {
      throw Failure.notRunning("osc-debugger has gone; try: vj start osc-debugger");
    } catch (IOException e) {
      throw Workers.silent(WorkerName.OSC_DEBUGGER, e);
    }
  }

  /// What it answers; a refusal is a failure, in its words.
  Fields ask(String command, Map<String, ?> fields) throws Failure {
    return accepted(request(command, fields));
  }

  Fields ask(String command) throws Failure {
    return ask(command, Map.of());
  }

  static Fields accepted(Ack answer) throws Failure {
    if (!answer.success()) {
      throw refused(answer);
    }
    return new Fields(Workers.data(answer));
  }

  static Failure refused(Ack answer) {
    return Failure.failed(String.valueOf(answer.message()));
  }

  @Override
  public void close() {
    client.close();
  }
}
