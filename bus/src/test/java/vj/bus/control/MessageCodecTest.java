package vj.bus.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.ErrorReply;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.Message.Register;
import vj.bus.control.Message.Response;

class MessageCodecTest {

  static Stream<Message> messages() {
    return Stream.of(
        new Command("1", "set_config", Map.of("poll_interval", 1.5)),
        new Command(null, "get_state", Map.of()),
        new Command(null, null, Map.of()),
        new Ack("1", true, "Restarted", null),
        new Ack(null, false, null, Map.of("a", List.of(1L))),
        new Response("1", Map.of("lines", List.of())),
        new Heartbeat("audio_analyzer", 12, 3.25, Map.of("osc_sent", 4L)),
        new Register("audio_analyzer", 12, "/run/a.sock", List.of("/audio/levels")),
        new ErrorReply(null, "no type"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsWhatItWrote(Message message) throws Exception {
    byte[] wire = Json.bytes(MessageCodec.object(message));

    assertEquals(message, MessageCodec.message(Json.object(wire)));
  }

  @Test
  void writesEmptyFieldsAsNull() {
    Ack ack = new Ack("7", true, null, null);

    assertEquals(
        """
        {"type":"ack","msg_id":"7","success":true,"message":null,"data":null}\
        """,
        new String(Json.bytes(MessageCodec.object(ack)), StandardCharsets.UTF_8));
  }

  @Test
  void takesNullForAbsent() throws Exception {
    Message message = read("{\"type\":\"command\",\"msg_id\":null,\"cmd\":\"ping\"}");

    assertEquals(new Command(null, "ping", Map.of()), message);
  }

  @Test
  void ignoresUnknownFields() throws Exception {
    Message message = read("{\"type\":\"ack\",\"success\":true,\"traceback\":\"...\"}");

    assertEquals(new Ack(null, true, null, null), message);
  }

  @Test
  void letsNoFieldOfACommandPassForItsName() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", "ack");
    fields.put("cmd", "restart");

    Map<String, ?> wire = MessageCodec.object(new Command("1", "set_config", fields));

    assertEquals(Map.of("type", "command", "msg_id", "1", "cmd", "set_config"), wire);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|no type, or not a string",
        "{\"type\":null}|no type, or not a string",
        "{\"type\":5}|no type, or not a string",
        "{\"type\":\"shout\"}|unknown type: shout",
        "{\"type\":\"command\",\"msg_id\":5}|command: msg_id must be a string, found 5",
        "{\"type\":\"command\",\"cmd\":[]}|command: cmd must be a string, found []",
        "{\"type\":\"ack\"}|ack without success",
        "{\"type\":\"ack\",\"success\":1}|ack: success must be true or false, found 1",
        "{\"type\":\"ack\",\"success\":true,\"data\":[1]}|ack: data must be an object, found [1]",
        "{\"type\":\"response\"}|response without data",
        "{\"type\":\"error\"}|error without error",
        "{\"type\":\"heartbeat\"}|heartbeat without worker",
        "{\"type\":\"heartbeat\",\"worker\":\"a\",\"pid\":1.5}|heartbeat: pid must be a whole"
            + " number, found 1.5",
        "{\"type\":\"heartbeat\",\"worker\":\"a\",\"pid\":1,\"uptime_sec\":\"2\"}|heartbeat:"
            + " uptime_sec must be a number, found 2",
        "{\"type\":\"register\",\"worker\":\"a\",\"pid\":1,\"socket_path\":\"s\"}|register without"
            + " osc_addresses",
        "{\"type\":\"register\",\"worker\":\"a\",\"pid\":1,\"socket_path\":\"s\",\"osc_addresses\":{}}|register:"
            + " osc_addresses must be a list of strings, found {}",
        "{\"type\":\"register\",\"worker\":\"a\",\"pid\":1,\"socket_path\":\"s\",\"osc_addresses\":[1]}|register:"
            + " osc_addresses must be a list of strings, found [1]",
      })
  void namesTheFieldAtFault(String json, String message) {
    ProtocolException refused = assertThrows(ProtocolException.class, () -> read(json));

    assertEquals(message, refused.getMessage());
  }

  @Test
  void shortensALongValueAtFault() {
    String json = "{\"type\":\"ack\",\"success\":\"" + "x".repeat(1000) + "\"}";

    ProtocolException refused = assertThrows(ProtocolException.class, () -> read(json));

    assertEquals(
        "ack: success must be true or false, found " + "x".repeat(80) + "…", refused.getMessage());
  }

  private static Message read(String json) throws ProtocolException {
    return MessageCodec.message(Json.object(json, "test"));
  }
}
