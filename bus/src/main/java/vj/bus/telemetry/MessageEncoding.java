package vj.bus.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCSerializeException;
import com.illposed.osc.OSCSerializer;
import com.illposed.osc.argument.ArgumentHandler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/// A template's message under one full address, encoded by a serializer and into a buffer of its
/// own. Confined to the thread that uses the template.
final class MessageEncoding {

  private final ReusedBuffer out = new ReusedBuffer();
  private final OSCMessage message;
  private final OSCSerializer serializer;

  MessageEncoding(String address, List<Argument> arguments) {
    message = new OSCMessage(address, arguments);
    serializer = serializer(address.getBytes(US_ASCII), out);
  }

  @SuppressWarnings("rawtypes") // as JavaOSC declares it
  private static OSCSerializer serializer(byte[] address, ReusedBuffer out) {
    List<ArgumentHandler> writers =
        List.of(
            ArgumentWriter.INT,
            ArgumentWriter.FLOAT,
            ArgumentWriter.TEXT,
            ArgumentWriter.address(address));
    return new OSCSerializer(writers, Map.of(), out);
  }

  /// The message with the values as they are now, from 0 to its limit; the same buffer each time.
  ByteBuffer encode() {
    try {
      serializer.write(message);
    } catch (OSCSerializeException e) {
      throw new IllegalStateException("every type of a template has its writer", e);
    }
    return out.written();
  }
}
