package vj.workers.lyrics.analysis;

import java.net.URI;

/// Who is asked about songs.
///
/// @param ollamaModel as `ollama list` has it
/// @param openAiServer with or without `/v1`; empty for OpenAI's own
/// @param key none, for servers that want none
public record AnalystSettings(
    Provider provider,
    URI ollamaServer,
    String ollamaModel,
    URI openAiServer,
    String openAiModel,
    OpenAiKey key) {

  public static final String OLLAMA_SERVER = "http://127.0.0.1:11434";
  public static final String OLLAMA_MODEL = "llama3.2";
  public static final String OPENAI_MODEL = "gpt-4o-mini";

  /// Named in configuration in lower case.
  public enum Provider {
    /// Ollama if it answers, else the other if an address or a key is set, else nobody.
    AUTO,
    OLLAMA,
    /// Any server that speaks OpenAI's chat completions.
    OPENAI,
    /// Nobody: songs are judged here.
    NONE
  }

  boolean knowsOpenAi() {
    return key.isSet() || !openAiServer.toString().isEmpty();
  }
}
