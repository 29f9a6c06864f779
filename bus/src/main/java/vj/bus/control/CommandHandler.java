package vj.bus.control;

import vj.bus.control.Message.Command;
import vj.bus.control.Message.Register;

/// What a server does with a command.
///
/// Called on the thread of the connection that sent it; different connections call at the same
/// time. The caller's fault is an answer with `success` false, never an exception: a
/// `RuntimeException` is a bug, is answered as one and logged.
@FunctionalInterface
public interface CommandHandler {

  /// The final answer. The server puts the command's `msg_id` on it.
  Answer handle(Command command, Connection connection);

  /// Whether `command` may take longer than 50 ms (HTTP, opening a device). Such a command runs off
  /// the connection's reader when it carries a `msg_id`, so that quick ones sent after it are
  /// answered at once; without a `msg_id` its answer could not be told from theirs, and it keeps
  /// its place.
  default boolean slow(Command command) {
    return false;
  }

  /// A worker has said that it is there. Gets no answer.
  ///
  /// @return false if this worker takes no registrations: the sender gets an `error`
  default boolean register(Register message) {
    return false;
  }
}
