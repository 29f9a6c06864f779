package vj.workers.lyrics;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.bus.worker.Directories;
import vj.bus.worker.Version;
import vj.workers.demo.DemoSongs;
import vj.workers.http.Http;
import vj.workers.lyrics.analysis.Analysed;
import vj.workers.lyrics.analysis.AnalysisCache;
import vj.workers.lyrics.analysis.Analyst;
import vj.workers.lyrics.analysis.AnalystSettings;
import vj.workers.lyrics.analysis.OpenAiKey;
import vj.workers.lyrics.analysis.SongText;
import vj.workers.lyrics.image.ImageMaker;
import vj.workers.lyrics.image.ImageOrder;
import vj.workers.lyrics.image.Progress;
import vj.workers.lyrics.lookup.Lyrics;
import vj.workers.lyrics.lookup.LyricsCache;
import vj.workers.lyrics.lookup.LyricsLookup;
import vj.workers.lyrics.lookup.Origin;
import vj.workers.lyrics.lookup.Outcome;
import vj.workers.lyrics.lookup.Query;

/// The servers that the settings name, and what is kept of their answers. Opened by the first
/// question, so that the worker's start waits for none of it. Names that cannot be looked up for
/// the moment hold up their own service only.
final class ServerSources implements Sources {

  private static final Logger log = LoggerFactory.getLogger(ServerSources.class);

  private static final String LYRICS = "lyrics";

  private final Map<String, String> environment;
  private final Caches caches;
  private final LyricsSettings settings;

  /// One for each directory and process, whatever the settings are.
  private record Caches(LyricsCache lyrics, AnalysisCache analysis) {

    static Caches in(Path directory) {
      return new Caches(
          new LyricsCache(directory.resolve(LYRICS), InstantSource.system()),
          new AnalysisCache(directory.resolve("analysis")));
    }
  }

  /// @param lookup empty: the demo's songs
  private record Open(
      List<Http> services, Optional<LyricsLookup> lookup, Analyst analyst, ImageMaker images)
      implements AutoCloseable {

    @Override
    public void close() {
      services.forEach(Http::close);
    }
  }

  /// Counted when it may have changed: heartbeats must not wait for a disk.
  private volatile long cached;

  // guarded by this
  private @Nullable Open open;
  private boolean closed;

  private ServerSources(Map<String, String> environment, Caches caches, LyricsSettings settings) {
    this.environment = environment;
    this.caches = caches;
    this.settings = settings;
  }

  /// For one process: whatever the settings, what is kept is the same.
  ///
  /// @param environment says where caches, the user's files and keys are
  static Function<LyricsSettings, Sources> in(Map<String, String> environment) {
    Caches caches = Caches.in(Directories.locate(environment).cache());
    return settings -> new ServerSources(environment, caches, settings);
  }

  @Override
  public Optional<Outcome> known(Query song) {
    Optional<LyricsLookup> lookup = open().lookup();
    return lookup.isPresent() ? lookup.get().known(song) : Optional.of(demo(song));
  }

  @Override
  public Outcome find(Query song) throws InterruptedException {
    Optional<LyricsLookup> lookup = open().lookup();
    if (lookup.isEmpty()) {
      return demo(song);
    }
    Outcome outcome = lookup.get().find(song);
    count();
    return outcome;
  }

  @Override
  public Outcome fetch(Query song) throws InterruptedException {
    Optional<LyricsLookup> lookup = open().lookup();
    if (lookup.isEmpty()) {
      return demo(song);
    }
    Outcome outcome = lookup.get().fetch(song);
    count();
    return outcome;
  }

  private static Outcome demo(Query song) {
    Optional<DemoSongs.Song> found = DemoSongs.find(song.artist(), song.title());
    return found.isPresent()
        ? new Outcome.Found(new Lyrics(found.get().lrc(), "", false), Origin.FILE)
        : new Outcome.Missing();
  }

  @Override
  public Analysed analyse(SongText song) throws InterruptedException {
    return open().analyst().analyse(song);
  }

  @Override
  public Path paint(ImageOrder order, Progress progress) throws IOException, InterruptedException {
    return open().images().make(order, progress);
  }

  @Override
  public long cached() {
    return cached;
  }

  private void count() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(lyricsCache(), "*.json")) {
      long count = 0;
      for (Path _ : files) {
        count++;
      }
      cached = count;
    } catch (IOException | DirectoryIteratorException _) {
      cached = 0; // nothing was kept yet
    }
  }

  private Path lyricsCache() {
    return Directories.locate(environment).cache().resolve(LYRICS);
  }

  private synchronized Open open() {
    Open known = open;
    if (known == null) {
      Http lyrics = http();
      Http model = http();
      Http comfy = http();
      known =
          new Open(List.of(lyrics, model, comfy), lookup(lyrics), analyst(model), images(comfy));
      open = known;
      count();
      if (closed) {
        known.close(); // whoever still asks hears that it is
      }
    }
    return known;
  }

  private static Http http() {
    return Http.open("vj-lyrics/" + Version.current());
  }

  private Optional<LyricsLookup> lookup(Http http) {
    Path folder = settings.words().folder().orElseGet(() -> usersLyrics(environment));
    return settings
        .words()
        .lrclib()
        .map(base -> new LyricsLookup(http, base, caches.lyrics(), folder, InstantSource.system()));
  }

  private static Path usersLyrics(Map<String, String> environment) {
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    Path base = data.startsWith("/") ? Path.of(data) : Path.of(home, ".local/share");
    return base.resolve("vj/lyrics");
  }

  private Analyst analyst(Http http) {
    LyricsSettings.Model model = settings.model();
    var asked =
        new AnalystSettings(
            provider(model),
            model.ollama(),
            model.ollamaModel(),
            model.openAi().orElse(URI.create("")),
            model.openAiModel(),
            key());
    return Analyst.of(asked, http, caches.analysis(), InstantSource.system());
  }

  private static AnalystSettings.Provider provider(LyricsSettings.Model model) {
    return model.enabled()
        ? AnalystSettings.Provider.valueOf(model.provider().toUpperCase(Locale.ROOT))
        : AnalystSettings.Provider.NONE;
  }

  private OpenAiKey key() {
    try {
      return OpenAiKey.read(environment, Directories.locate(environment).state());
    } catch (IOException e) {
      log.warn("going on without the key for OpenAI: {}", e.getMessage());
      return OpenAiKey.none();
    }
  }

  private ImageMaker images(Http http) {
    Path directory = Directories.locate(environment).cache().resolve("images");
    return new ImageMaker(http, settings.images().server(), directory);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (open != null) {
      open.close();
    }
  }
}
