package vj.bus.status;

import java.io.IOException;
import java.util.List;
import vj.bus.status.ServiceManager.LogRequest;

/// A place where log lines are kept. One thread calls [#latest], then perhaps [#follow]; any thread
/// may close.
interface LogSource extends AutoCloseable {

  /// The latest lines that the request's filter takes, oldest first.
  List<LogLine> latest(LogRequest request) throws IOException, InterruptedException;

  /// What [#latest] could not read, though it could the rest.
  default List<IOException> missed() {
    return List.of();
  }

  /// Hands on whatever has come since [#latest] and the filter takes, until closed.
  void follow(LogFilter filter, Sink to) throws IOException, InterruptedException;

  @Override
  void close();

  @FunctionalInterface
  interface Sink {
    void line(LogLine line) throws InterruptedException;

    /// A part of the source cannot be read any more.
    default void missed(IOException fault) throws InterruptedException {}
  }
}
