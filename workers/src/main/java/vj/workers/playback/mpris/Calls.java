package vj.workers.playback.mpris;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.constants.Endian;
import org.freedesktop.dbus.messages.constants.Flags;
import vj.workers.playback.mpris.Questions.Question;

/// The method calls that are sent, and the names of what they concern.
final class Calls {

  static final String BUS = "org.freedesktop.DBus";
  private static final String PROPERTIES = "org.freedesktop.DBus.Properties";
  private static final String PLAYER = "org.mpris.MediaPlayer2.Player";

  /// Where every player has its properties.
  private static final String PLAYER_PATH = "/org/mpris/MediaPlayer2";

  private static final String BUS_PATH = "/org/freedesktop/DBus";

  private static final byte NOTHING = 0;

  private static final List<String> RULES =
      List.of(
          "type='signal',sender='%s',interface='%s',member='NameOwnerChanged',arg0namespace='%s'"
              .formatted(BUS, BUS, "org.mpris.MediaPlayer2"),
          "type='signal',interface='%s',member='PropertiesChanged',path='%s',arg0='%s'"
              .formatted(PROPERTIES, PLAYER_PATH, PLAYER),
          "type='signal',interface='%s',member='Seeked',path='%s'".formatted(PLAYER, PLAYER_PATH));

  private final MessageFactory factory = new MessageFactory(Endian.LITTLE);

  /// The first calls on a connection: without `Hello` the bus answers nothing, and signals it
  /// passes on as asked.
  List<Message> greeting() throws IOException {
    List<Message> calls = new ArrayList<>();
    calls.add(toBus("Hello", NOTHING));
    for (String rule : RULES) {
      calls.add(toBus("AddMatch", Flags.NO_REPLY_EXPECTED, rule));
    }
    return calls;
  }

  Message question(Question question) throws IOException {
    return switch (question) {
      case Question.Names() -> toBus("ListNames", NOTHING);
      case Question.OwnerOf(String name) -> toBus("GetNameOwner", NOTHING, name);
      case Question.Everything(String owner) -> toPlayer(owner, "GetAll", PLAYER);
      case Question.One(String owner, String property) -> toPlayer(owner, "Get", PLAYER, property);
    };
  }

  private Message toBus(String method, byte flags, String... arguments) throws IOException {
    return call(BUS, BUS_PATH, BUS + "." + method, flags, arguments);
  }

  private Message toPlayer(String owner, String method, String... arguments) throws IOException {
    // a player that has gone must not be started again by asking it
    return call(owner, PLAYER_PATH, PROPERTIES + "." + method, Flags.NO_AUTO_START, arguments);
  }

  private Message call(String to, String path, String method, byte flags, String... arguments)
      throws IOException {
    int dot = method.lastIndexOf('.');
    String signature = arguments.length == 0 ? null : "s".repeat(arguments.length);
    try {
      return factory.createMethodCall(
          to,
          path,
          method.substring(0, dot),
          method.substring(dot + 1),
          flags,
          signature,
          (Object[]) arguments);
    } catch (DBusException e) {
      throw new IOException("no message can be made of %s to %s".formatted(method, to), e);
    }
  }
}
