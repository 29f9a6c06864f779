package vj.workers.playback.spotify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A process that writes ever new tokens, of ever other lengths, until it is killed. Access and
/// refresh token are the same.
final class TokenWriter {

  private TokenWriter() {}

  static Process start(Path file) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TokenWriter.class.getName(),
                file.toString()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] args) throws Exception {
    TokenFile file = new TokenFile(Path.of(args[0]));
    for (int turn = 0; ; turn++) {
      String secret = turn + "-" + "x".repeat(turn * 7919 % 20_000);
      Token token = new Token("app", secret, secret, Instant.EPOCH, Instant.EPOCH);
      file.alone(() -> {
        file.write(token);
        return token;
      });
      if (turn == 0) {
        System.out.println("writing");
      }
    }
  }
}
