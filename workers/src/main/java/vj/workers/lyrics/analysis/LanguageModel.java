package vj.workers.lyrics.analysis;

import java.io.IOException;
import vj.workers.http.Deadline;

/// A model on a server. Safe from any thread; an interrupt ends a question at once, on the server
/// too.
interface LanguageModel {

  /// As the server calls it.
  String name();

  /// What the model writes when it is asked about `song`.
  ///
  /// @throws FormRefusedException when the server does not take `form`
  /// @throws BusyException when it wants to be asked later
  /// @throws IOException naming the server, for people
  String ask(SongText song, AnswerForm form, Deadline deadline)
      throws IOException, InterruptedException;
}
