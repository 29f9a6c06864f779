package vj.bus.control;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.ErrorReply;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.Message.Register;
import vj.bus.control.Message.Response;

/// The wire form of a message: a 4-byte big-endian length, then that many bytes of UTF-8 JSON.
/// [FrameReader] is the other direction.
public final class Frames {

  /// Bytes of JSON in one frame, in both directions: what clients of this protocol take.
  public static final int LIMIT = 1_048_576;

  /// Bytes of the length before it.
  static final int HEADER = 4;

  /// Characters of a `msg_id` that a refusal repeats; one that fills a frame itself is dropped.
  private static final int ECHO_LIMIT = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Frames.class);

  private Frames() {}

  /// Header and body in one array, so that they leave in one write.
  static byte[] frame(Message message) throws FrameTooLongException {
    return Draft.of(message).frame();
  }

  /// The frame of `message` or, where that is over the limit, of what says so to whom it was for.
  static byte[] frameOrRefusal(Message message) {
    return draftOrRefusal(message).frame();
  }

  /// As [#frameOrRefusal], before there is memory for it.
  static Draft draftOrRefusal(Message message) {
    try {
      return Draft.of(message);
    } catch (FrameTooLongException e) {
      LOG.warn("not sent: {}", e.getMessage());
      return refused(message, e.getMessage());
    }
  }

  private static Draft refused(Message message, String why) {
    try {
      return Draft.of(refusal(message, why));
    } catch (FrameTooLongException e) {
      throw new IllegalStateException(e); // a refusal repeats nothing that is long
    }
  }

  private static Message refusal(Message message, String why) {
    return switch (message) {
      case Ack ack -> new Ack(echoed(ack.msgId()), false, "answer is a " + why, null);
      case Response response -> new ErrorReply(echoed(response.msgId()), "response is a " + why);
      case ErrorReply error -> new ErrorReply(echoed(error.msgId()), why);
      case Command _, Heartbeat _, Register _ -> new ErrorReply(null, why);
    };
  }

  private static @Nullable String echoed(@Nullable String msgId) {
    return msgId == null || msgId.length() <= ECHO_LIMIT ? msgId : null;
  }
}
