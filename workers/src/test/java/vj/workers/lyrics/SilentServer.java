package vj.workers.lyrics;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/// Takes every connection and answers none; knows how many were made and how many are open.
final class SilentServer implements AutoCloseable {

  final AtomicInteger made = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  private final ServerSocket socket;

  SilentServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("silent-server").start(this::accept);
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        made.incrementAndGet();
        open.incrementAndGet();
        Thread.ofPlatform().daemon().name("silent-client").start(() -> untilClosed(client));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void untilClosed(Socket client) {
    try (client;
        InputStream in = client.getInputStream()) {
      while (in.read() >= 0) {
        // what it asks for is not answered
      }
    } catch (IOException _) {
      // reset is closed, too
    } finally {
      open.decrementAndGet();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
