package vj.workers.lyrics.lookup;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vj.workers.lyrics.text.Folding;
import vj.workers.lyrics.text.Lrc;

/// The user's own lyrics: files named `Artist - Title.lrc`, in any spelling that means the same.
/// Read anew for each song; nothing of it is ever written. It need not exist. Safe from any thread.
final class LyricsFolder {

  /// To look through them takes 50 ms.
  private static final int MOST_FILES = 10_000;

  private static final String SUFFIX = ".lrc";

  private static final Logger log = LoggerFactory.getLogger(LyricsFolder.class);

  private final Path folder;
  private final AtomicReference<String> lastFault = new AtomicReference<>("");

  LyricsFolder(Path folder) {
    this.folder = folder;
  }

  Optional<Lyrics> find(Query query) {
    List<String> names = List.of(folded(query.name()), folded(query.name().cleaned()));
    try {
      Optional<Path> file = file(names);
      if (file.isPresent()) {
        return lyrics(TextFile.read(file.get()));
      }
      lastFault.set("");
    } catch (NoSuchFileException | NotDirectoryException _) {
      lastFault.set("");
    } catch (ClosedByInterruptException _) {
      // another song plays: whoever asked for this one looks no longer
    } catch (IOException e) {
      if (!e.toString().equals(lastFault.getAndSet(e.toString()))) {
        log.warn("no lyrics from {}: {}", folder, e.toString());
      }
    }
    return Optional.empty();
  }

  private static String folded(SongName name) {
    return Folding.of(name.artist() + " " + name.title());
  }

  private Optional<Path> file(List<String> names) throws IOException {
    int left = MOST_FILES;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (left-- == 0) {
          throw new IOException("more than " + MOST_FILES + " files");
        }
        String name = String.valueOf(file.getFileName());
        int stem = name.length() - SUFFIX.length();
        if (name.regionMatches(true, stem, SUFFIX, 0, SUFFIX.length())
            && names.contains(Folding.of(name.substring(0, stem)))
            && Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
      return Optional.empty();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /// A file without a single time on the clock holds the words alone.
  private static Optional<Lyrics> lyrics(String text) {
    if (!Lrc.parse(text).lines().isEmpty()) {
      return Optional.of(new Lyrics(text, "", false));
    }
    String words = text.strip();
    return words.isEmpty() ? Optional.empty() : Optional.of(new Lyrics("", words, false));
  }
}
