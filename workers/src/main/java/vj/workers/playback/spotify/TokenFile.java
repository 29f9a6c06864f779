package vj.workers.playback.spotify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.control.Json;
import vj.bus.control.ProtocolException;
import vj.bus.worker.AtomicFile;
import vj.bus.worker.Directories;
import vj.workers.http.OneLine;

/// The login on disk, shared by the worker that refreshes it and the commands that make and delete
/// it. The content is replaced as a whole; the file is the owner's alone. Stateless.
public final class TokenFile {

  private static final Logger log = LoggerFactory.getLogger(TokenFile.class);

  /// Tokens have some hundred characters each.
  private static final int LONGEST = 64 << 10;

  private static final int LONGEST_WHY = 300;

  private static final String REFUSED = "refused";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private static final Set<PosixFilePermission> OWNER_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private final Path file;

  TokenFile(Path file) {
    this.file = file;
  }

  public static TokenFile in(Directories directories) {
    return new TokenFile(directories.state().resolve("spotify-token.json"));
  }

  Path path() {
    return file;
  }

  /// Empty when nobody has logged in.
  ///
  /// @throws ProtocolException naming the file and what is wrong with it
  Optional<Token> read() throws IOException {
    Optional<Map<String, @Nullable Object>> plain = plain();
    return plain.isEmpty() ? Optional.empty() : Optional.of(Token.of(plain.get(), file.toString()));
  }

  /// Why the token is not accepted any more; empty if nobody has said that.
  Optional<String> refusal() throws IOException {
    return plain()
        .map(it -> it.get(REFUSED) instanceof String why ? OneLine.of(why, LONGEST_WHY) : "")
        .filter(why -> !why.isEmpty());
  }

  private Optional<Map<String, @Nullable Object>> plain() throws IOException {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(LONGEST + 1);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    if (content.length > LONGEST) {
      throw new ProtocolException("%s: longer than %d bytes".formatted(file, LONGEST));
    }
    protect();
    String text = new String(content, StandardCharsets.UTF_8);
    return Optional.of(Json.object(text, file.toString()));
  }

  /// Somebody has copied or restored it: whoever can read it can read what its owner listens to.
  private void protect() throws IOException {
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(found)) {
      log.warn(
          "{} was {}, now it is {}: it holds the login to Spotify",
          file,
          PosixFilePermissions.toString(found),
          PosixFilePermissions.toString(OWNER_ONLY));
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
  }

  /// An interrupt does not keep it from being written: what it replaces may be worth nothing
  /// already.
  void write(Token token) throws IOException {
    write(token.plain());
  }

  /// Keeps beside the token that it is not accepted any more; whatever is written next drops that.
  ///
  /// @param why for people
  void writeRefused(Token token, String why) throws IOException {
    Map<String, Object> plain = token.plain();
    plain.put(REFUSED, why);
    write(plain);
  }

  private void write(Map<String, Object> plain) throws IOException {
    byte[] content = Json.bytes(plain);
    boolean interrupted = Thread.interrupted();
    try {
      while (!written(content)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// @return false when an interrupt came in between
  private boolean written(byte[] content) throws IOException {
    try {
      AtomicFile.write(file, content);
      return true;
    } catch (ClosedByInterruptException _) {
      return false;
    }
  }

  /// @return whether there was one
  boolean delete() throws IOException {
    return Files.deleteIfExists(file);
  }

  /// Differs after every change by anybody.
  Stamp stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(now.lastModifiedTime().toString(), now.size(), now.fileKey());
    } catch (IOException _) {
      return Stamp.NOTHING; // reading it will say why
    }
  }

  /// One state of the file, to be compared.
  ///
  /// @param identity the inode: each replacement has a new one
  record Stamp(String modified, long size, @Nullable Object identity) {
    static final Stamp NOTHING = new Stamp("", 0, null);
  }

  /// Does `work` while no other process is in here: a login that comes while the one before is
  /// being refreshed would otherwise be written over by the older. Where no lock can be had, the
  /// disk takes no tokens either: the work goes on without.
  <T> T alone(Work<T> work) throws IOException, InterruptedException {
    FileChannel channel;
    try {
      channel = lockFile();
    } catch (IOException _) {
      return work.run();
    }
    try (channel;
        FileLock _ = channel.lock()) {
      return work.run();
    } catch (OverlappingFileLockException e) {
      throw new IOException("the login is being refreshed by another thread of this process", e);
    }
  }

  private FileChannel lockFile() throws IOException {
    Path lock = file.toAbsolutePath().resolveSibling("spotify-token.lock");
    Path directory = lock.getParent();
    if (directory != null) {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_DIRECTORY));
    }
    return FileChannel.open(
        lock,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(OWNER_ONLY));
  }

  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }
}
