package vj.workers.lyrics.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.http.Http;
import vj.workers.lyrics.analysis.Analysed.ByModel;
import vj.workers.lyrics.analysis.Analysed.Instead;
import vj.workers.lyrics.standin.Exchange;
import vj.workers.lyrics.standin.FakeOllama;
import vj.workers.lyrics.standin.StandInServer;

/// Whatever a model's server does, there is an analysis.
@Timeout(30)
class AnalystFaultsTest {

  private static final SongText SONG = Answers.SONG;

  @TempDir Path home;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T20:00:00Z"));
  private Http http;
  private FakeOllama ollama;

  @BeforeEach
  void open() throws IOException {
    http = Http.open("vj-test");
    ollama = new FakeOllama("llama3.2:latest", "mistral:7b").last(FakeOllama.writes(Answers.GOOD));
  }

  @AfterEach
  void close() throws IOException {
    http.close();
    ollama.close();
  }

  private Analyst analyst(AnalystSettings.Provider provider, URI ollamaServer, URI openAiServer) {
    return Analyst.of(
        new AnalystSettings(
            provider, ollamaServer, "llama3.2", openAiServer, "some-model", OpenAiKey.none()),
        http,
        new AnalysisCache(home.resolve("analysis")),
        now::get);
  }

  private Analyst analyst() {
    return analyst(AnalystSettings.Provider.AUTO, ollama.uri(), URI.create(""));
  }

  @Test
  void leavesAServerThatIsDownAloneForHalfAMinute() throws Exception {
    URI address = ollama.uri();
    ollama.close();
    Analyst analyst = analyst(AnalystSettings.Provider.OLLAMA, address, URI.create(""));

    Instead down = Answers.instead(analyst.analyse(SONG));
    Instead still = Answers.instead(analyst.analyse(SONG));

    assertEquals(now.get().plusSeconds(30), down.retryAt());
    assertEquals(down.retryAt(), still.retryAt());
    assertTrue(down.reason().endsWith("nobody answers there"), down::reason);
  }

  @Test
  void asksAgainAfterHalfAMinute() throws Exception {
    ollama.then(Exchange::hang);
    Analyst analyst = impatient();
    assertInstanceOf(Instead.class, analyst.analyse(SONG));
    assertInstanceOf(Instead.class, analyst.analyse(SONG));

    now.updateAndGet(instant -> instant.plusSeconds(30));

    assertInstanceOf(ByModel.class, analyst.analyse(SONG));
    assertEquals(2, ollama.questions().size());
  }

  /// Waits for half a second.
  private Analyst impatient() {
    LanguageModel model =
        new Ollama(new ModelServer(http, ollama.uri(), Map.of(), now::get), "llama3.2");
    Candidate.Limits limits = new Candidate.Limits(Duration.ofMillis(500), Duration.ofSeconds(30));
    return new Analyst(
        List.of(new Candidate(model, limits, now::get, System::nanoTime)),
        new AnalysisCache(home.resolve("analysis")));
  }

  @Test
  void triesOnceMoreWhenItIsAskedTo() throws Exception {
    ollama.then(exchange -> exchange.send(429, Map.of("Retry-After", "0"), "busy".getBytes(UTF_8)));

    assertInstanceOf(ByModel.class, analyst().analyse(SONG));

    assertEquals(2, ollama.questions().size());
  }

  @Test
  void isPatientAsLongAsItIsAskedToBe() throws Exception {
    ollama.then(exchange -> exchange.send(503, Map.of("Retry-After", "120"), new byte[0]));
    Analyst analyst = analyst();

    Instead busy = Answers.instead(analyst.analyse(SONG));

    assertEquals(now.get().plusSeconds(120), busy.retryAt());
    assertTrue(busy.reason().contains("503"), busy::reason);
    assertEquals(1, ollama.questions().size());
    now.updateAndGet(instant -> instant.plusSeconds(121));
    assertInstanceOf(ByModel.class, analyst.analyse(SONG));
  }

  @Test
  void survivesWhateverAServerAnswers() throws Exception {
    byte[] huge = new byte[20 << 20];
    List<StandInServer.Answers> misbehaviour =
        List.of(
            exchange -> exchange.send(200, Map.of(), huge),
            exchange -> exchange.torn(Answers.GOOD.getBytes(UTF_8)),
            exchange -> exchange.text(200, "<html>captive portal</html>"),
            exchange -> exchange.text(200, ""),
            exchange -> exchange.text(200, "{\"message\":{\"content\":3}}"),
            exchange -> exchange.text(200, "[".repeat(100_000)),
            exchange -> exchange.text(500, "{\"error\":\"out of memory\"}"),
            exchange -> exchange.send(302, Map.of("Location", "/elsewhere"), new byte[0]),
            exchange -> exchange.socket().close());

    for (StandInServer.Answers each : misbehaviour) {
      ollama.last(each);

      Instead own = Answers.instead(analyst().analyse(SONG));

      assertEquals(Category.SAD, own.analysis().mood());
      assertTrue(own.reason().length() > 10 && own.reason().length() < 400, own::reason);
    }
  }

  @Test
  void hangsUpAtOnceWhenItIsInterrupted() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    ollama.last(exchange -> {
      asked.countDown();
      exchange.hang();
      hungUp.countDown();
    });
    try (var thread = Executors.newSingleThreadExecutor()) {
      Future<Analysed> answer = thread.submit(() -> analyst().analyse(SONG));
      assertTrue(asked.await(10, TimeUnit.SECONDS));

      answer.cancel(true);

      assertTrue(hungUp.await(2, TimeUnit.SECONDS));
    }
  }
}
