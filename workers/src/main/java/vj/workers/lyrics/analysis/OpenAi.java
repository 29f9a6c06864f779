package vj.workers.lyrics.analysis;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vj.workers.http.Deadline;

/// A model on a server that speaks OpenAI's chat completions: OpenAI itself, LM Studio, llama.cpp.
final class OpenAi implements LanguageModel {

  private static final URI ITS_OWN = URI.create("https://api.openai.com");

  private final ModelServer server;
  private final String name;

  OpenAi(ModelServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /// Where the paths begin.
  static URI base(URI configured) {
    String text = configured.toString().replaceFirst("/+$", "").replaceFirst("/v1$", "");
    return text.isEmpty() ? ITS_OWN : URI.create(text);
  }

  @Override
  public String name() {
    return name;
  }

  /// The answer's length is not bounded here: its parameter has two names, and each is an error to
  /// some servers. The deadline bounds it.
  @Override
  public String ask(SongText song, AnswerForm form, Deadline deadline)
      throws IOException, InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", name);
    body.put("messages", Prompt.messages(song));
    body.put("stream", false);
    if (form != AnswerForm.PLAIN) { // some models take no temperature but their own
      body.put("temperature", 0.2);
    }
    switch (form) {
      case SCHEMA -> body.put("response_format", schema());
      case JSON -> body.put("response_format", Map.of("type", "json_object"));
      case PLAIN -> {}
    }
    return content(server.post("/v1/chat/completions", body, deadline));
  }

  private static Map<String, Object> schema() {
    return Map.of(
        "type",
        "json_schema",
        "json_schema",
        Map.of("name", "song_analysis", "strict", true, "schema", Prompt.schema()));
  }

  private static String content(@Nullable Object answer) throws IOException {
    if (answer instanceof Map<?, ?> body
        && body.get("choices") instanceof List<?> choices
        && !choices.isEmpty()
        && choices.getFirst() instanceof Map<?, ?> choice
        && choice.get("message") instanceof Map<?, ?> message
        && message.get("content") instanceof String content) {
      return content;
    }
    throw new NotAnAnalysisException("the answer has no choices[0].message.content");
  }
}
