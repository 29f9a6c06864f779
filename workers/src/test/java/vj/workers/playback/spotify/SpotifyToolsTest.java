package vj.workers.playback.spotify;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.Json;
import vj.bus.worker.ExitCode;
import vj.workers.playback.spotify.FakeSpotify.Reply;

@Timeout(30)
final class SpotifyToolsTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final BlockingQueue<URI> shown = new ArrayBlockingQueue<>(1);
  private final ExecutorService person = Executors.newSingleThreadExecutor();
  private FakeSpotify spotify;
  private Path directory;
  private TokenFile tokens;
  private SpotifyTools tools;

  @BeforeEach
  void begin() throws IOException {
    spotify = FakeSpotify.open();
    directory = Files.createTempDirectory(Path.of("/tmp"), "vj");
    tokens = new TokenFile(directory.resolve("state/spotify-token.json"));
    tools = new SpotifyTools(tokens, shown::offer, spotify::settings);
  }

  @AfterEach
  void end() throws IOException {
    person.shutdownNow();
    spotify.close();
    Directory.delete(directory);
  }

  @Test
  void aPersonLogsInWithABrowser() throws Exception {
    CompletableFuture<ExitCode> login = login();
    URI page = opened();

    HttpResponse<String> last = browse(page);

    assertEquals(ExitCode.OK, login.get(), this::said);
    assertEquals(200, last.statusCode());
    assertTrue(last.body().startsWith("See the terminal"), last.body());
    Token token = tokens.read().orElseThrow();
    assertEquals(FakeSpotify.APP, token.clientId());
    assertTrue(token.freshAt(Instant.now().plusSeconds(3000)));
    assertTrue(said().contains("Logged in, until about "), said());
  }

  @Test
  void asksForNoMoreThanItNeedsAndProvesItself() throws Exception {
    CompletableFuture<ExitCode> login = login();

    Map<String, String> query = FakeSpotify.fields(opened().getRawQuery());

    assertEquals("code", query.get("response_type"));
    assertEquals("S256", query.get("code_challenge_method"));
    assertEquals(43, query.get("code_challenge").length());
    assertEquals(64, query.get("state").length());
    assertEquals("user-read-currently-playing user-read-playback-state", query.get("scope"));
    assertTrue(query.get("redirect_uri").matches("http://127\\.0\\.0\\.1:\\d+/callback"));
    login.cancel(true);
  }

  @Test
  void theWorkerUsesALoginAsSoonAsItIsMade() throws Exception {
    RecordingReports reports = new RecordingReports();
    spotify.plays(Songs.GIORGIO);
    Duration often = Duration.ofMillis(50);

    try (WebBackend backend =
        new WebBackend(
            spotify.settings(), new Pace(often, often, often, often), tokens, reports)) {
      backend.start();
      await().until(() -> reports.has("trouble not logged in"));
      CompletableFuture<ExitCode> login = login();
      browse(opened());
      assertEquals(ExitCode.OK, login.get(), this::said);

      await().until(() -> reports.has("plays"));
    }
  }

  @Test
  void aLoginThatIsDeclinedIsSaidPlainly() throws Exception {
    CompletableFuture<ExitCode> login = login();
    Map<String, String> query = FakeSpotify.fields(opened().getRawQuery());

    browse(
        URI.create(
            query.get("redirect_uri") + "?error=access_denied&state=" + query.get("state")));

    assertEquals(ExitCode.INTERNAL, login.get());
    assertEquals("not logged in: the login was declined in the browser\n", complained());
    assertFalse(Files.exists(tokens.path()));
  }

  @Test
  void whatDoesNotKnowTheStateIsRefusedAndDisturbsNothing() throws Exception {
    CompletableFuture<ExitCode> login = login();
    URI page = opened();
    String callback = FakeSpotify.fields(page.getRawQuery()).get("redirect_uri");

    assertEquals(400, browse(URI.create(callback + "?code=stolen&state=guess")).statusCode());
    assertEquals(400, browse(URI.create(callback + "?code=stolen")).statusCode());
    assertEquals(400, browse(URI.create(callback + "?error=access_denied")).statusCode());
    assertEquals(404, browse(URI.create(callback)).statusCode());
    assertEquals(404, browse(URI.create(callback).resolve("/favicon.ico?a=b")).statusCode());
    assertEquals(0, spotify.count("POST /api/token"));

    browse(page);
    assertEquals(ExitCode.OK, login.get(), this::said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "GET\r\n\r\n",
        "GET /callback?state=%zz&code=% HTTP/1.1\r\n\r\n",
        "POST /callback?code=a&state=b HTTP/1.1\r\nContent-Length: 5\r\n\r\n",
        "\u0000\u0001\u0002 /callback? \r\n\r\n",
        "GET /callback?code"
      })
  void aConnectionThatMakesNoSenseDisturbsNothing(String request) throws Exception {
    CompletableFuture<ExitCode> login = login();
    URI page = opened();
    URI callback = URI.create(FakeSpotify.fields(page.getRawQuery()).get("redirect_uri"));

    try (Socket socket = new Socket(callback.getHost(), callback.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      browse(page);
    }

    assertEquals(ExitCode.OK, login.get(), this::said);
  }

  @Test
  void aHeadWithoutEndDisturbsNothing() throws Exception {
    CompletableFuture<ExitCode> login = login();
    URI page = opened();
    URI callback = URI.create(FakeSpotify.fields(page.getRawQuery()).get("redirect_uri"));

    try (Socket socket = new Socket(callback.getHost(), callback.getPort())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[60 << 10]);
      browse(page);
    }

    assertEquals(ExitCode.OK, login.get(), this::said);
  }

  @Test
  void aCodeThatSpotifyDoesNotTakeLeavesTheOldLogin() throws Exception {
    Token old = spotify.token(Instant.EPOCH);
    tokens.write(old);
    spotify.accountsAnswer(
        Reply.json(
            400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid code\"}"));
    CompletableFuture<ExitCode> login = login();

    browse(opened());

    assertEquals(ExitCode.INTERNAL, login.get());
    assertTrue(complained().contains("invalid_grant, Invalid code"), complained());
    assertEquals(old.refresh(), tokens.read().orElseThrow().refresh());
  }

  @Test
  void takesThePortAndTheAppThatItIsTold() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    CompletableFuture<ExitCode> login =
        login("--client-id", "another", "--port", String.valueOf(port));

    Map<String, String> query = FakeSpotify.fields(opened().getRawQuery());

    assertEquals("another", query.get("client_id"));
    assertEquals("http://127.0.0.1:%d/callback".formatted(port), query.get("redirect_uri"));
    login.cancel(true);
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());

      assertEquals(ExitCode.INTERNAL, login("--port", port).get());

      assertTrue(
          complained().startsWith("not logged in: port " + port + " cannot be used"),
          complained());
    }
  }

  @Test
  void withoutABrowserItOnlyPrintsThePage() throws Exception {
    CompletableFuture<ExitCode> login = login("--no-browser");
    await().until(() -> said().contains("Waiting at"));

    String page = said().lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
    browse(URI.create(page));

    assertEquals(ExitCode.OK, login.get(), this::said);
    assertTrue(shown.isEmpty());
  }

  @Test
  void saysHowToComeByAnApp() {
    SpotifyTools bare =
        new SpotifyTools(
            tokens,
            shown::offer,
            () -> new SpotifyWebSettings("", spotify.uri(), spotify.uri(), Duration.ZERO));

    assertEquals(ExitCode.CONFIGURATION, bare.login(List.of(), print(out), print(err)));

    assertTrue(complained().contains("vj config set spotify client_id=ID"), complained());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--port", "--port x", "--port 65536", "--port -1", "--client-id", "now", "--json"})
  void refusesWhatItDoesNotKnow(String arguments) {
    ExitCode code = tools.login(List.of(arguments.split(" ")), print(out), print(err));

    assertEquals(ExitCode.USAGE, code);
    assertTrue(complained().endsWith("not \"" + arguments + "\"\n"), complained());
  }

  @Test
  void tellsWhoIsLoggedInWithoutSecrets() throws Exception {
    tokens.write(
        new Token(
            "app",
            "hush-1",
            "hush-2",
            Instant.parse("2026-08-31T13:00:00Z"),
            Instant.parse("2026-08-31T12:00:00Z")));

    assertEquals(ExitCode.OK, tools.status(List.of("--json"), print(out), print(err)));
    Map<String, ?> data = Json.object(said(), "out");
    assertEquals(ExitCode.OK, tools.status(List.of(), print(out), print(err)));

    assertEquals(true, data.get("logged_in"));
    assertEquals("2026-08-31T12:00:00Z", data.get("logged_in_at"));
    assertEquals("2027-02-28T12:00:00Z", data.get("login_ends_at"));
    assertEquals("app", data.get("client_id"));
    assertTrue(said().contains("until about 2027-02-28, with the app app"), said());
    assertFalse(said().contains("hush"), said());
  }

  @Test
  void failsWhenNobodyIsLoggedIn() throws Exception {
    assertEquals(ExitCode.INTERNAL, tools.status(List.of(), print(out), print(err)));
    assertEquals("not logged in to Spotify: vj spotify login\n", said());
    out.reset();

    assertEquals(ExitCode.INTERNAL, tools.status(List.of("--json"), print(out), print(err)));
    assertEquals(false, Json.object(said(), "out").get("logged_in"));
    assertEquals(ExitCode.USAGE, tools.status(List.of("--xml"), print(out), print(err)));
  }

  @Test
  void logsOut() throws Exception {
    tokens.write(spotify.token(Instant.EPOCH));

    assertEquals(ExitCode.OK, tools.logout(List.of(), print(out), print(err)));
    assertFalse(Files.exists(tokens.path()));
    assertTrue(said().startsWith("Logged out."), said());
    out.reset();

    assertEquals(ExitCode.OK, tools.logout(List.of(), print(out), print(err)));
    assertEquals("Nobody was logged in.\n", said());
    assertEquals(ExitCode.USAGE, tools.logout(List.of("now"), print(out), print(err)));
  }

  private CompletableFuture<ExitCode> login(String... arguments) {
    return CompletableFuture.supplyAsync(
        () -> tools.login(List.of(arguments), print(out), print(err)), person);
  }

  /// The page that the browser was sent to.
  private URI opened() throws InterruptedException {
    URI page = shown.poll(10, TimeUnit.SECONDS);
    assertTrue(page != null, () -> said() + complained());
    return page;
  }

  /// What a browser does with it: it follows wherever it is sent.
  private static HttpResponse<String> browse(URI page) throws Exception {
    try (HttpClient browser =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
      return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
