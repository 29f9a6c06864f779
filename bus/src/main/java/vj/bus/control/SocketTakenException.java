package vj.bus.control;

import java.io.IOException;
import java.nio.file.Path;

/// Another process holds the lock of a socket's name.
public final class SocketTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Path socket;
  private final long pid;

  SocketTakenException(Path socket, long pid) {
    super("%s is held by %s".formatted(socket, pid > 0 ? "pid " + pid : "another process"));
    this.socket = socket;
    this.pid = pid;
  }

  public Path socket() {
    return socket;
  }

  /// The holder's process id; 0 if it has not written it yet.
  public long pid() {
    return pid;
  }
}
