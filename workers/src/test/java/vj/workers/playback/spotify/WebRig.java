package vj.workers.playback.spotify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vj.workers.playback.RecordedReports;

/// A stand-in for Spotify, a directory for the login, and what is reported.
final class WebRig implements AutoCloseable {

  /// As in earnest, but that nobody has time to wait for it.
  static final Pace QUICK =
      new Pace(
          Duration.ofMillis(50),
          Duration.ofSeconds(20),
          Duration.ofMillis(20),
          Duration.ofMillis(50));

  private final RecordedReports reports = new RecordedReports();
  private @Nullable FakeSpotify spotify;
  private @Nullable TokenFile tokens;

  void open() throws IOException {
    spotify = FakeSpotify.open();
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "vj");
    tokens = new TokenFile(directory.resolve("spotify-token.json"));
  }

  static Instant inAnHour() {
    return Instant.now().plusSeconds(3600);
  }

  FakeSpotify spotify() {
    return Objects.requireNonNull(spotify);
  }

  TokenFile tokens() {
    return Objects.requireNonNull(tokens);
  }

  RecordedReports reports() {
    return reports;
  }

  WebBackend started() {
    return started(QUICK);
  }

  WebBackend started(Pace pace) {
    return started(pace, () -> false);
  }

  WebBackend started(Pace pace, BooleanSupplier knownOtherwise) {
    WebBackend backend =
        new WebBackend(spotify().settings(), pace, tokens(), reports, knownOtherwise);
    backend.start();
    return backend;
  }

  @Override
  public void close() throws IOException {
    spotify().close();
    Directory.delete(tokens().path().resolveSibling(""));
  }
}
