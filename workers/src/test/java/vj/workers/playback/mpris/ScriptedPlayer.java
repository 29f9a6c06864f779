package vj.workers.playback.mpris;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.constants.Endian;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import vj.workers.playback.BackendThread;

/// A player on the bus that says what a test has it say, of any type. It answers from a thread of
/// its own until it is closed, or told to hang.
final class ScriptedPlayer implements AutoCloseable {

  private static final String PATH = "/org/mpris/MediaPlayer2";
  private static final String PLAYER = "org.mpris.MediaPlayer2.Player";
  private static final String BUS = "org.freedesktop.DBus";

  private final MessageFactory factory = new MessageFactory(Endian.LITTLE);
  private final Map<String, Variant<?>> properties = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Message> outgoing = new ConcurrentLinkedQueue<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final BusConnection bus;
  private final BackendThread thread;
  private volatile boolean hangs;
  private volatile boolean knowsGetAll = true;

  private ScriptedPlayer(BusConnection bus) {
    this.bus = bus;
    this.thread = new BackendThread("scripted-player", this::run);
  }

  /// @param names after `org.mpris.MediaPlayer2.`
  static ScriptedPlayer start(Path socket, Map<String, Variant<?>> properties, String... names)
      throws Exception {
    var player = new ScriptedPlayer(BusConnection.open(socket));
    player.properties.putAll(properties);
    player.send(player.toBus("Hello", null));
    player.take(names);
    player.thread.start();
    return player;
  }

  void take(String... names) throws Exception {
    for (String name : names) {
      send(toBus("RequestName", "su", "org.mpris.MediaPlayer2." + name, 0));
    }
  }

  private Message toBus(String method, @Nullable String signature, Object... arguments)
      throws DBusException {
    return factory.createMethodCall(
        BUS, "/org/freedesktop/DBus", BUS, method, (byte) 0, signature, arguments);
  }

  private void send(Message message) {
    outgoing.add(message);
  }

  void hangs(boolean now) {
    hangs = now;
  }

  void forgetsGetAll() {
    knowsGetAll = false;
  }

  /// Until somebody has asked for its properties.
  void awaitQuestion() throws InterruptedException {
    asked.await();
  }

  /// Changes properties and says so.
  void change(Map<String, Variant<?>> changed) throws DBusException {
    properties.putAll(changed);
    send(changed(changed, List.of()));
  }

  /// Changes properties and only says which.
  void changeSilently(Map<String, Variant<?>> changed) throws DBusException {
    properties.putAll(changed);
    send(changed(Map.of(), List.copyOf(changed.keySet())));
  }

  private Message changed(Map<String, Variant<?>> changed, List<String> dropped)
      throws DBusException {
    return factory.createSignal(
        null,
        PATH,
        "org.freedesktop.DBus.Properties",
        "PropertiesChanged",
        "sa{sv}as",
        PLAYER,
        changed,
        dropped.toArray(String[]::new));
  }

  /// Changes a property and keeps it to itself.
  void set(String property, Variant<?> value) {
    properties.put(property, value);
  }

  void seek(long microseconds) throws DBusException {
    set("Position", new Variant<>(microseconds));
    send(factory.createSignal(null, PATH, PLAYER, "Seeked", "x", microseconds));
  }

  private void run() throws InterruptedException {
    try {
      while (true) {
        for (Message message = outgoing.poll(); message != null; message = outgoing.poll()) {
          bus.send(message);
        }
        Optional<Message> message = bus.receive(2_000_000);
        if (message.isPresent() && message.get() instanceof MethodCall call && !hangs) {
          bus.send(answer(call));
        }
      }
    } catch (IOException | DBusException _) {
      // the bus has gone
    }
  }

  private Message answer(MethodCall call) throws DBusException {
    asked.countDown();
    Object[] arguments = call.getParameters();
    if ("GetAll".equals(call.getName()) && knowsGetAll) {
      return factory.createMethodReturn(call, "a{sv}", properties);
    }
    if ("Get".equals(call.getName()) && properties.get((String) arguments[1]) != null) {
      return factory.createMethodReturn(call, "v", properties.get((String) arguments[1]));
    }
    return factory.createError(
        call.getSource(), BUS + ".Error.UnknownProperty", call.getSerial(), "s", "no");
  }

  @Override
  public void close() throws IOException {
    thread.close();
    bus.close();
  }
}
