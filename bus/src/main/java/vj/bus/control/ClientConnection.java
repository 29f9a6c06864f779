package vj.bus.control;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Message.ErrorReply;
import vj.bus.control.Message.Response;

/// A server's end of one connection, with a thread that reads and one that writes.
///
/// The reading thread owns the connection: it alone closes socket and resources, when nothing else
/// uses them any more. Everybody else only shuts the socket down, which wakes that thread: a
/// descriptor closed under a blocked read could be another client's by the time it is read from.
final class ClientConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  /// How long a connection that ends waits for the client to read its last frames.
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final String name;
  private final AFUNIXSocket socket;
  private final AFUNIXSocketChannel channel; // java.net.Socket refuses to shut this socket down
  private final Service service;
  private final Owner owner;
  private final Outbox outbox;
  private final HeartbeatClock clock;
  private final CommandDesk desk;
  private final Thread reader;
  private final Thread writer;

  // guarded by itself
  private final Map<String, Resource> resources = new HashMap<>();
  private boolean over; // guarded by resources

  /// The server, as its connections see it.
  interface Owner {
    /// Told on the reading thread, once everything is closed.
    void ended(ClientConnection connection);

    /// A heartbeat may be due sooner than was looked for.
    void beatsSooner();
  }

  /// @param name of its threads, before `-read` and `-write`
  ClientConnection(String name, AFUNIXSocket socket, Service service, Owner owner) {
    this.name = name;
    this.socket = socket;
    this.channel = socket.getChannel();
    this.service = service;
    this.owner = owner;
    this.outbox = new Outbox(service.backlog(), this::giveUp);
    this.clock = new HeartbeatClock(service.nanos().getAsLong());
    this.desk = new CommandDesk(service, this, new SlowLane(name + "-slow"));
    this.reader = ClientThread.make(name + "-read", this::read);
    this.writer = ClientThread.make(name + "-write", this::write);
  }

  void start() {
    writer.start();
    reader.start();
  }

  // ---- what commands and the server may do, on any thread

  @Override
  public void heartbeats(boolean wanted) {
    clock.wanted(wanted, service.nanos().getAsLong());
  }

  @Override
  public void heartbeatEvery(Duration interval) {
    clock.wantedEvery(interval.toNanos(), service.nanos().getAsLong());
    owner.beatsSooner();
  }

  /// Queues `heartbeat` if this client is due one.
  ///
  /// @return nanoseconds until the next is due
  long beat(long now, long interval, Supplier<byte[]> heartbeat) {
    return clock.beat(now, interval, () -> outbox.offerHeartbeat(heartbeat.get()));
  }

  @Override
  public boolean respond(@Nullable String msgId, Map<String, @Nullable Object> data) {
    synchronized (resources) {
      if (over) {
        return false;
      }
    }
    return offer(new Response(msgId, data), Duration.ZERO);
  }

  @Override
  public int waiting() {
    return outbox.waiting();
  }

  @Override
  public void complete(@Nullable String msgId, Answer answer) {
    offer(answer.ack(msgId), Duration.ZERO);
  }

  @Override
  public void completeNow(@Nullable String msgId, Answer answer) {
    answer(answer.ack(msgId));
  }

  @Override
  public void attach(String key, @Nullable Resource resource) {
    Resource unwanted;
    synchronized (resources) {
      if (over) {
        unwanted = resource;
      } else {
        unwanted = resource == null ? resources.remove(key) : resources.put(key, resource);
      }
    }
    if (unwanted != null) {
      unwanted.close();
    }
  }

  /// Puts the answer to a command in the queue; waits for a client that is slow to read, but not
  /// for one that does not.
  void answer(Message message) {
    offer(message, service.limits().patience());
  }

  private boolean offer(Message message, Duration patience) {
    try {
      if (outbox.offer(Frames.draftOrRefusal(message), patience)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is closing: nobody waits for this
    }
    giveUp();
    return false;
  }

  /// Ends the connection as if the client had closed it: answers under way still leave.
  void hangUp() {
    quietly(channel::shutdownInput);
  }

  /// Ends the connection at once.
  void abort() {
    giveUp();
    desk.abort();
    reader.interrupt();
  }

  /// @return whether its threads have ended
  boolean join(Duration limit) throws InterruptedException {
    return reader.join(limit);
  }

  @Override
  public String toString() {
    return name;
  }

  private void giveUp() {
    outbox.abandon();
    quietly(channel::shutdownInput);
    quietly(channel::shutdownOutput);
  }

  // ---- the writing thread
  private void write() {
    try (outbox) {
      OutputStream out = socket.getOutputStream();
      for (byte[] frame = outbox.take(); frame != null; frame = outbox.take()) {
        out.write(frame);
      }
      quietly(channel::shutdownOutput);
    } catch (IOException | InterruptedException e) {
      giveUp(); // the client has gone
    }
  }

  // ---- the reading thread
  private void read() {
    try {
      receive();
    } catch (SocketTimeoutException e) {
      Duration stall = service.limits().stall();
      answer(new ErrorReply(null, "half a frame and %d s of silence".formatted(stall.toSeconds())));
    } catch (ProtocolException e) { // nothing can be read any more
      answer(new ErrorReply(null, e.getMessage()));
      drain();
    } catch (IOException e) {
      LOG.debug("{}: {}", name, e.toString()); // the client has gone, or we have
    } finally {
      end();
    }
  }

  private void receive() throws IOException {
    try (FrameReader frames =
        new FrameReader(socket.getInputStream(), Json::object, service.longFrames())) {
      boolean timed = false;
      while (true) {
        desk.serve(frames);
        if (frames.begun() != timed) {
          timed = frames.begun();
          socket.setSoTimeout(timed ? (int) service.limits().stall().toMillis() : 0);
        }
        if (!frames.receive()) {
          return;
        }
        clock.spoken(outbox::dropHeartbeats);
      }
    }
  }

  /// A client in the middle of a write must get to read our last frame.
  private void drain() {
    outbox.finish();
    try {
      Refusals.drain(socket);
    } catch (IOException e) {
      LOG.debug("{}: {}", name, e.toString()); // it has gone, or is silent: as good as its end
    }
  }

  private void end() {
    clock.wanted(false, 0);
    closeResources();
    try {
      desk.finish();
      outbox.finish();
      writer.join(FAREWELL);
      giveUp();
      writer.join();
    } catch (InterruptedException e) {
      giveUp(); // the server is closing
    } finally {
      quietly(socket::close);
      owner.ended(this);
    }
  }

  private void closeResources() {
    Map<String, Resource> left;
    synchronized (resources) {
      over = true;
      left = Map.copyOf(resources);
      resources.clear();
    }
    left.values().forEach(Resource::close);
  }

  private void quietly(SocketAction action) {
    try {
      action.run();
    } catch (IOException e) {
      LOG.debug("{}: {}", name, e.toString()); // it was down already
    }
  }

  @FunctionalInterface
  private interface SocketAction {
    void run() throws IOException;
  }
}
