package vj.bus.control;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.ErrorReply;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.Message.Register;
import vj.bus.control.Message.Response;

/// Messages to and from the objects that stand for them on the wire. Stateless.
///
/// Fields that are empty are written as `null`, as clients of this protocol have always seen it.
/// Fields that are not known are ignored.
final class MessageCodec {

  private MessageCodec() {}

  /// @throws ProtocolException naming the field that is missing or of the wrong type
  static Message message(Map<String, @Nullable Object> object) throws ProtocolException {
    if (!(object.get("type") instanceof String type)) {
      throw new ProtocolException("no type, or not a string");
    }
    MessageFields fields = new MessageFields(type, object);
    return switch (type) {
      case "command" -> command(fields, object);
      case "ack" ->
          new Ack(
              fields.textOrNull("msg_id"),
              fields.flag("success"),
              fields.textOrNull("message"),
              fields.objectOrNull("data"));
      case "response" -> new Response(fields.textOrNull("msg_id"), fields.object("data"));
      case "heartbeat" ->
          new Heartbeat(
              fields.text("worker"),
              fields.whole("pid"),
              fields.number("uptime_sec"),
              fields.object("stats"));
      case "register" ->
          new Register(
              fields.text("worker"),
              fields.whole("pid"),
              fields.text("socket_path"),
              fields.texts("osc_addresses"));
      case "error" -> new ErrorReply(fields.textOrNull("msg_id"), fields.text("error"));
      default -> throw new ProtocolException("unknown type: " + type);
    };
  }

  private static Command command(MessageFields fields, Map<String, @Nullable Object> object)
      throws ProtocolException {
    String msgId = fields.textOrNull("msg_id");
    String cmd = fields.textOrNull("cmd");
    Map<String, @Nullable Object> others = new LinkedHashMap<>(object);
    others.remove("type");
    others.remove("msg_id");
    others.remove("cmd");
    return new Command(msgId, cmd, others);
  }

  static Map<String, @Nullable Object> object(Message message) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    switch (message) {
      case Command(String msgId, String cmd, Map<String, @Nullable Object> fields) -> {
        object.putAll(fields); // first: no field can pass for one of the three below
        object.put("type", "command");
        object.put("msg_id", msgId);
        object.put("cmd", cmd);
      }
      case Ack(String msgId, boolean success, String text, Map<String, @Nullable Object> data) -> {
        object.put("type", "ack");
        object.put("msg_id", msgId);
        object.put("success", success);
        object.put("message", text);
        object.put("data", data);
      }
      case Response(String msgId, Map<String, @Nullable Object> data) -> {
        object.put("type", "response");
        object.put("msg_id", msgId);
        object.put("data", data);
      }
      case Heartbeat(
              String worker,
              long pid,
              double uptime,
              Map<String, @Nullable Object> stats) -> {
        object.put("type", "heartbeat");
        object.put("msg_id", null); // clients may look for it in whatever arrives
        object.put("worker", worker);
        object.put("pid", pid);
        object.put("uptime_sec", uptime);
        object.put("stats", stats);
      }
      case Register register -> {
        object.put("type", "register");
        object.put("worker", register.worker());
        object.put("pid", register.pid());
        object.put("socket_path", register.socketPath());
        object.put("osc_addresses", register.oscAddresses());
      }
      case ErrorReply(String msgId, String error) -> {
        object.put("type", "error");
        object.put("msg_id", msgId);
        object.put("error", error);
      }
    }
    return object;
  }
}
