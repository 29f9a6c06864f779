package vj.workers.lyrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import vj.workers.lyrics.analysis.Analysed;
import vj.workers.lyrics.analysis.SongText;
import vj.workers.lyrics.image.ImageOrder;
import vj.workers.lyrics.image.Progress;
import vj.workers.lyrics.lookup.Outcome;
import vj.workers.lyrics.lookup.Query;

/// Who knows about songs: the words, the mood, the picture. Safe from any thread. What may take
/// long is ended by an interrupt, at the other end as well.
interface Sources extends AutoCloseable {

  /// What is known without asking anybody.
  Optional<Outcome> known(Query song);

  /// The words, from wherever they are.
  Outcome find(Query song) throws InterruptedException;

  /// As [#find], for somebody who does not believe that nobody has them.
  Outcome fetch(Query song) throws InterruptedException;

  Analysed analyse(SongText song) throws InterruptedException;

  /// @param progress told how far it is, on the caller's thread
  /// @return the picture's file
  /// @throws IOException if there will be none, for people
  Path paint(ImageOrder order, Progress progress) throws IOException, InterruptedException;

  /// How many songs' words are kept.
  long cached();

  @Override
  void close();
}
