package vj.workers.lyrics.standin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP server on loopback that does what it is told with each request, misbehaviour included:
/// one request for each connection, a thread for each.
public final class StandInServer implements AutoCloseable {

  /// What is done with a request.
  @FunctionalInterface
  public interface Answers {
    void answer(Exchange exchange) throws IOException;
  }

  private final ServerSocket listening;
  private final Answers answers;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private StandInServer(ServerSocket listening, Answers answers) {
    this.listening = listening;
    this.answers = answers;
  }

  public static StandInServer start(Answers answers) throws IOException {
    var server =
        new StandInServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers);
    Thread.ofPlatform().daemon().name("stand-in").start(server::accept);
    return server;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /// In the order in which they came.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<Request> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofPlatform().daemon().name("stand-in-client").start(() -> serve(socket));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Request request = Request.read(socket.getInputStream());
      requests.add(request);
      answers.answer(new Exchange(socket, request));
    } catch (IOException _) {
      // the client has gone, or was torn off
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
