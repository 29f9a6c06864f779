package vj.workers.lyrics.image;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What comes over a WebSocket of ComfyUI, for one thread that takes it. Pictures of the work in
/// progress and everything that is too long pass by.
///
/// The socket belongs to it: [#close] aborts it, now or as soon as it opens.
final class ComfyEvents implements WebSocket.Listener, AutoCloseable {

  /// An event has some hundred characters; the results of nodes that show text may have many more.
  private static final int MOST_CHARS = 1 << 16;

  /// Each step of a sampler is one. What finds no room is lost: the history has what matters.
  private static final int MOST_WAITING = 256;

  private final BlockingQueue<ComfyEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  /// One listener's calls never overlap.
  private final StringBuilder message = new StringBuilder();

  private boolean tooLong;

  /// Guarded by this object's lock, with `socket`.
  private boolean closed;

  private @Nullable WebSocket socket;

  /// @return absent if nothing came in time
  Optional<ComfyEvent> next(Duration most) throws InterruptedException {
    return Optional.ofNullable(waiting.poll(most.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public synchronized void onOpen(WebSocket opened) {
    if (closed) {
      opened.abort();
    } else {
      socket = opened;
      opened.request(1);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    tooLong |= message.length() + part.length() > MOST_CHARS;
    if (!tooLong) {
      message.append(part);
    }
    if (last) {
      if (!tooLong) {
        ComfyEvent.read(message.toString()).ifPresent(waiting::offer);
      }
      message.setLength(0);
      tooLong = false;
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    broken("the server closed it: %d %s".formatted(status, reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    broken(Objects.requireNonNullElse(error.getMessage(), error.toString()));
  }

  void broken(String reason) {
    ComfyEvent.Broken broken = new ComfyEvent.Broken(reason);
    if (!waiting.offer(broken)) {
      waiting.clear();
      waiting.add(broken);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (socket != null) {
      socket.abort();
    }
  }
}
