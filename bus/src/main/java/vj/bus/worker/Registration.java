package vj.bus.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.ControlClient;
import vj.bus.control.Message.Register;
import vj.bus.control.SocketDirectory;
import vj.bus.control.WorkerName;

/// Tells the status layer that this worker is there: at start, and again whenever that layer's
/// socket comes back. Its absence is normal and costs one look at the directory every few seconds.
final class Registration implements AutoCloseable {

  private static final String STATUS_LAYER = WorkerName.STATUS.busName();

  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(Registration.class);

  private final WorkerKind kind;
  private final Path ownSocket;
  private final SocketDirectory directory;
  private final Thread thread;

  Registration(WorkerKind kind, Path ownSocket, SocketDirectory directory) {
    this.kind = kind;
    this.ownSocket = ownSocket;
    this.directory = directory;
    this.thread = Thread.ofPlatform().name("registration").daemon().unstarted(this::run);
  }

  void start() {
    if (kind.name() != WorkerName.STATUS) {
      thread.start();
    }
  }

  private void run() {
    Object registeredWith = null;
    try {
      while (true) {
        Object there = identity(directory.path().resolve(STATUS_LAYER + ".sock"));
        if (there != null && !there.equals(registeredWith) && register()) {
          registeredWith = there;
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  private boolean register() {
    try (ControlClient client = ControlClient.connect(directory.socket(STATUS_LAYER))) {
      client.send(
          new Register(
              kind.name().busName(),
              ProcessHandle.current().pid(),
              ownSocket.toString(),
              kind.oscAddresses()));
      return true;
    } catch (IOException e) {
      log.debug("{} does not take registrations now: {}", STATUS_LAYER, e.getMessage());
      return false;
    }
  }

  /// Which file it is, so that a new one under the same name is told from the old; `null` if none.
  private static @Nullable Object identity(Path socket) {
    try {
      BasicFileAttributes file = Files.readAttributes(socket, BasicFileAttributes.class);
      // inode numbers are used again, so the time is part of it
      return List.of(String.valueOf(file.fileKey()), file.lastModifiedTime());
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
