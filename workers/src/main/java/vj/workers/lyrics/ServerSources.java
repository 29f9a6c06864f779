package vj.workers.lyrics;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
/// question, so that the worker's start waits for none of it.
final class ServerSources implements Sources {

  private static final Logger log = LoggerFactory.getLogger(ServerSources.class);

  private final Map<String, String> environment;
  private final LyricsSettings settings;

  /// @param lookup empty: the demo's songs
  private record Open(Http http, Optional<LyricsLookup> lookup, Analyst analyst, ImageMaker images)
      implements AutoCloseable {

    @Override
    public void close() {
      http.close();
    }
  }

  /// Counted when it may have changed: heartbeats must not wait for a disk.
  private volatile long cached;

  // guarded by this
  private @Nullable Open open;
  private boolean closed;

  private ServerSources(Map<String, String> environment, LyricsSettings settings) {
    this.environment = environment;
    this.settings = settings;
  }

  /// @param environment says where caches, the user's files and keys are
  static ServerSources of(Map<String, String> environment, LyricsSettings settings) {
    var sources = new ServerSources(environment, settings);
    sources.count();
    return sources;
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
    return Directories.locate(environment).cache().resolve("lyrics");
  }

  private synchronized Open open() {
    Open known = open;
    if (known == null) {
      Http http = Http.open("vj-lyrics/" + Version.current());
      known = new Open(http, lookup(http), analyst(http), images(http));
      open = known;
      if (closed) {
        known.close(); // whoever still asks hears that it is
      }
    }
    return known;
  }

  private Optional<LyricsLookup> lookup(Http http) {
    var cache = new LyricsCache(lyricsCache(), InstantSource.system());
    Path folder = settings.words().folder().orElseGet(() -> usersLyrics(environment));
    return settings
        .words()
        .lrclib()
        .map(base -> new LyricsLookup(http, base, cache, folder, InstantSource.system()));
  }

  private static Path usersLyrics(Map<String, String> environment) {
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    Path base = data.startsWith("/") ? Path.of(data) : Path.of(home, ".local/share");
    return base.resolve("vj/lyrics");
  }

  private Analyst analyst(Http http) {
    LyricsSettings.Model model = settings.model();
    Path cache = Directories.locate(environment).cache().resolve("analysis");
    var asked =
        new AnalystSettings(
            provider(model),
            model.ollama(),
            model.ollamaModel(),
            model.openAi().orElse(URI.create("")),
            model.openAiModel(),
            key());
    return Analyst.of(asked, http, new AnalysisCache(cache), InstantSource.system());
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
