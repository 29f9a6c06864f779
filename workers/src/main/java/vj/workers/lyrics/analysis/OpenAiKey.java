package vj.workers.lyrics.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key to a server of models, or none. It comes from the environment or from a file that only its
/// owner can read, never from a setting, and is never printed.
public final class OpenAiKey {

  public static final String VARIABLE = "OPENAI_API_KEY";

  /// In the state directory.
  public static final String FILE = "openai-key";

  /// Keys have 50 to 200 characters.
  private static final int MOST_CHARS = 1000;

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final String key;

  private OpenAiKey(String key) {
    this.key = key;
  }

  public static OpenAiKey none() {
    return new OpenAiKey("");
  }

  /// From the environment's `OPENAI_API_KEY`, else from `openai-key` in the state directory.
  ///
  /// @throws IOException if there is one that cannot be used, saying why without saying it
  public static OpenAiKey read(Map<String, String> environment, Path state) throws IOException {
    String variable = environment.getOrDefault(VARIABLE, "").strip();
    return variable.isEmpty() ? ofFile(state.resolve(FILE)) : checked(variable, VARIABLE);
  }

  private static OpenAiKey ofFile(Path file) throws IOException {
    try {
      if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IOException("others can read the key: chmod 600 " + file);
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MOST_CHARS + 1);
        return checked(new String(bytes, StandardCharsets.UTF_8).strip(), file.toString());
      }
    } catch (NoSuchFileException _) {
      return none();
    }
  }

  /// A line end in it would be a header of its own.
  private static OpenAiKey checked(String key, String origin) throws IOException {
    if (key.length() > MOST_CHARS || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IOException("not a key: " + origin);
    }
    return new OpenAiKey(key);
  }

  public boolean isSet() {
    return !key.isEmpty();
  }

  /// What a request to `server` has of it: nothing if the network between could read it.
  Map<String, String> headers(URI server) {
    return isSet() && ("https".equals(server.getScheme()) || loopback(server.getHost()))
        ? Map.of("Authorization", "Bearer " + key)
        : Map.of();
  }

  private static boolean loopback(@Nullable String host) {
    return host != null
        && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}"));
  }

  @Override
  public String toString() {
    return isSet() ? "a key" : "no key";
  }
}
