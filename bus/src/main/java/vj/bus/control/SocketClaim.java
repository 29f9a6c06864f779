package vj.bus.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The right to one socket name: an exclusive file lock on `STEM.lock`, held for life. Only its
/// holder may bind or unlink `STEM.sock`. The lock file holds the pid and is never deleted.
///
/// One claim per name and process: the lock belongs to the process, and POSIX drops it when any of
/// the process's descriptors of that file is closed. Any thread.
public final class SocketClaim implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SocketClaim.class);

  /// Bytes of a lock file that are looked at; a pid has at most 20.
  private static final int PID_ROOM = 32;

  private final SocketDirectory directory;
  private final String stem;
  private final Path socket;

  // guarded by this
  private Lock lock;
  private @Nullable Object boundFile; // identity of the socket file that we bound

  private SocketClaim(SocketDirectory directory, String stem, Lock lock) throws IOException {
    this.directory = directory;
    this.stem = stem;
    this.socket = directory.socket(stem);
    this.lock = lock;
  }

  static SocketClaim take(SocketDirectory directory, String stem) throws IOException {
    return new SocketClaim(directory, stem, locked(directory, stem));
  }

  public Path socket() {
    return socket;
  }

  String stem() {
    return stem;
  }

  /// Binds the socket anew, in place of whatever socket file is there: a dead one, as nobody else
  /// may bind it. Makes the directory and takes the lock again if somebody has removed them.
  synchronized AFUNIXServerSocket bind(int backlog) throws IOException {
    directory.prepare();
    if (!lock.file().equals(identity(directory.lock(stem)))) {
      Lock renewed = locked(directory, stem);
      lock.close();
      lock = renewed;
    }
    removeDeadSocket();
    AFUNIXServerSocket server = AFUNIXServerSocket.newInstance();
    try {
      server.setReuseAddress(false); // its other value takes a live socket away
      server.setDeleteOnClose(false); // the file may be somebody else's by then
      server.bind(AFUNIXSocketAddress.of(socket), backlog);
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      boundFile = identity(socket);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /// Whether lock and socket are still where clients and other starters look for them.
  synchronized boolean intact() {
    return boundFile != null
        && boundFile.equals(identity(socket))
        && lock.file().equals(identity(directory.lock(stem)));
  }

  /// Removes the socket file if it is the one that we bound.
  synchronized void unlink() {
    try {
      if (boundFile != null && boundFile.equals(identity(socket))) {
        Files.deleteIfExists(socket);
      }
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", socket, e.toString()); // the next owner will
    }
    boundFile = null;
  }

  /// Gives the name up, and the socket file if it is still ours.
  @Override
  public synchronized void close() {
    unlink();
    lock.close();
  }

  private void removeDeadSocket() throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isOther()) {
        throw new IOException("not a socket, and in the way of one: " + socket);
      }
      Files.deleteIfExists(socket);
    } catch (NoSuchFileException e) {
      return; // nothing to remove
    }
  }

  private static @Nullable Object identity(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException e) {
      return null; // gone, or not to be reached: not ours either way
    }
  }

  private static Lock locked(SocketDirectory directory, String stem) throws IOException {
    Path file = directory.lock(stem);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Object identity = identity(file);
      if (channel.tryLock() == null) {
        throw new SocketTakenException(directory.socket(stem), pid(channel));
      }
      if (identity == null) {
        throw new IOException("removed while it was being locked: " + file);
      }
      writePid(channel);
      return new Lock(channel, identity);
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new SocketTakenException(directory.socket(stem), ProcessHandle.current().pid());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void writePid(FileChannel channel) throws IOException {
    byte[] line = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(line), 0); // then cut: a reader never finds it empty
    channel.truncate(line.length);
  }

  private static long pid(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(PID_ROOM);
    int length = Math.max(0, channel.read(content, 0));
    String text = new String(content.array(), 0, length, StandardCharsets.US_ASCII);
    int line = text.indexOf('\n');
    try {
      return line < 0 ? 0 : Long.parseLong(text.substring(0, line));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// A locked channel, and the identity of the file it is on.
  private record Lock(FileChannel channel, Object file) {
    void close() {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.warn("cannot release a lock: {}", e.toString()); // the process's end will
      }
    }
  }
}
