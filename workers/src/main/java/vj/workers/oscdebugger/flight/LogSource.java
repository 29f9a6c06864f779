package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.util.Optional;
import vj.bus.status.LogLine;

/// Where the log lines of all workers come from.
@FunctionalInterface
public interface LogSource {

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
