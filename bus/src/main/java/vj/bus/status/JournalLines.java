package vj.bus.status;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// The lines of a running `journalctl`, which it owns. A thread of its own reads them, so that who
/// waits for the next line can be interrupted.
final class JournalLines implements LogLines {

  /// When the reader is slower than the journal, journalctl waits; no line is dropped.
  private static final int WAITING = 256;

  private final Process journalctl;
  private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(WAITING);

  JournalLines(Process journalctl) {
    this.journalctl = journalctl;
  }

  JournalLines start() {
    Thread reader = new Thread(this::read, "journal");
    reader.setDaemon(true);
    reader.start();
    return this;
  }

  private void read() {
    try {
      try (BufferedReader out = journalctl.inputReader(StandardCharsets.UTF_8)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          lines.put(Optional.of(line));
        }
      } catch (IOException _) {
        // closed under us: the end
      }
      lines.put(Optional.empty());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<String> next() throws IOException, InterruptedException {
    Optional<String> line = lines.take();
    if (line.isEmpty()) {
      complain();
    }
    return line;
  }

  private void complain() throws IOException, InterruptedException {
    InputStream err = journalctl.getErrorStream();
    // What journalctl has to say against it is a line or two: it fits the pipe, unread till now.
    String said = new String(err.readNBytes(4096), StandardCharsets.UTF_8).strip();
    boolean failed = journalctl.waitFor(1, TimeUnit.SECONDS) && journalctl.exitValue() != 0;
    if (!said.isEmpty() && (failed || said.contains("No journal files"))) {
      throw new IOException(said.lines().findFirst().orElse(said));
    }
  }

  @Override
  public void close() {
    journalctl.destroy();
  }
}
