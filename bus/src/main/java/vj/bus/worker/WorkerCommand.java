package vj.bus.worker;

import vj.bus.control.Answer;
import vj.bus.control.Connection;
import vj.bus.control.Message.Command;

/// One command of a worker's own.
///
/// @param slow may take longer than 50 ms
public record WorkerCommand(String name, boolean slow, Action action) {

  public static WorkerCommand quick(String name, Action action) {
    return new WorkerCommand(name, false, action);
  }

  public static WorkerCommand slow(String name, Action action) {
    return new WorkerCommand(name, true, action);
  }

  /// Runs on a thread of the connection. The caller's fault is a refused answer.
  @FunctionalInterface
  public interface Action {
    Answer answer(Command command, Connection connection);
  }
}
