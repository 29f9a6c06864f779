package vj.workers.lyrics.analysis;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.LongSupplier;
import vj.workers.http.Deadline;

/// A model that may be asked, and when it may be asked again. Safe from any thread.
final class Candidate {

  private final LanguageModel model;
  private final Limits limits;
  private final InstantSource time;
  private final LongSupplier nanos;

  private volatile Rest rest = new Rest(Instant.MIN, "");

  Candidate(LanguageModel model, Limits limits, InstantSource time, LongSupplier nanos) {
    this.model = model;
    this.limits = limits;
    this.time = time;
    this.nanos = nanos;
  }

  /// @param question how long a model may take for a song, all tries together
  /// @param rest how long one that failed is left alone at least
  record Limits(Duration question, Duration rest) {

    /// A model that has to be loaded from disk first needs most of a minute.
    static final Limits USUAL = new Limits(Duration.ofSeconds(60), Duration.ofSeconds(30));
  }

  /// Until when it is left alone, and why.
  private record Rest(Instant until, String reason) {}

  sealed interface Outcome {

    record Answered(Analysis analysis) implements Outcome {}

    /// @param retryAt as in [Analysed.Instead]
    record Failed(String reason, Instant retryAt) implements Outcome {}
  }

  String name() {
    return model.name();
  }

  Outcome ask(SongText song) throws InterruptedException {
    Rest resting = rest;
    if (time.instant().isBefore(resting.until())) {
      return new Outcome.Failed(resting.reason(), resting.until());
    }
    try {
      return new Outcome.Answered(analysis(song));
    } catch (FormRefusedException | NotAnAnalysisException e) {
      // it is there, and would say the same again
      return new Outcome.Failed(reason(e), Instant.MAX);
    } catch (BusyException e) {
      return failed(e, e.patience().compareTo(limits.rest()) > 0 ? e.patience() : limits.rest());
    } catch (IOException e) {
      return failed(e, limits.rest());
    }
  }

  private Outcome failed(IOException e, Duration pause) {
    Rest next = new Rest(time.instant().plus(pause), reason(e));
    rest = next;
    return new Outcome.Failed(next.reason(), next.until());
  }

  private static String reason(IOException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString());
  }

  /// Strictest form first: each next one is for servers and models that cannot do better.
  private Analysis analysis(SongText song) throws IOException, InterruptedException {
    Deadline deadline = Deadline.in(limits.question(), nanos);
    IOException last = new NotAnAnalysisException("never asked");
    for (AnswerForm form : AnswerForm.values()) {
      try {
        return analysis(model.ask(song, form, deadline));
      } catch (FormRefusedException | NotAnAnalysisException e) {
        last = e;
      }
    }
    throw last;
  }

  private Analysis analysis(String written) throws NotAnAnalysisException {
    NotAnAnalysisException last =
        new NotAnAnalysisException("%s answers no JSON".formatted(model.name()));
    for (Object value : JsonText.values(written)) {
      try {
        return AnalysisReader.read(value, new Analysis.Origin.Model(model.name()));
      } catch (NotAnAnalysisException e) {
        last = e;
      }
    }
    throw last;
  }
}
