package vj.workers.playback.spotify;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.worker.ExitCode;
import vj.workers.playback.RecordedReports;

@Timeout(30)
final class SpotifyLoginTest {

  private final LoginRig rig = new LoginRig();

  @BeforeEach
  void begin() throws IOException {
    rig.open();
  }

  @AfterEach
  void end() throws IOException {
    rig.close();
  }

  @Test
  void aPersonLogsInWithABrowser() throws Exception {
    CompletableFuture<ExitCode> login = rig.login();
    URI page = rig.opened();

    HttpResponse<String> last = LoginRig.browse(page);

    assertEquals(ExitCode.OK, login.get(), rig::said);
    assertEquals(200, last.statusCode());
    assertTrue(last.body().startsWith("See the terminal"), last.body());
    Token token = rig.tokens().read().orElseThrow();
    assertEquals(FakeSpotify.APP, token.clientId());
    assertTrue(token.freshAt(Instant.now().plusSeconds(3000)));
    assertTrue(rig.said().contains("Logged in, until about "), rig.said());
  }

  @Test
  void asksForNoMoreThanItNeedsAndProvesItself() throws Exception {
    CompletableFuture<ExitCode> login = rig.login();

    Map<String, String> query = FakeSpotify.fields(rig.opened().getRawQuery());

    assertEquals("code", query.get("response_type"));
    assertEquals("S256", query.get("code_challenge_method"));
    assertEquals(43, query.getOrDefault("code_challenge", "").length());
    assertEquals(64, query.getOrDefault("state", "").length());
    assertEquals("user-read-currently-playing user-read-playback-state", query.get("scope"));
    assertTrue(
        query.getOrDefault("redirect_uri", "").matches("http://127\\.0\\.0\\.1:\\d+/callback"));
    login.cancel(true);
  }

  @Test
  void theWorkerUsesALoginAsSoonAsItIsMade() throws Exception {
    RecordedReports reports = new RecordedReports();
    rig.spotify().plays(Songs.GIORGIO);
    Duration often = Duration.ofMillis(50);

    try (WebBackend backend =
        new WebBackend(
            rig.spotify().settings(),
            new Pace(often, often, often, often),
            rig.tokens(),
            reports,
            () -> false)) {
      backend.start();
      await().until(() -> reports.has("trouble not logged in"));
      CompletableFuture<ExitCode> login = rig.login();
      LoginRig.browse(rig.opened());
      assertEquals(ExitCode.OK, login.get(), rig::said);

      await().until(() -> reports.has("plays"));
    }
  }

  @Test
  void aLoginThatIsDeclinedIsSaidPlainly() throws Exception {
    CompletableFuture<ExitCode> login = rig.login();
    Map<String, String> query = FakeSpotify.fields(rig.opened().getRawQuery());

    LoginRig.browse(
        URI.create(query.get("redirect_uri") + "?error=access_denied&state=" + query.get("state")));

    assertEquals(ExitCode.INTERNAL, login.get());
    assertEquals("not logged in: the login was declined in the browser\n", rig.complained());
    assertFalse(Files.exists(rig.tokens().path()));
  }

  @Test
  void whatDoesNotKnowTheStateIsRefusedAndDisturbsNothing() throws Exception {
    CompletableFuture<ExitCode> login = rig.login();
    URI page = rig.opened();
    String callback = FakeSpotify.fields(page.getRawQuery()).getOrDefault("redirect_uri", "");

    assertEquals(
        400, LoginRig.browse(URI.create(callback + "?code=stolen&state=guess")).statusCode());
    assertEquals(400, LoginRig.browse(URI.create(callback + "?code=stolen")).statusCode());
    assertEquals(400, LoginRig.browse(URI.create(callback + "?error=access_denied")).statusCode());
    assertEquals(404, LoginRig.browse(URI.create(callback)).statusCode());
    assertEquals(
        404, LoginRig.browse(URI.create(callback).resolve("/favicon.ico?a=b")).statusCode());
    assertEquals(0, rig.spotify().count("POST /api/token"));

    LoginRig.browse(page);
    assertEquals(ExitCode.OK, login.get(), rig::said);
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
    CompletableFuture<ExitCode> login = rig.login();
    URI page = rig.opened();
    URI callback =
        URI.create(FakeSpotify.fields(page.getRawQuery()).getOrDefault("redirect_uri", ""));

    try (Socket socket = new Socket(callback.getHost(), callback.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      LoginRig.browse(page);
    }

    assertEquals(ExitCode.OK, login.get(), rig::said);
  }

  @Test
  void aHeadWithoutEndDisturbsNothing() throws Exception {
    CompletableFuture<ExitCode> login = rig.login();
    URI page = rig.opened();
    URI callback =
        URI.create(FakeSpotify.fields(page.getRawQuery()).getOrDefault("redirect_uri", ""));

    try (Socket socket = new Socket(callback.getHost(), callback.getPort())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[60 << 10]);
      LoginRig.browse(page);
    }

    assertEquals(ExitCode.OK, login.get(), rig::said);
  }

  @Test
  void aCodeThatSpotifyDoesNotTakeLeavesTheOldLogin() throws Exception {
    Token old = rig.spotify().token(Instant.EPOCH);
    rig.tokens().write(old);
    rig.spotify()
        .accountsAnswer(
            FakeReply.json(
                400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid code\"}"));
    CompletableFuture<ExitCode> login = rig.login();

    LoginRig.browse(rig.opened());

    assertEquals(ExitCode.INTERNAL, login.get());
    assertTrue(rig.complained().contains("invalid_grant, Invalid code"), rig.complained());
    assertEquals(old.refresh(), rig.tokens().read().orElseThrow().refresh());
  }
}
