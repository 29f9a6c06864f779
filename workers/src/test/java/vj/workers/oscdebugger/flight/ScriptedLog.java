package vj.workers.oscdebugger.flight;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import vj.bus.status.LogLine;

/// A log that has some lines and then ends, fails or waits.
final class ScriptedLog implements LogFeed.Following {

  private final BlockingQueue<Optional<LogLine>> lines = new ArrayBlockingQueue<>(1_000);
  private String failure = "";
  private boolean waits;
  volatile boolean closed;

  ScriptedLog(LogLine... lines) {
    for (LogLine line : lines) {
      this.lines.add(Optional.of(line));
    }
  }

  ScriptedLog andFails(String why) {
    failure = why;
    return this;
  }

  ScriptedLog andWaits() {
    waits = true;
    return this;
  }

  void end() {
    lines.add(Optional.empty());
  }

  @Override
  public String source() {
    return "test log";
  }

  @Override
  public Optional<LogLine> next() throws IOException, InterruptedException {
    Optional<LogLine> line = waits ? lines.take() : lines.poll();
    if (line != null) {
      return line;
    }
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    closed = true;
  }
}
