package vj.workers.lyrics.analysis;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.workers.http.Deadline;

/// A model on an Ollama server. It is not chosen for the user: one that is not installed is an
/// error that says how to install it.
final class Ollama implements LanguageModel {

  /// A server on the same machine lists its models in milliseconds; a stuck one is not waited for.
  private static final Duration LISTING = Duration.ofSeconds(5);

  /// Tokens: question, 4000 characters of lyrics in any script's worse half, and the answer.
  private static final int CONTEXT = 6144;

  /// Tokens: a model that repeats itself for ever is stopped.
  private static final int MOST_ANSWER = 900;

  private static final int MOST_NAMES = 8;

  private final ModelServer server;
  private final String name;

  /// @param name as it is configured; `llama3.2` is `llama3.2:latest`
  Ollama(ModelServer server, String name) {
    this.server = server;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String ask(SongText song, AnswerForm form, Deadline deadline)
      throws IOException, InterruptedException {
    if (form == AnswerForm.SCHEMA) { // the first question about each song
      requireInstalled(names(server.get("/api/tags", deadline, LISTING)));
    }
    return content(server.post("/api/chat", body(song, form), deadline));
  }

  private void requireInstalled(List<String> installed) throws IOException {
    String wanted = name.indexOf(':') < 0 ? name + ":latest" : name;
    if (!installed.contains(wanted)) {
      String others =
          installed.isEmpty()
              ? "nothing"
              : String.join(", ", installed.stream().limit(MOST_NAMES).toList());
      throw new IOException(
          "Ollama has no model %s (it has %s): ollama pull %s".formatted(name, others, name));
    }
  }

  private static List<String> names(@Nullable Object tags) {
    List<String> names = new ArrayList<>();
    if (tags instanceof Map<?, ?> body && body.get("models") instanceof List<?> models) {
      for (Object model : models) {
        if (model instanceof Map<?, ?> fields && fields.get("name") instanceof String each) {
          names.add(each);
        }
      }
    }
    return names;
  }

  private Map<String, Object> body(SongText song, AnswerForm form) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", name);
    body.put("messages", Prompt.messages(song));
    body.put("stream", false);
    // what a reasoning model thinks would use up the answer's tokens, and nobody reads it
    body.put("think", false);
    body.put("keep_alive", "5m");
    body.put("options", Map.of("temperature", 0.2, "num_ctx", CONTEXT, "num_predict", MOST_ANSWER));
    switch (form) {
      case SCHEMA -> body.put("format", Prompt.schema());
      case JSON -> body.put("format", "json");
      case PLAIN -> {}
    }
    return body;
  }

  private static String content(@Nullable Object answer) throws IOException {
    if (answer instanceof Map<?, ?> body
        && body.get("message") instanceof Map<?, ?> message
        && message.get("content") instanceof String content) {
      return content;
    }
    throw new NotAnAnalysisException("Ollama's answer has no message.content");
  }
}
