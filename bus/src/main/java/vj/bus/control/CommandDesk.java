package vj.bus.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.ErrorReply;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.Message.Register;
import vj.bus.control.Message.Response;

/// Takes one connection's messages to the handler and its answers back, in order but for slow
/// commands. Used by the connection's reading thread.
final class CommandDesk {

  private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

  private final Service service;
  private final ClientConnection connection;
  private final SlowLane slowLane;

  CommandDesk(Service service, ClientConnection connection, SlowLane slowLane) {
    this.service = service;
    this.connection = connection;
    this.slowLane = slowLane;
  }

  /// Serves the frames that are complete.
  ///
  /// @throws FrameTooLongException if nothing can be read after one
  void serve(FrameReader frames) throws FrameTooLongException {
    boolean more;
    do {
      more = serveNext(frames);
    } while (more);
  }

  private boolean serveNext(FrameReader frames) throws FrameTooLongException {
    try {
      Map<String, @Nullable Object> object = frames.next();
      if (object == null) {
        return false;
      }
      serve(object, frames.gaveLong());
    } catch (FrameTooLongException e) {
      throw e;
    } catch (ProtocolException e) {
      connection.answer(new ErrorReply(null, e.getMessage()));
    }
    return true;
  }

  private void serve(Map<String, @Nullable Object> object, boolean isLong) {
    String msgId = object.get("msg_id") instanceof String text ? text : null;
    try {
      switch (MessageCodec.message(object)) {
        case Command command -> serve(command, isLong);
        case Register register -> serve(register);
        case Ack _, Response _, Heartbeat _, ErrorReply _ ->
            throw new ProtocolException(
                "a worker takes command and register, not " + object.get("type"));
      }
    } catch (ProtocolException e) {
      connection.answer(new ErrorReply(msgId, e.getMessage()));
    }
  }

  private void serve(Register register) throws ProtocolException {
    boolean taken;
    try {
      taken = service.handler().register(register);
    } catch (RuntimeException e) {
      LOG.error("register of {} failed", register.worker(), e);
      throw new ProtocolException("internal error: " + e);
    }
    if (!taken) {
      throw new ProtocolException(service.worker() + " takes no register");
    }
  }

  /// @param isLong then it is not put aside even if it is slow: many that wait would fill the heap
  private void serve(Command command, boolean isLong) {
    if (command.cmd() == null) {
      refuse(command, "command without cmd");
    } else if (command.msgId() == null || isLong || !service.handler().slow(command)) {
      carryOut(command);
    } else if (!slowLane.take(() -> carryOut(command))) {
      refuse(command, SlowLane.WAITING + " commands that take long are waiting already");
    }
  }

  /// A handler's bug, an answer that cannot be written included, costs one answer and not the
  /// connection.
  @SuppressWarnings("ReferenceEquality") // another answer may look the same
  private void carryOut(Command command) {
    try {
      Answer answer = service.handler().handle(command, connection);
      if (answer != Answer.LATER) {
        connection.answer(answer.ack(command.msgId()));
      }
    } catch (RuntimeException e) {
      LOG.error("{} failed", command.cmd(), e);
      refuse(command, "internal error: " + e);
    }
  }

  private void refuse(Command command, String why) {
    connection.answer(Answer.refused(why).ack(command.msgId()));
  }

  void finish() throws InterruptedException {
    slowLane.finish();
  }

  void abort() {
    slowLane.abort();
  }
}
