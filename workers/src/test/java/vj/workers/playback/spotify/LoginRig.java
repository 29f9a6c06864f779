package vj.workers.playback.spotify;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import vj.bus.worker.ExitCode;

/// The tools at a terminal, a stand-in for Spotify, and a person with a browser.
final class LoginRig implements AutoCloseable {

  private final WebRig web = new WebRig();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final BlockingQueue<URI> shown = new ArrayBlockingQueue<>(1);
  private final ExecutorService terminal = Executors.newSingleThreadExecutor();

  void open() throws IOException {
    web.open();
  }

  FakeSpotify spotify() {
    return web.spotify();
  }

  TokenFile tokens() {
    return web.tokens();
  }

  SpotifyTools tools() {
    return tools(Instant.now());
  }

  SpotifyTools tools(Instant now) {
    return new SpotifyTools(tokens(), shown::offer, spotify()::settings, InstantSource.fixed(now));
  }

  /// Begins one, which goes on until the browser has been where it is sent.
  CompletableFuture<ExitCode> login(String... arguments) {
    return CompletableFuture.supplyAsync(
        () -> tools().login(List.of(arguments), out(), err()), terminal);
  }

  /// The page that the browser was sent to.
  URI opened() throws InterruptedException {
    URI page = shown.poll(10, TimeUnit.SECONDS);
    assertTrue(page != null, () -> said() + complained());
    return Objects.requireNonNull(page);
  }

  boolean nothingOpened() {
    return shown.isEmpty();
  }

  /// What a browser does with a page: it follows wherever it is sent.
  static HttpResponse<String> browse(URI page) throws Exception {
    try (HttpClient browser =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
      return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }
  }

  PrintStream out() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  PrintStream err() {
    return new PrintStream(err, true, StandardCharsets.UTF_8);
  }

  String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  void forget() {
    out.reset();
  }

  @Override
  public void close() throws IOException {
    terminal.shutdownNow();
    web.close();
  }
}
