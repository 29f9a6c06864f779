package vj.bus.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The directory in which every worker of one user has its control socket, `STEM.sock`, and the
/// lock of that name, `STEM.lock`. Stateless but for its path; any thread.
public final class SocketDirectory {

  private static final String SOCKET = ".sock";
  private static final String LOCK = ".lock";

  /// Only the owner may as much as look inside: this also covers the moment in which a new socket
  /// has the mode that the library gave it.
  private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx------");

  /// `sizeof sun_path` less the terminating zero.
  static final int PATH_LIMIT_LINUX = 107;

  static final int PATH_LIMIT_MACOS = 103;

  private final Path path;

  private SocketDirectory(Path path) {
    this.path = path;
  }

  /// `VJ_BUS_DIR`, else `XDG_RUNTIME_DIR/vj-bus`, else `TMPDIR/vj-bus-UID`, else `/tmp/vj-bus-UID`.
  /// An empty variable counts as absent. Nothing is created or looked at.
  public static SocketDirectory locate(Map<String, String> environment) {
    Path path =
        variable(environment, "VJ_BUS_DIR")
            .or(() -> variable(environment, "XDG_RUNTIME_DIR").map(d -> d.resolve("vj-bus")))
            .orElseGet(() ->
                variable(environment, "TMPDIR")
                    .orElse(Path.of("/tmp"))
                    .resolve("vj-bus-" + UserId.own()));
    return new SocketDirectory(path.toAbsolutePath());
  }

  private static Optional<Path> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty()).map(Path::of);
  }

  public Path path() {
    return path;
  }

  /// Creates the directory with mode 0700, or makes sure that it is ours and nobody else's to
  /// enter.
  public void prepare() throws IOException {
    Path parent = path.getParent();
    if (parent != null && !Files.exists(parent)) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(path, PosixFilePermissions.asFileAttribute(MODE));
    } catch (FileAlreadyExistsException e) {
      verify();
    }
  }

  private void verify() throws IOException {
    if (!Files.isDirectory(path)) {
      throw new IOException("not a directory: " + path);
    }
    UserId owner = UserId.owner(path);
    if (!owner.equals(UserId.own())) {
      throw new IOException(
          "%s belongs to uid %s, must belong to uid %s".formatted(path, owner, UserId.own()));
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
    if (!found.equals(MODE)) {
      int mode = (int) Files.getAttribute(path, "unix:mode");
      throw new IOException("%s has mode %04o, must have 0700".formatted(path, mode & 07777));
    }
  }

  /// Where the socket of `stem` is, whether it exists or not.
  ///
  /// @throws IOException if the path is longer than the platform allows, naming both numbers
  public Path socket(String stem) throws IOException {
    Path socket = path.resolve(plain(stem) + SOCKET);
    requireShort(socket);
    return socket;
  }

  static void requireShort(Path socket) throws IOException {
    int limit =
        System.getProperty("os.name").startsWith("Mac") ? PATH_LIMIT_MACOS : PATH_LIMIT_LINUX;
    int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > limit) {
      throw new IOException(
          "socket path is %d bytes, limit %d: %s".formatted(length, limit, socket));
    }
  }

  Path lock(String stem) {
    return path.resolve(plain(stem) + LOCK);
  }

  private static String plain(String stem) {
    if (stem.isEmpty() || stem.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not a socket's stem: \"" + stem + "\"");
    }
    return stem;
  }

  /// The sockets to be seen, sorted, alive or stale: `*.sock` but for those of clients and tests.
  /// Empty if the directory is missing. Deletes nothing.
  ///
  /// @throws IOException also for a directory that [#prepare] would refuse
  public List<Path> sockets() throws IOException {
    List<Path> sockets = new ArrayList<>();
    if (Files.notExists(path)) {
      return sockets;
    }
    verify();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + SOCKET)) {
      files.forEach(sockets::add);
    } catch (NoSuchFileException e) {
      return sockets; // removed since
    }
    sockets.removeIf(s -> stem(s).contains("_client") || stem(s).startsWith("test"));
    sockets.removeIf(s -> Files.isDirectory(s, LinkOption.NOFOLLOW_LINKS));
    Collections.sort(sockets);
    return sockets;
  }

  /// A socket's file name without `.sock`: the bus name of its worker.
  public static String stem(Path socket) {
    String name = String.valueOf(socket.getFileName());
    return name.endsWith(SOCKET) ? name.substring(0, name.length() - SOCKET.length()) : name;
  }

  /// Makes this process the owner of `stem` until the claim is closed. The directory is prepared.
  ///
  /// @throws SocketTakenException if another process is
  public SocketClaim claim(String stem) throws IOException {
    socket(stem);
    prepare();
    return SocketClaim.take(this, stem);
  }
}
