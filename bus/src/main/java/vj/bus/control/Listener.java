package vj.bus.control;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a worker's socket bound and accepts what connects to it, on a thread of its own. A socket
/// file that has vanished is made anew.
final class Listener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /// A burst of clients that reconnect at once must not be refused.
  static final int BACKLOG = 128;

  /// Between tries when accepting fails, as it does while the process has no descriptors left.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final SocketClaim claim;
  private final Duration check;
  private final Consumer<AFUNIXSocket> accepted;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  // guarded by this: who closes must not miss one that is just being made
  private @Nullable AFUNIXServerSocket server;

  private String lastFault = ""; // on the thread only

  /// @param accepted called on the listener's thread for every connection; owns the socket
  Listener(SocketClaim claim, Duration check, Consumer<AFUNIXSocket> accepted) {
    this.claim = claim;
    this.check = check;
    this.accepted = accepted;
    this.thread = ClientThread.make(claim.stem() + "-accept", this::run);
  }

  void start() throws IOException {
    bind();
    thread.start();
  }

  private synchronized void bind() throws IOException {
    if (closing.getCount() == 0) {
      throw new IOException("closed");
    }
    if (server != null) {
      server.close(); // before the next one is bound: its close connects to the path
    }
    server = null;
    AFUNIXServerSocket bound = claim.bind(BACKLOG);
    bound.setSoTimeout((int) check.toMillis()); // accepting and checking share this thread
    server = bound;
  }

  private synchronized @Nullable AFUNIXServerSocket server() {
    return server;
  }

  private void run() {
    while (closing.getCount() > 0) {
      try {
        acceptOne();
        lastFault = "";
      } catch (IOException e) {
        reportOnce(e);
        pause();
      }
    }
  }

  private void acceptOne() throws IOException {
    AFUNIXServerSocket current = server();
    if (current == null) {
      bindAnew();
      return;
    }
    try {
      accepted.accept(current.accept());
    } catch (IOException e) { // a timeout, mostly: time to look whether the file is still there
      if (closing.getCount() == 0) {
        return;
      }
      if (current.isClosed() || !claim.intact()) {
        bindAnew();
      } else if (!(e instanceof SocketTimeoutException)) {
        throw e;
      }
    }
  }

  private void bindAnew() throws IOException {
    bind();
    LOG.warn("{} had vanished; made anew", claim.socket());
  }

  private void reportOnce(IOException e) {
    String fault = e.toString();
    if (closing.getCount() > 0 && !fault.equals(lastFault)) {
      lastFault = fault;
      LOG.warn("cannot accept connections: {}", fault);
    }
  }

  private void pause() {
    try {
      closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does; the next accept goes on regardless
    }
  }

  /// Removes the socket file if it is ours, and stops accepting.
  @Override
  public void close() {
    closing.countDown();
    AFUNIXServerSocket last = server();
    claim.unlink();
    try {
      if (last != null) {
        last.close();
      }
    } catch (IOException e) {
      LOG.debug("{}: {}", claim.socket(), e.toString()); // it was closed already
    }
  }

  boolean join(Duration limit) throws InterruptedException {
    return thread.join(limit);
  }
}
