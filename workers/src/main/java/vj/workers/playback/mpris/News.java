package vj.workers.playback.mpris;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodReturn;
import org.jspecify.annotations.Nullable;

/// What a message from the bus says, as far as it matters here. Players are known by the unique
/// name of their connection.
sealed interface News {

  /// @param question the serial number of what was asked
  /// @param value the first of what was answered; empty if there is none
  record Answer(long question, Optional<Object> value) implements News {}

  /// The one asked does not know the question, or the bus knows nobody of that name.
  record Refusal(long question) implements News {}

  /// A name has another owner.
  ///
  /// @param from empty if it is new
  /// @param to empty if it is gone
  record Moved(String name, String from, String to) implements News {}

  /// @param dropped properties that have changed without being told
  record Changed(String owner, PropertyMap properties, List<?> dropped) implements News {}

  record Seeked(String owner, double microseconds) implements News {}

  /// Empty for what is not for us, or not as it should be.
  static Optional<News> of(Message message) {
    return switch (message) {
      case MethodReturn answer ->
          Optional.of(
              new Answer(answer.getReplySerial(), Optional.ofNullable(parameter(answer, 0))));
      case Error error -> Optional.of(new Refusal(error.getReplySerial()));
      case DBusSignal signal when signal.getSource() != null && signal.getName() != null ->
          signalled(signal.getSource(), signal);
      default -> Optional.empty();
    };
  }

  private static Optional<News> signalled(String sender, DBusSignal signal) {
    return switch (signal.getName()) {
      case "NameOwnerChanged" -> {
        var moved = new Moved(text(signal, 0), text(signal, 1), text(signal, 2));
        yield sender.equals(Calls.BUS) ? Optional.of(moved) : Optional.empty();
      }
      case "PropertiesChanged" -> {
        List<?> dropped = parameter(signal, 2) instanceof List<?> names ? names : List.of();
        yield Optional.of(new Changed(sender, PropertyMap.of(parameter(signal, 1)), dropped));
      }
      case "Seeked" -> {
        OptionalDouble to = PropertyMap.number(parameter(signal, 0));
        yield to.isPresent() ? Optional.of(new Seeked(sender, to.getAsDouble())) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static String text(Message message, int index) {
    return parameter(message, index) instanceof String text ? text : "";
  }

  private static @Nullable Object parameter(Message message, int index) {
    try {
      Object[] parameters = message.getParameters();
      return parameters != null && index < parameters.length ? parameters[index] : null;
    } catch (DBusException e) {
      throw new IllegalStateException("MessageReader has read them before", e);
    }
  }
}
