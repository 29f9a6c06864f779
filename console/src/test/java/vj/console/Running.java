package vj.console;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A run of `vj` on a thread of its own, which can be interrupted as SIGINT does.
final class Running {

  private final CompletableFuture<Stage.Outcome> outcome = new CompletableFuture<>();
  private final Thread thread;

  private Running(Stage stage, String... arguments) {
    thread = new Thread(() -> outcome.complete(stage.vj(arguments)), "vj " + arguments[0]);
  }

  static Running start(Stage stage, String... arguments) {
    Running running = new Running(stage, arguments);
    running.thread.start();
    return running;
  }

  Stage.Outcome interrupted() throws Exception {
    thread.interrupt();
    return outcome();
  }

  /// When it has ended by itself.
  Stage.Outcome outcome() throws Exception {
    return outcome.get(15, TimeUnit.SECONDS);
  }
}
