package vj.workers.lyrics;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vj.bus.worker.Setting;
import vj.bus.worker.Setting.Refusal;
import vj.bus.worker.Settings;
import vj.workers.lyrics.analysis.AnalystSettings;
import vj.workers.lyrics.image.ImageSettings;

/// The lyrics worker's settings.
///
/// @param inputPort where `/karaoke/track` and `/karaoke/pos` are taken from anything; 0: nowhere
/// @param offsetMillis lines are shown so much later; negative: sooner
/// @param autoFetch whether LRCLIB is asked without being told to
record LyricsSettings(
    int inputPort, int offsetMillis, boolean autoFetch, Words words, Model model, Images images) {

  /// Where lyrics come from.
  ///
  /// @param lrclib empty: the built-in songs of the demo
  /// @param folder of the user's own LRC files; empty: the usual one
  record Words(Optional<URI> lrclib, Optional<Path> folder) {}

  /// Who judges a song.
  ///
  /// @param categories whether it is asked at all
  record Model(
      boolean enabled,
      boolean categories,
      String provider,
      URI ollama,
      String ollamaModel,
      Optional<URI> openAi,
      String openAiModel) {}

  /// Who paints.
  record Images(boolean enabled, ImageSettings server) {}

  static final String DEMO = "demo";

  /// Songs of a singer who is half a bar late are within it; more is another song's sheet.
  private static final int MOST_OFFSET_MILLIS = 10_000;

  private static final String URL = "an http or https URL";

  static final Setting<Integer> INPUT_PORT = Setting.integer("input_port", 9002, 0, 65_535);

  static final Setting<String> LRCLIB_URL =
      url("lrclib_url", "https://lrclib.net", DEMO, URL + ", or " + DEMO + " for built-in songs");

  static final Setting<String> LYRICS_DIR =
      path("lyrics_dir", "a directory with .lrc files; empty for $XDG_DATA_HOME/vj/lyrics");

  static final Setting<Integer> OFFSET =
      Setting.integer("offset_ms", 0, -MOST_OFFSET_MILLIS, MOST_OFFSET_MILLIS);

  static final Setting<Boolean> AUTO_FETCH = Setting.flag("auto_fetch", true);
  static final Setting<Boolean> LLM = Setting.flag("llm_enabled", true);

  static final Setting<String> LLM_PROVIDER =
      Setting.choice("llm_provider", "auto", "auto", "ollama", "openai", "none");

  static final Setting<String> OLLAMA_URL =
      url("ollama_url", AnalystSettings.OLLAMA_SERVER, AnalystSettings.OLLAMA_SERVER, URL);

  static final Setting<String> OLLAMA_MODEL = model("ollama_model", AnalystSettings.OLLAMA_MODEL);

  static final Setting<String> OPENAI_URL =
      url("openai_url", "", "", URL + "; empty for OpenAI itself, if there is a key");

  static final Setting<String> OPENAI_MODEL = model("openai_model", AnalystSettings.OPENAI_MODEL);
  static final Setting<Boolean> CATEGORIES = Setting.flag("categorization_enabled", true);
  static final Setting<Boolean> COMFYUI = Setting.flag("comfyui_enabled", false);

  static final Setting<String> COMFYUI_URL =
      url("comfyui_url", ImageSettings.SERVER, ImageSettings.SERVER, URL);

  static final Setting<String> COMFYUI_WORKFLOW =
      path("comfyui_workflow", "a workflow's file in API format; empty for the built-in one");

  static final List<Setting<?>> ALL =
      List.of(
          INPUT_PORT,
          LRCLIB_URL,
          LYRICS_DIR,
          OFFSET,
          AUTO_FETCH,
          LLM,
          LLM_PROVIDER,
          OLLAMA_URL,
          OLLAMA_MODEL,
          OPENAI_URL,
          OPENAI_MODEL,
          CATEGORIES,
          COMFYUI,
          COMFYUI_URL,
          COMFYUI_WORKFLOW);

  static LyricsSettings from(Settings settings) {
    String lrclib = settings.get(LRCLIB_URL);
    return new LyricsSettings(
        settings.get(INPUT_PORT),
        settings.get(OFFSET),
        settings.get(AUTO_FETCH),
        new Words(
            lrclib.equals(DEMO) ? Optional.empty() : Optional.of(URI.create(lrclib)),
            given(settings.get(LYRICS_DIR)).map(Path::of)),
        new Model(
            settings.get(LLM),
            settings.get(CATEGORIES),
            settings.get(LLM_PROVIDER),
            URI.create(settings.get(OLLAMA_URL)),
            settings.get(OLLAMA_MODEL),
            given(settings.get(OPENAI_URL)).map(URI::create),
            settings.get(OPENAI_MODEL)),
        new Images(
            settings.get(COMFYUI),
            new ImageSettings(
                URI.create(settings.get(COMFYUI_URL)), settings.get(COMFYUI_WORKFLOW))));
  }

  double offsetSeconds() {
    return offsetMillis / 1000.0;
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  private static Setting<String> model(String name, String fallback) {
    String accepts = "a model's name";
    return Setting.of(
        name,
        fallback,
        accepts,
        value -> {
          String model = Setting.text(value, accepts).strip();
          if (model.isEmpty()) {
            throw new Refusal(accepts);
          }
          return model;
        },
        value -> value);
  }

  /// @param special taken besides URLs
  private static Setting<String> url(String name, String fallback, String special, String accepts) {
    return Setting.of(
        name,
        fallback,
        accepts,
        value -> {
          String text = Setting.text(value, accepts).strip();
          if (!text.equals(special) && !isHttp(text)) {
            throw new Refusal(accepts);
          }
          return text;
        },
        value -> value);
  }

  private static boolean isHttp(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Setting<String> path(String name, String accepts) {
    return Setting.of(
        name,
        "",
        accepts,
        value -> {
          String text = Setting.text(value, accepts);
          if (text.indexOf('\0') >= 0) {
            throw new Refusal(accepts);
          }
          return text;
        },
        value -> value);
  }
}
