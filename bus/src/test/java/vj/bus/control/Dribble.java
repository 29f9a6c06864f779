package vj.bus.control;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/// A peer that sends a long frame so slowly that it is never complete, and never silent either.
public final class Dribble implements AutoCloseable {

  private final AFUNIXServerSocket server;
  private final byte[] answer;
  private final Thread thread = new Thread(this::serve, "dribble");

  /// @param answer the JSON of a whole frame to begin with; empty for none
  public Dribble(Path path, String answer) throws IOException {
    this.server = AFUNIXServerSocket.bindOn(AFUNIXSocketAddress.of(path), true);
    this.answer = answer.isEmpty() ? new byte[0] : RawClient.frame(answer);
  }

  public Dribble start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (AFUNIXSocket client = server.accept()) {
        OutputStream out = client.getOutputStream();
        out.write(answer);
        out.write(new byte[] {0, 0, (byte) 0xff, 0}); // a frame's length that everybody takes
        while (true) {
          out.write(' ');
          TimeUnit.MICROSECONDS.sleep(500);
        }
      } catch (IOException _) {
        // the client has gone, or the test is over
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    server.close();
  }
}
