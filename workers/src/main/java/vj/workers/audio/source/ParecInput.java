package vj.workers.audio.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Samples from a `parec` child. The child never outlives this: it is killed by [#close], and if
/// our process dies without a word, by the broken pipe at its next block of samples.
final class ParecInput implements CaptureInput {

  private static final Logger LOG = LoggerFactory.getLogger(ParecInput.class);

  private static final int LATENCY_MILLIS = 10;
  private static final String MOVED = "Stream moved to device ";

  /// Longer lines are not parec's.
  private static final int LONGEST_LINE = 1024;

  /// How long parec's last words may take to arrive after its last samples.
  private static final long LAST_WORDS_MILLIS = 500;

  private final Process process;
  private final boolean pinned;
  private final Device device;
  private final InputStream samples;
  private final Thread listener;
  private final int frameBytes;
  private byte[] bytes = new byte[0];
  private volatile String lastLine = "";
  private volatile boolean moved;

  private ParecInput(Process process, Device device, boolean pinned) {
    this.process = process;
    this.device = device;
    this.pinned = pinned;
    this.samples = process.getInputStream();
    this.frameBytes = Float.BYTES * device.channels();
    this.listener = Thread.ofPlatform().name("audio-parec").daemon().unstarted(this::listen);
  }

  static ParecInput start(Programs programs, Path parec, Device device, boolean pinned)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--raw",
                "--format=float32le",
                "--rate=" + device.sampleRate(),
                "--channels=" + device.channels(),
                "--latency-msec=" + LATENCY_MILLIS,
                "--client-name=vj-audio",
                "--stream-name=analysis",
                "--verbose")); // says where the server moves us
    if (pinned) {
      arguments.add("--device=" + device.name());
      // PipeWire then ends the stream with its device. PulseAudio has such a flag too, but parec
      // cannot set it: there, what it says on being moved has to do.
      arguments.add("--property=node.dont-reconnect=true");
    }
    Process process = programs.builder(parec, arguments).start();
    ParecInput input = new ParecInput(process, device, pinned);
    input.listener.start();
    return input;
  }

  /// parec writes whole frames but the pipe may cut them: what is left of one is waited for.
  @Override
  public int read(float[] interleaved, int frames) throws IOException {
    if (bytes.length != frames * frameBytes) {
      bytes = new byte[frames * frameBytes];
    }
    int read = samples.read(bytes, 0, bytes.length);
    int torn = Math.max(0, read) % frameBytes;
    if (torn > 0) {
      read += samples.readNBytes(bytes, read, frameBytes - torn);
    }
    if (read < frameBytes || moved) {
      return -1;
    }
    int count = read / frameBytes;
    PcmSamples.FLOAT32LE.read(bytes, count * device.channels(), interleaved);
    return count;
  }

  /// On standard error parec tells what happens and, because it is verbose, the time, 20 times a
  /// second and over itself.
  private void listen() {
    try (BufferedReader errors =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int c = errors.read(); c >= 0; c = errors.read()) {
        if (c == '\n' || c == '\r') {
          heard(line.toString().replace("\u001b[K", "").strip());
          line.setLength(0);
        } else if (line.length() < LONGEST_LINE) {
          line.append((char) c);
        }
      }
    } catch (IOException e) {
      LOG.debug("parec's messages ended: {}", e.getMessage());
    }
  }

  private void heard(String line) {
    if (line.isEmpty() || line.startsWith("Time:")) {
      return;
    }
    lastLine = line;
    if (line.startsWith(MOVED)) {
      if (pinned) {
        moved = true;
        process.destroyForcibly();
      } else {
        LOG.info("the sound server now records from {}", line.substring(MOVED.length()));
      }
    }
  }

  @Override
  public String reason() {
    try {
      listener.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return moved
        ? "has gone: the sound server moved the recording (%s)".formatted(lastLine)
        : "has gone: parec says: " + lastLine;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      if (process.waitFor(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
        samples.close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("parec's pipe: {}", e.getMessage());
    }
  }
}
