package vj.workers.playback.spotify;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vj.bus.control.Json;
import vj.bus.worker.ExitCode;

@Timeout(30)
final class SpotifyToolsTest {

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
  void takesThePortAndTheAppThatItIsTold() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    CompletableFuture<ExitCode> login =
        rig.login("--client-id", "another", "--port", String.valueOf(port));

    Map<String, String> query = FakeSpotify.fields(rig.opened().getRawQuery());

    assertEquals("another", query.get("client_id"));
    assertEquals("http://127.0.0.1:%d/callback".formatted(port), query.get("redirect_uri"));
    login.cancel(true);
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertEquals(ExitCode.INTERNAL, rig.login("--port", port).get());

      assertTrue(
          rig.complained().startsWith("not logged in: port " + port + " cannot be used"),
          rig.complained());
    }
  }

  @Test
  void withoutABrowserItOnlyPrintsThePage() throws Exception {
    CompletableFuture<ExitCode> login = rig.login("--no-browser");
    await().until(() -> rig.said().contains("Waiting at"));

    String page =
        rig.said().lines().filter(line -> line.startsWith("http")).findFirst().orElseThrow();
    LoginRig.browse(URI.create(page));

    assertEquals(ExitCode.OK, login.get(), rig::said);
    assertTrue(rig.nothingOpened());
  }

  @Test
  void saysHowToComeByAnApp() {
    SpotifyTools bare =
        new SpotifyTools(
            rig.tokens(),
            _ -> false,
            () ->
                new SpotifyWebSettings("", rig.spotify().uri(), rig.spotify().uri(), Duration.ZERO),
            InstantSource.system());

    assertEquals(ExitCode.CONFIGURATION, bare.login(List.of(), rig.out(), rig.err()));

    assertTrue(rig.complained().contains("vj config set spotify client_id=ID"), rig.complained());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--port", "--port x", "--port 65536", "--port -1", "--client-id", "now", "--json"})
  void refusesWhatItDoesNotKnow(String arguments) {
    ExitCode code = rig.tools().login(List.of(arguments.split(" ")), rig.out(), rig.err());

    assertEquals(ExitCode.USAGE, code);
    assertTrue(rig.complained().endsWith("not \"" + arguments + "\"\n"), rig.complained());
  }

  @Test
  void tellsWhoIsLoggedInWithoutSecrets() throws Exception {
    rig.tokens()
        .write(
            new Token(
                "app",
                "hush-1",
                "hush-2",
                Instant.parse("2026-08-31T13:00:00Z"),
                Instant.parse("2026-08-31T12:00:00Z")));

    SpotifyTools tools = rig.tools(Instant.parse("2026-09-30T12:00:00Z"));

    assertEquals(ExitCode.OK, tools.status(List.of("--json"), rig.out(), rig.err()));
    Map<String, ?> data = Json.object(rig.said(), "out");
    assertEquals(ExitCode.OK, tools.status(List.of(), rig.out(), rig.err()));

    assertEquals(true, data.get("logged_in"));
    assertEquals("2026-08-31T12:00:00Z", data.get("logged_in_at"));
    assertEquals("2027-02-28T12:00:00Z", data.get("login_ends_at"));
    assertEquals("app", data.get("client_id"));
    assertTrue(rig.said().contains("until about 2027-02-28, with the app app"), rig.said());
    assertFalse(rig.said().contains("hush"), rig.said());
  }

  @Test
  void failsWhenTheLoginHasEnded() throws Exception {
    Token token = rig.spotify().token(Instant.EPOCH);
    rig.tokens().write(token);
    SpotifyTools tools = rig.tools(token.loginEnds().plusSeconds(1));

    assertEquals(ExitCode.INTERNAL, tools.status(List.of(), rig.out(), rig.err()));
    assertTrue(rig.said().startsWith("the login to Spotify ended on 20"), rig.said());
    assertTrue(rig.said().endsWith(": vj spotify login\n"), rig.said());
    rig.forget();

    assertEquals(ExitCode.INTERNAL, tools.status(List.of("--json"), rig.out(), rig.err()));
    assertEquals(false, Json.object(rig.said(), "out").get("logged_in"));
  }

  @Test
  void failsWhenSpotifyHasRefusedTheLogin() throws Exception {
    Token token = rig.spotify().token(Instant.EPOCH);
    rig.tokens().writeRefused(token, "Spotify no longer accepts the login");

    assertEquals(ExitCode.INTERNAL, rig.tools().status(List.of(), rig.out(), rig.err()));
    assertEquals("Spotify no longer accepts the login\n", rig.said());

    rig.tokens().write(token);
    assertEquals(ExitCode.OK, rig.tools().status(List.of(), rig.out(), rig.err()));
  }

  @Test
  void failsWhenNobodyIsLoggedIn() throws Exception {
    assertEquals(ExitCode.INTERNAL, rig.tools().status(List.of(), rig.out(), rig.err()));
    assertEquals("not logged in to Spotify: vj spotify login\n", rig.said());
    rig.forget();

    assertEquals(ExitCode.INTERNAL, rig.tools().status(List.of("--json"), rig.out(), rig.err()));
    assertEquals(false, Json.object(rig.said(), "out").get("logged_in"));
    assertEquals(ExitCode.USAGE, rig.tools().status(List.of("--xml"), rig.out(), rig.err()));
  }

  @Test
  void logsOut() throws Exception {
    rig.tokens().write(rig.spotify().token(Instant.EPOCH));

    assertEquals(ExitCode.OK, rig.tools().logout(List.of(), rig.out(), rig.err()));
    assertFalse(Files.exists(rig.tokens().path()));
    assertTrue(rig.said().startsWith("Logged out."), rig.said());
    rig.forget();

    assertEquals(ExitCode.OK, rig.tools().logout(List.of(), rig.out(), rig.err()));
    assertEquals("Nobody was logged in.\n", rig.said());
    assertEquals(ExitCode.USAGE, rig.tools().logout(List.of("now"), rig.out(), rig.err()));
  }
}
