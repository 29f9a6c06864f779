package vj.workers.playback.mpris;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.MessageTypeException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Cuts the bytes of a bus into messages, from a channel that does not block. dbus-java's own
/// reader allocates whatever length a message claims, 128 MiB if it likes; this one skips what is
/// too long.
final class MessageReader {

  private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);

  /// What a player says of a track is 1 or 2 kB, with the words of a song 20; with a picture inside
  /// it would be of no use here.
  static final int LONGEST_MESSAGE = 256 * 1024;

  /// Byte order, type, flags, version, length of the body, serial; then the length of the fields.
  private static final int START = 12;

  private static final int FIXED = START + Integer.BYTES;

  private ByteBuffer bytes = ByteBuffer.allocate(8 * 1024); // between position 0 and its position
  private long skipping;
  private boolean complained;

  /// The next message, if all of it is there.
  ///
  /// @throws IOException when the bus has gone, or what comes is not D-Bus
  Optional<Message> read(ReadableByteChannel channel) throws IOException {
    while (true) {
      skip();
      Optional<Message> message = skipping > 0 ? Optional.empty() : cut();
      if (message.isPresent()) {
        return message;
      }
      if (channelHasNothing(channel)) {
        return Optional.empty();
      }
    }
  }

  private boolean channelHasNothing(ReadableByteChannel channel) throws IOException {
    int count = channel.read(bytes);
    if (count < 0) {
      throw new EOFException("it has closed the connection");
    }
    return count == 0;
  }

  /// The first whole message of the buffer that can be read; makes room for one that is not whole.
  private Optional<Message> cut() throws IOException {
    while (bytes.position() >= FIXED) {
      ByteOrder order = order(bytes.get(0));
      long fields = Integer.toUnsignedLong(bytes.order(order).getInt(START));
      long head = FIXED + (fields + 7) / 8 * 8;
      long length = head + Integer.toUnsignedLong(bytes.getInt(4));
      if (length > LONGEST_MESSAGE) {
        complain("a message of %d bytes was skipped".formatted(length));
        skipping = length;
        skip();
      } else if (length > bytes.capacity()) {
        bytes = ByteBuffer.allocate((int) length).put(bytes.flip());
      } else if (bytes.position() < length) {
        return Optional.empty();
      } else {
        Optional<Message> message = message((int) head, (int) length);
        drop((int) length);
        if (message.isPresent()) {
          return message;
        }
      }
    }
    return Optional.empty();
  }

  private static ByteOrder order(byte mark) throws IOException {
    return switch (mark) {
      case 'l' -> ByteOrder.LITTLE_ENDIAN;
      case 'B' -> ByteOrder.BIG_ENDIAN;
      default -> throw new IOException("what it says is not D-Bus");
    };
  }

  private Optional<Message> message(int head, int length) {
    byte[] all = bytes.array();
    byte[] start = Arrays.copyOf(all, START);
    // dbus-java wants the fields at offset 8, behind their length, so that alignment comes out
    byte[] fields = new byte[8 + head - FIXED];
    System.arraycopy(all, START, fields, 0, Integer.BYTES);
    System.arraycopy(all, FIXED, fields, 8, head - FIXED);
    byte[] body = Arrays.copyOfRange(all, head, length);
    try {
      Message message = MessageFactory.createMessage(start[1], start, fields, body, null);
      readAll(message);
      return Optional.of(message);
    } catch (DBusException
        | MessageTypeException
        | RuntimeException e) { // it trips over what it does not know
      complain("a message cannot be read: " + e);
      return Optional.empty();
    }
  }

  /// dbus-java looks at a part only when it is asked for it. Here, where failing costs one message
  /// and not the connection, it is asked for each that will be used.
  private static void readAll(Message message) throws DBusException {
    message.getSource();
    message.getName();
    message.getReplySerial();
    message.getParameters();
  }

  private void skip() {
    int count = (int) Math.min(skipping, bytes.position());
    drop(count);
    skipping -= count;
  }

  private void drop(int count) {
    bytes.limit(bytes.position()).position(count);
    bytes.compact();
  }

  private void complain(String what) {
    if (!complained) {
      complained = true;
      LOG.warn("session bus: {}; further ones are not mentioned", what);
    }
  }
}
