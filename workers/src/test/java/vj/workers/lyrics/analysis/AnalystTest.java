package vj.workers.lyrics.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vj.workers.http.Http;
import vj.workers.lyrics.analysis.Analysed.ByModel;
import vj.workers.lyrics.analysis.Analysed.Instead;
import vj.workers.lyrics.standin.FakeOllama;
import vj.workers.lyrics.standin.FakeOpenAi;

@Timeout(30)
class AnalystTest {

  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
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
  void asksOllamaOnceAndRemembers() throws Exception {
    Analysed first = analyst().analyse(SONG);

    Analysed again = analyst().analyse(SONG);

    ByModel said = assertInstanceOf(ByModel.class, first);
    assertEquals(Category.DARK, said.analysis().mood());
    assertEquals(new Analysis.Origin.Model("llama3.2"), said.analysis().origin());
    assertEquals(first, again);
    assertEquals(1, ollama.questions().size());
  }

  @Test
  void asksAsTheContractHasIt() throws Exception {
    analyst().analyse(SONG);

    Map<String, ?> question = ollama.questions().getFirst().json();
    assertEquals("llama3.2", question.get("model"));
    assertEquals(false, question.get("stream"));
    assertEquals(Prompt.schema(), question.get("format"));
    assertTrue(ollama.questions().getFirst().body().contains("auf den Hafen"));
    assertEquals("vj-test", ollama.questions().getFirst().header("user-agent"));
  }

  @Test
  void remembersWithoutAnyServer() throws Exception {
    analyst().analyse(SONG);

    Analysed offline = analyst(AnalystSettings.Provider.AUTO, NOBODY, URI.create("")).analyse(SONG);

    assertInstanceOf(ByModel.class, offline);
  }

  @Test
  void asksAnewAboutOtherWordsAndOtherModels() throws Exception {
    analyst().analyse(SONG);

    analyst().analyse(SongText.of(SONG.artist(), SONG.title(), SONG.album(), "other words"));

    assertEquals(2, ollama.questions().size());
  }

  @Test
  void goesDownTheFormsUntilTheModelAnswers() throws Exception {
    ollama
        .then(exchange -> exchange.json(400, Map.of("error", "invalid format")))
        .then(FakeOllama.writes("I would rather talk about the weather."))
        .then(FakeOllama.writes("Here you are:\n```json\n" + Answers.GOOD + "\n```"));

    Analysed analysed = analyst().analyse(SONG);

    assertInstanceOf(ByModel.class, analysed);
    List<Boolean> formats =
        ollama.questions().stream()
            .map(question -> question.body().contains("\"format\""))
            .toList();
    assertEquals(List.of(true, true, false), formats);
  }

  @Test
  void judgesItselfWhenTheModelAnswersNonsenseAndDoesNotKeepThat() throws Exception {
    for (int i = 0; i < 3; i++) {
      ollama.then(FakeOllama.writes("{\"categories\":{\"dark\":-3}}"));
    }

    Instead own = Answers.instead(analyst().analyse(SONG));

    assertEquals(Category.SAD, own.analysis().mood());
    assertEquals(new Analysis.Origin.Heuristics(), own.analysis().origin());
    assertEquals(Instant.MAX, own.retryAt());
    assertFalse(own.analysis().imagePrompt().isEmpty());
    assertEquals(Category.DARK, analyst().analyse(SONG).analysis().mood());
  }

  @Test
  void describesAPictureItselfWhenTheModelHasNone() throws Exception {
    ollama.then(FakeOllama.writes("{\"categories\":{\"dark\":1}}"));

    Analysis analysis = analyst().analyse(SONG).analysis();

    assertTrue(analysis.imagePrompt().contains("Hafen"), analysis::imagePrompt);
  }

  @Test
  void saysHowToInstallAModelThatIsMissing() throws Exception {
    try (FakeOllama other = new FakeOllama("llama3.2:1b", "phi3:latest")) {
      Instead own =
          Answers.instead(
              analyst(AnalystSettings.Provider.OLLAMA, other.uri(), URI.create("")).analyse(SONG));

      assertEquals(
          "Ollama has no model llama3.2 (it has llama3.2:1b, phi3:latest): ollama pull llama3.2",
          own.reason());
      assertEquals(0, other.questions().size());
    }
  }

  @Test
  void asksTheOtherServerWhereOllamaIsNot() throws Exception {
    try (FakeOpenAi openAi = new FakeOpenAi("json_schema", "json_object")) {
      openAi.then(FakeOpenAi.writes(Answers.GOOD));

      Analysed analysed =
          analyst(AnalystSettings.Provider.AUTO, NOBODY, openAi.uri()).analyse(SONG);

      assertEquals(
          new Analysis.Origin.Model("some-model"),
          assertInstanceOf(ByModel.class, analysed).analysis().origin());
    }
  }

  @Test
  void fallsBackFromASchemaToJsonToPlainText() throws Exception {
    try (FakeOpenAi llamaCpp = new FakeOpenAi("json_object")) {
      llamaCpp
          .then(FakeOpenAi.writes("no JSON today"))
          .then(FakeOpenAi.writes("It is " + Answers.GOOD + "."));

      Analysed analysed =
          analyst(AnalystSettings.Provider.OPENAI, NOBODY, llamaCpp.uri().resolve("/v1/"))
              .analyse(SONG);

      assertInstanceOf(ByModel.class, analysed);
      assertEquals(3, llamaCpp.requests().size());
    }
  }

  @Test
  void asksNobodyWhenNobodyIsWanted() throws Exception {
    Analysed analysed =
        analyst(AnalystSettings.Provider.NONE, ollama.uri(), URI.create("")).analyse(SONG);

    assertInstanceOf(Analysed.Alone.class, analysed);
    assertEquals(List.of(), ollama.requests());
  }

  @Test
  void namesEveryServerThatDidNotAnswer() throws Exception {
    Instead own =
        Answers.instead(analyst(AnalystSettings.Provider.AUTO, NOBODY, NOBODY).analyse(SONG));

    assertEquals(2, own.reason().split("nobody answers there", -1).length - 1);
  }
}
