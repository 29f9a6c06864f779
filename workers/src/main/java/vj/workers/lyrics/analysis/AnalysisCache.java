package vj.workers.lyrics.analysis;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.lyrics.cache.FileCache;

/// What models have said, by everything that it depends on: the song as it was asked about, the
/// model, the question's version. Safe from any thread.
public final class AnalysisCache {

  private static final Logger log = LoggerFactory.getLogger(AnalysisCache.class);

  /// Some years of one person's sets.
  private static final int MOST_ENTRIES = 2000;

  private static final long MOST_BYTES = 16L << 20;

  private final FileCache files;

  /// @param directory of its own
  public AnalysisCache(Path directory) {
    this.files = new FileCache(directory, MOST_ENTRIES, MOST_BYTES);
  }

  Optional<Analysis> read(SongText song, String model) {
    return files.read(key(song, model)).flatMap(fields -> analysis(fields, model));
  }

  private static Optional<Analysis> analysis(Object fields, String model) {
    try {
      return Optional.of(AnalysisReader.read(fields, new Analysis.Origin.Model(model)));
    } catch (NotAnAnalysisException _) {
      return Optional.empty(); // an earlier release's
    }
  }

  /// One that cannot be kept is asked for again another time.
  void write(SongText song, String model, Analysis analysis) {
    try {
      files.write(key(song, model), analysis.fields());
    } catch (ClosedByInterruptException _) {
      // another song plays
    } catch (IOException e) {
      log.warn("an analysis is not kept: {}", e.toString());
    }
  }

  private static String key(SongText song, String model) {
    return String.join(
        "\n\n",
        "analysis " + Prompt.VERSION,
        model,
        song.artist(),
        song.title(),
        song.album(),
        song.lyrics());
  }
}
