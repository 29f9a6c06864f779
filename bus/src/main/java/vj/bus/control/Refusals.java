package vj.bus.control;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.newsclub.net.unix.AFUNIXSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Message.ErrorReply;

/// Sends clients away with a reason.
///
/// A client that is writing when its connection is closed gets a broken pipe and never sees the
/// reason; so what it writes is thrown away for a moment.
final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  /// How long a client may go on writing.
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  /// Clients listened to at once after their refusal; more are closed right away.
  private static final int AT_ONCE = 4;

  private final String threadName;
  private final Semaphore free = new Semaphore(AT_ONCE);

  Refusals(String threadName) {
    this.threadName = threadName;
  }

  /// Does not block: one short frame fits into the empty buffer. Closes `socket`, soon.
  void refuse(AFUNIXSocket socket, String why) throws IOException {
    socket.getOutputStream().write(Frames.frameOrRefusal(new ErrorReply(null, why)));
    if (free.tryAcquire()) {
      ClientThread.make(threadName, () -> seeOff(socket)).start();
    } else {
      socket.close();
    }
  }

  private void seeOff(AFUNIXSocket socket) {
    try (socket) {
      socket.getChannel().shutdownOutput();
      drain(socket);
    } catch (IOException e) {
      LOG.debug("a refused client: {}", e.toString()); // it has gone
    } finally {
      free.release();
    }
  }

  /// Throws away what the client sends until it ends, is silent, or a moment has passed.
  static void drain(AFUNIXSocket socket) throws IOException {
    long end = System.nanoTime() + FAREWELL.toNanos();
    byte[] waste = new byte[64 * 1024];
    socket.setSoTimeout((int) FAREWELL.toMillis());
    int read;
    do {
      read = socket.getInputStream().read(waste);
    } while (read >= 0 && System.nanoTime() < end);
  }
}
