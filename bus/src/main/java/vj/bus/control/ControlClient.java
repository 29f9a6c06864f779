package vj.bus.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import vj.bus.control.Message.Ack;
import vj.bus.control.Message.Command;
import vj.bus.control.Message.ErrorReply;
import vj.bus.control.Message.Heartbeat;
import vj.bus.control.Message.Register;
import vj.bus.control.Message.Response;

/// The other end of a worker's control socket. One thread at a time, a platform thread; has no
/// thread of its own. [#close] may come from any thread and ends what waits.
public final class ControlClient implements AutoCloseable {

  /// A stopped worker with a full backlog would hold a client up for ever.
  private static final Duration CONNECTING = Duration.ofSeconds(2);

  /// Of what a worker tells unasked: heartbeats have a few kilobytes, and who listens to many has a
  /// small heap that half a frame of each must fit into.
  static final int MOST_HEARD = 64 * 1024;

  private final Path path;
  private final AFUNIXSocket socket;
  private final OutputStream out;
  private final FrameReader frames;
  private long asked;

  private ControlClient(Path path, AFUNIXSocket socket, FrameReader frames) throws IOException {
    this.path = path;
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.frames = frames;
  }

  /// @throws IOException if nobody answers there; the message names the path
  public static ControlClient connect(Path socket) throws IOException {
    return connect(socket, Json::answer, Frames.LIMIT);
  }

  /// As [#connect], for who is told things rather than asks for them: a frame may not hold more
  /// than one to a worker, and 64 KiB, so that no worker can fill a small heap.
  public static ControlClient listen(Path socket) throws IOException {
    return connect(socket, Json::object, MOST_HEARD);
  }

  private static ControlClient connect(Path socket, FrameReader.Decoder decoder, int longest)
      throws IOException {
    SocketDirectory.requireShort(socket);
    AFUNIXSocket connecting = AFUNIXSocket.newInstance();
    try {
      connecting.connect(AFUNIXSocketAddress.of(socket), (int) CONNECTING.toMillis());
      LongFrames room = new LongFrames(Duration.ZERO, longest);
      return new ControlClient(
          socket, connecting, new FrameReader(connecting.getInputStream(), decoder, room));
    } catch (IOException e) {
      connecting.close();
      throw new IOException("no worker answers at %s (%s)".formatted(socket, reason(e)), e);
    }
  }

  private static String reason(IOException e) {
    return String.valueOf(e.getMessage());
  }

  /// Sends a command and waits for its answer. Heartbeats and answers to earlier commands that come
  /// before it are skipped.
  ///
  /// @throws SocketTimeoutException if it does not come within `limit`; the connection stays usable
  /// @throws ProtocolException if the worker does not take it as a command, in the worker's words
  public Ack ask(String cmd, Map<String, ?> fields, Duration limit) throws IOException {
    return stream(cmd, fields, limit, _ -> {});
  }

  /// As [#ask], for a command that streams: hands every `response` of it to `each`.
  ///
  /// @param limit the longest silence, from one frame of the stream to the next
  public Ack stream(String cmd, Map<String, ?> fields, Duration limit, Consumer<Response> each)
      throws IOException {
    String msgId = Long.toString(++asked);
    submit(new Command(msgId, cmd, new LinkedHashMap<>(fields)));
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<Message> message = next(Duration.ofNanos(end - System.nanoTime()));
      if (message.isEmpty()) {
        throw late(cmd, limit);
      }
      switch (message.get()) {
        case Ack ack when msgId.equals(ack.msgId()) -> {
          return ack;
        }
        case Response response when msgId.equals(response.msgId()) -> {
          each.accept(response);
          end = System.nanoTime() + limit.toNanos();
        }
        case ErrorReply error when error.msgId() == null || msgId.equals(error.msgId()) ->
            throw new ProtocolException("%s: %s".formatted(path, error.error()));
        case Ack _, Response _, ErrorReply _, Heartbeat _, Command _, Register _ -> {
          if (System.nanoTime() >= end) {
            throw late(cmd, limit); // or who talks without end would be listened to without end
          }
        }
      }
    }
  }

  private SocketTimeoutException late(String cmd, Duration limit) {
    return new SocketTimeoutException(
        "no answer to %s within %s ms at %s".formatted(cmd, limit.toMillis(), path));
  }

  /// A server that refuses a connection says why and closes it, perhaps before our command leaves:
  /// its words are waiting to be read, and tell more than a broken pipe.
  private void submit(Command command) throws IOException {
    try {
      send(command);
    } catch (SocketException e) {
      if (next(Duration.ofMillis(1)).orElse(null) instanceof ErrorReply error) {
        throw new ProtocolException("%s: %s".formatted(path, error.error()));
      }
      throw e;
    }
  }

  /// @throws ProtocolException if the message is longer than a frame may be
  public void send(Message message) throws IOException {
    out.write(Frames.frame(message));
  }

  /// The next message of whatever kind; empty if none is complete within `limit`, even if a part of
  /// it is.
  ///
  /// @throws EOFException when the worker has gone
  public Optional<Message> next(Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    try {
      Map<String, @Nullable Object> object = frames.next();
      boolean late = false;
      while (object == null && !late) {
        // 0 would wait for ever; what has arrived already is always read
        socket.setSoTimeout(
            Math.clamp((end - System.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE));
        if (!frames.receive()) {
          throw new EOFException("the worker has gone: " + path);
        }
        object = frames.next();
        late = System.nanoTime() >= end;
      }
      return object == null ? Optional.empty() : Optional.of(MessageCodec.message(object));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      return; // closed is closed
    }
  }
}
