package vj.bus.telemetry;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What one class logs while this is open, as `LEVEL text`, and not to the console.
final class CapturedLog implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  CapturedLog(Class<?> of) {
    logger = Logger.getLogger(of.getName());
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  List<String> lines() {
    return lines;
  }

  List<String> lines(String containing) {
    return lines.stream().filter(line -> line.contains(containing)).toList();
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }
}
