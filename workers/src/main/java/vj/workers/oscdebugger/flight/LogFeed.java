package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.util.Optional;
import vj.bus.status.LogLine;

/// Hands on the log lines of all workers, from wherever they are kept.
@FunctionalInterface
public interface LogFeed {

  /// Begins with the latest lines that are there already and goes on with new ones.
  ///
  /// @param latest how many of those
  Following follow(int latest) throws IOException;

  /// Lines as they come. One thread reads; an interrupt ends its waiting.
  interface Following extends AutoCloseable {

    /// For people: what is read, `journal`.
    String source();

    /// Why a part of it cannot be read, while another can. Any thread may ask.
    default Optional<String> trouble() {
      return Optional.empty();
    }

    /// Waits for the next line; empty at the end.
    ///
    /// @throws IOException in the log's own words when it cannot be read
    Optional<LogLine> next() throws IOException, InterruptedException;

    @Override
    void close();
  }
}
