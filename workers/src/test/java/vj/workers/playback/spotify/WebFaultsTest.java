package vj.workers.playback.spotify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class WebFaultsTest {

  private final WebRig rig = new WebRig();

  @BeforeEach
  void begin() throws IOException {
    rig.open();
  }

  @AfterEach
  void end() throws IOException {
    rig.close();
  }

  @Test
  void comesThroughWhateverSpotifyAnswers() throws Exception {
    rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
    rig.spotify().plays(Songs.GIORGIO);

    try (WebBackend _ = rig.started()) {
      await().until(() -> rig.reports().has("plays"));
      rig.spotify()
          .playerAnswers(
              FakeReply.json(500, "oops"),
              FakeReply.json(503, "<html>"),
              Songs.GIORGIO.torn(),
              FakeReply.json(200, "{\"is_playing\":"),
              FakeReply.json(200, "[]"),
              FakeReply.json(200, "\u0000\u0000"),
              FakeReply.json(200, " ".repeat(20 << 20)));
      long before = rig.reports().count("plays");
      await().until(() -> rig.reports().count("plays") > before + 1);
    }

    assertFalse(rig.reports().has("trouble"), () -> rig.reports().said().toString());
    assertFalse(rig.reports().has("stopped"), () -> rig.reports().said().toString());
  }

  @Test
  void doesNotHandTheTokenToAnotherServer() throws Exception {
    rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
    try (FakeSpotify stranger = FakeSpotify.open();
        WebBackend _ = rig.started()) {
      rig.spotify().plays(FakeReply.redirect(stranger.uri() + "/moved"));

      await().until(() -> rig.reports().last().endsWith("answers 302"));

      assertEquals(List.of(), stranger.requests());
    }
  }

  @Test
  void doesNotHandTheLoginToAnotherServer() throws Exception {
    rig.tokens().write(rig.spotify().token(Instant.EPOCH));
    try (FakeSpotify stranger = FakeSpotify.open()) {
      rig.spotify().accountsAnswer(FakeReply.redirect(307, stranger.uri() + "/api/token"));
      rig.spotify().plays(Songs.GIORGIO);

      try (WebBackend _ = rig.started()) {
        await().until(() -> rig.reports().has("plays"));
      }

      assertEquals(List.of(), stranger.requests());
      assertEquals(2, rig.spotify().count("POST /api/token"));
    }
  }

  @Test
  void anOutageShowsOnceTheLastAnswerIsTooOld() throws Exception {
    rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
    rig.spotify().plays(Songs.GIORGIO);
    Pace impatient =
        new Pace(
            WebRig.QUICK.interval(),
            Duration.ofMillis(400),
            WebRig.QUICK.firstRetry(),
            WebRig.QUICK.look());

    try (WebBackend _ = rig.started(impatient)) {
      await().until(() -> rig.reports().has("plays"));
      rig.spotify().plays(FakeReply.json(502, "Bad gateway"));
      long began = System.nanoTime();
      await().until(() -> rig.reports().has("blind"));

      assertTrue(System.nanoTime() - began > 250_000_000L);
      assertEquals(
          "blind %s answers 502: Bad gateway".formatted(rig.spotify().uri()), rig.reports().last());
      assertTrue(rig.reports().now("spotify").isPresent());
    }
  }

  @Test
  void whatPlaysGoesOnToItsEndWhileNobodyAnswers() throws Exception {
    rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
    rig.spotify().plays(FakeReply.json(403, "Premium needed"));
    rig.spotify().playerAnswers(Songs.track("Contact", Songs.MILLIS - 1500, true));
    long began = System.nanoTime();

    try (WebBackend _ = rig.started()) {
      await().until(() -> rig.reports().has("plays Contact"));
      await().until(() -> rig.reports().has("blind"));
      assertFalse(rig.reports().has("trouble"));
      await().until(() -> rig.reports().has("trouble"));

      assertTrue(System.nanoTime() - began > 1_400_000_000L);
      assertEquals(2, rig.spotify().count("GET /v1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hush\\nhush", "hush\\u00fc", "hush hush", "hush\\u0000"})
  void aTokenThatNoHeaderCanHoldIsRefusedWithoutBeingShown(String token) throws Exception {
    rig.tokens().write(rig.spotify().token(Instant.EPOCH));
    rig.spotify().plays(Songs.GIORGIO);
    rig.spotify()
        .accountsAnswer(
            FakeReply.json(200, "{\"access_token\":\"%s\"}".formatted(token)),
            FakeReply.json(
                200, "{\"access_token\":\"a\",\"refresh_token\":\"%s\"}".formatted(token)));

    try (WebBackend _ = rig.started()) {
      await().until(() -> rig.reports().has("plays"));
    }

    assertEquals(3, rig.spotify().count("POST /api/token"));
    assertTrue(rig.reports().has("trouble"));
    assertFalse(rig.reports().said().toString().contains("hush"), () -> rig.reports().last());
  }

  @Test
  void saysAtOnceThatNobodyAnswersAtTheStart() throws Exception {
    rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
    URI nowhere = URI.create("http://127.0.0.1:1");
    SpotifyWebSettings offline =
        new SpotifyWebSettings("", nowhere, nowhere, Duration.ofSeconds(2));

    try (WebBackend backend =
        new WebBackend(offline, WebRig.QUICK, rig.tokens(), rig.reports(), () -> false)) {
      backend.start();
      await().until(() -> rig.reports().has("trouble"));
    }

    assertEquals(
        "trouble http://127.0.0.1:1: nobody answers there", rig.reports().said().getFirst());
  }

  @Test
  void waitsExactlyAsLongAsItIsTold() throws Exception {
    rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
    rig.spotify().plays(Songs.GIORGIO);
    rig.spotify().playerAnswers(Songs.GIORGIO, FakeReply.tooMany("{}", "2"));

    try (WebBackend _ = rig.started()) {
      await().until(() -> rig.spotify().count("GET /v1") == 2);
      long refused = System.nanoTime();
      await().until(() -> rig.spotify().count("GET /v1") > 2);
      double waited = (System.nanoTime() - refused) / 1e9;

      assertTrue(waited > 1.8 && waited < 5, waited + " s");
      assertFalse(rig.reports().has("trouble"));
    }
  }

  @Test
  void aQuotaThatIsUsedUpIsSaidAtOnceAndLeftAlone() throws Exception {
    rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
    rig.spotify()
        .plays(
            FakeReply.tooMany(
                """
                {"error":{"status":429,"message":"Too many","reason":"QUOTA_EXCEEDED"}}\
                """,
                "5"));

    try (WebBackend _ = rig.started()) {
      await().until(() -> rig.reports().has("trouble"));
      assertEquals(
          "trouble the quota of the app's developer account is used up; next try in 60 min",
          rig.reports().last());
      await().during(Duration.ofMillis(300)).until(() -> rig.spotify().count("GET /v1") == 1);
      rig.spotify().plays(Songs.GIORGIO);
      rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));

      await().until(() -> rig.reports().has("plays"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"status\":403,\"message\":\"Premium needed\\n\"}}",
        "Premium needed"
      })
  void aRefusalNamesTheCure(String body) throws Exception {
    rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
    rig.spotify().plays(FakeReply.json(403, body));

    try (WebBackend _ = rig.started()) {
      await().until(() -> rig.reports().has("trouble"));
    }

    assertEquals(
        ("trouble %s answers 403: Premium needed; at developer.spotify.com/dashboard the app's"
                + " owner needs Premium, and the app this user")
            .formatted(rig.spotify().uri()),
        rig.reports().last());
  }

  @Test
  void aRefreshThatFailsIsBorneToo() throws Exception {
    rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
    rig.spotify().plays(Songs.GIORGIO);

    try (WebBackend _ = rig.started()) {
      await().until(() -> rig.reports().has("plays"));
      rig.spotify()
          .accountsAnswer(
              FakeReply.json(503, "{}"),
              FakeReply.json(200, "7"),
              FakeReply.json(200, "{}"),
              FakeReply.nothing());
      rig.spotify().endAccessTokens();
      long before = rig.reports().count("plays");
      await().until(() -> rig.reports().count("plays") > before);
    }

    assertFalse(rig.reports().has("trouble"), () -> rig.reports().said().toString());
    assertEquals(5, rig.spotify().count("POST /api/token"));
  }

  @Test
  void aDiskThatTakesNothingDoesNotStopIt() throws Exception {
    rig.tokens().write(rig.spotify().token(Instant.EPOCH));
    Path inTheWay = rig.tokens().path().resolveSibling(".spotify-token.json.new");
    Files.createDirectory(inTheWay);
    rig.spotify().plays(Songs.GIORGIO);

    try (WebBackend _ = rig.started()) {
      await().until(() -> rig.reports().count("plays") > 2);
      assertEquals(Instant.EPOCH, rig.tokens().read().orElseThrow().expires());
      Files.delete(inTheWay);

      await().until(() -> rig.tokens().read().orElseThrow().freshAt(Instant.now()));
    }
    assertEquals(1, rig.spotify().count("POST /api/token"));
  }

  @Test
  void closingEndsAQuestionUnderWay() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      rig.tokens().write(rig.spotify().token(WebRig.inAnHour()));
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      var settings = new SpotifyWebSettings("", uri, uri, Duration.ofSeconds(2));
      WebBackend backend =
          new WebBackend(settings, WebRig.QUICK, rig.tokens(), rig.reports(), () -> false);
      backend.start();
      silent.accept();

      backend.close();
      backend.close();

      await().atMost(5, SECONDS).until(() -> threads("spotify-web") == 0 && threads("http") == 0);
    }
  }

  private static long threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .count();
  }
}
