package vj.bus.status;

import java.io.IOException;
import java.util.Optional;

/// Log lines as they come: first the latest of the past, oldest first, then new ones if that was
/// asked for. One thread reads; any thread may close, which ends the reading.
public interface LogLines extends AutoCloseable {

  /// Waits for the next line; empty at the end.
  ///
  /// @throws IOException in the log's own words when it cannot be read
  Optional<LogLine> next() throws IOException, InterruptedException;

  @Override
  void close();
}
