package vj.bus.telemetry;

import com.illposed.osc.BytesReceiver;
import com.illposed.osc.OSCSerializer;
import com.illposed.osc.argument.ArgumentHandler;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.BiConsumer;

/// Writes values of one class for JavaOSC's serializer. Reading is [OscReader]'s business.
///
/// @param <T> what is written: an [Argument], or the `String` of an address
final class ArgumentWriter<T> implements ArgumentHandler<T> {

  static final ArgumentWriter<Argument.OfInt> INT =
      new ArgumentWriter<>(
          'i', Argument.OfInt.class, (out, argument) -> out.putInt(argument.value));

  static final ArgumentWriter<Argument.OfFloat> FLOAT =
      new ArgumentWriter<>(
          'f',
          Argument.OfFloat.class,
          (out, argument) -> out.putInt(Float.floatToRawIntBits(argument.value())));

  static final ArgumentWriter<Argument.OfText> TEXT =
      new ArgumentWriter<>(
          's',
          Argument.OfText.class,
          (out, argument) ->
              OSCSerializer.terminateAndAlign(out.put(argument.utf8(), argument.length())));

  private final char typeTag;
  private final Class<T> type;
  private final BiConsumer<ReusedBuffer, T> write;

  private ArgumentWriter(char typeTag, Class<T> type, BiConsumer<ReusedBuffer, T> write) {
    this.typeTag = typeTag;
    this.type = type;
    this.write = write;
  }

  /// JavaOSC writes the address as it writes a `String`: it is the only one here, so its bytes are
  /// made once.
  static ArgumentWriter<String> address(byte[] ascii) {
    return new ArgumentWriter<>(
        's', String.class, (out, _) -> OSCSerializer.terminateAndAlign(out.put(ascii)));
  }

  @Override
  public char getDefaultIdentifier() {
    return typeTag;
  }

  @Override
  public Class<T> getJavaClass() {
    return type;
  }

  @Override
  public void setProperties(Map<String, Object> properties) {
    // the character set is not for choosing
  }

  @Override
  public boolean isMarkerOnly() {
    return false;
  }

  @Override
  public void serialize(BytesReceiver output, T value) {
    write.accept((ReusedBuffer) output, value);
  }

  @Override
  public T parse(ByteBuffer input) {
    throw new UnsupportedOperationException("OscReader reads");
  }

  /// Stateless, so the same for all.
  @Override
  @SuppressWarnings("MethodDoesntCallSuperMethod")
  public ArgumentWriter<T> clone() {
    return this;
  }
}
