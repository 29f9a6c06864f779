package vj.workers.lyrics.analysis;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vj.workers.http.Http;
import vj.workers.lyrics.analysis.Candidate.Limits;
import vj.workers.lyrics.analysis.Candidate.Outcome;

/// Judges songs: by what a model has said before, by asking one, or by lists of words. Safe from
/// any thread; nothing is under way between calls.
public final class Analyst {

  private final List<Candidate> candidates;
  private final AnalysisCache cache;

  /// @param candidates in the order in which they are asked
  Analyst(List<Candidate> candidates, AnalysisCache cache) {
    this.candidates = List.copyOf(candidates);
    this.cache = cache;
  }

  /// @param http stays its owner's, and has to be open as long as songs are judged
  public static Analyst of(
      AnalystSettings settings, Http http, AnalysisCache cache, InstantSource time) {
    LanguageModel ollama =
        new Ollama(
            new ModelServer(http, settings.ollamaServer(), Map.of(), time), settings.ollamaModel());
    URI base = OpenAi.base(settings.openAiServer());
    LanguageModel openAi =
        new OpenAi(
            new ModelServer(http, base, settings.key().headers(base), time),
            settings.openAiModel());
    Stream<LanguageModel> models =
        switch (settings.provider()) {
          case AUTO -> settings.knowsOpenAi() ? Stream.of(ollama, openAi) : Stream.of(ollama);
          case OLLAMA -> Stream.of(ollama);
          case OPENAI -> Stream.of(openAi);
          case NONE -> Stream.of();
        };
    return new Analyst(
        models.map(model -> new Candidate(model, Limits.USUAL, time, System::nanoTime)).toList(),
        cache);
  }

  /// Takes milliseconds for what is known, and up to a minute for each model that has to be asked.
  ///
  /// @throws InterruptedException at once, with the models' servers told to stop
  public Analysed analyse(SongText song) throws InterruptedException {
    Optional<Analysis> known =
        candidates.stream()
            .flatMap(candidate -> cache.read(song, candidate.name()).stream())
            .findFirst();
    if (known.isPresent()) {
      return new Analysed.ByModel(known.get());
    }
    List<String> reasons = new ArrayList<>();
    Instant retryAt = Instant.MAX;
    for (Candidate candidate : candidates) {
      switch (candidate.ask(song)) {
        case Outcome.Answered(Analysis answer) -> {
          Analysis whole = withPicture(answer, song);
          cache.write(song, candidate.name(), whole);
          return new Analysed.ByModel(whole);
        }
        case Outcome.Failed(String reason, Instant again) -> {
          reasons.add(reason);
          retryAt = again.isBefore(retryAt) ? again : retryAt;
        }
      }
    }
    Analysis own = withPicture(Heuristics.analyse(song), song);
    return reasons.isEmpty()
        ? new Analysed.Alone(own)
        : new Analysed.Instead(own, String.join("; ", reasons), retryAt);
  }

  private static Analysis withPicture(Analysis analysis, SongText song) {
    return analysis.imagePrompt().isEmpty()
        ? analysis.withImagePrompt(Picture.of(song, analysis))
        : analysis;
  }
}
