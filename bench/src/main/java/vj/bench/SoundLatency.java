package vj.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import vj.bus.telemetry.OscMessage;

/// Sound to OSC, measured on the real worker process.
///
/// Writes clicks over quiet noise into a FIFO in real time, and takes for each the time from the
/// `write` of the buffer that holds the click's beginning until `/audio/onset` arrives, and until
/// `/audio/levels` has risen. Goals: 99 of 100 within 20 ms and 30 ms.
///
/// Arguments: the image (the directory with `bin/vj-worker`), and how many clicks (500).
public final class SoundLatency {

  private static final int RATE = Clicks.RATE;

  /// 2.9 ms: finer than any device, so that the measure is of the worker and not of the writer.
  private static final int CHUNK = 128;

  private static final double SETTLE_SECONDS = 5;

  /// A click counts as missed when nothing has come of it by then.
  private static final long MISSED_NANOS = 250_000_000L;

  private static final float RISE = 0.1f;

  private final List<Long> clicks = new ArrayList<>();
  private final List<Long> onsets = new ArrayList<>();
  private final List<Level> levels = new ArrayList<>();

  private record Level(long at, float rms) {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 500;
    new SoundLatency().measure(Path.of(args[0]), count);
  }

  private void measure(Path image, int count) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "vjbench");
    Path fifo = directory.resolve("sound");
    new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start().waitFor();
    Thread listener;
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var worker =
            new WorkerProcess(image, source(fifo), WorkerProcess.target(receiver.getLocalPort()));
        var _ = worker.connectWhenRunning()) {
      listener = OscListener.start(receiver, this::take);
      writeClicks(fifo, count);
    } finally {
      Files.delete(fifo);
      Files.delete(directory);
    }
    listener.join(); // it ends with its socket
    print("/audio/onset", clicks.stream().map(this::untilOnset).toList());
    print("/audio/levels", clicks.stream().map(this::untilRise).toList());
  }

  private static String source(Path fifo) {
    return "source=pipe:%s?rate=%d&channels=1".formatted(fifo, RATE);
  }

  /// In real time, with a click at a random place each 0.6 to 1 s.
  private void writeClicks(Path fifo, int count) throws IOException {
    var sound = new Clicks(CHUNK);
    long sample = 0;
    long nextClick = (long) (SETTLE_SECONDS * RATE);
    long clickStart = Long.MIN_VALUE / 2;
    try (OutputStream out = Files.newOutputStream(fifo)) {
      long began = System.nanoTime();
      while (clicks.size() < count || sample < clickStart + RATE) {
        boolean holdsClick = false;
        for (int i = 0; i < CHUNK; i++, sample++) {
          if (sample == nextClick && clicks.size() < count) {
            holdsClick = true;
            clickStart = sample;
            nextClick += (long) ((0.6 + 0.4 * sound.chance()) * RATE);
          }
          sound.add(sample - clickStart);
        }
        long due = began + sample * 1_000_000_000L / RATE;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        if (holdsClick) {
          clicks.add(System.nanoTime());
        }
        out.write(sound.chunk());
      }
    }
  }

  private void take(OscMessage message, long at) {
    switch (message.address()) {
      case "/audio/onset" -> onsets.add(at);
      case "/audio/levels" -> {
        if (message.arguments().get(7) instanceof Float rms) {
          levels.add(new Level(at, rms));
        }
      }
      default -> {}
    }
  }

  private OptionalLong untilOnset(long click) {
    return onsets.stream().mapToLong(at -> at - click).filter(nanos -> nanos >= 0).findFirst();
  }

  private OptionalLong untilRise(long click) {
    float before = 0;
    for (Level level : levels) {
      if (level.at() < click) {
        before = level.rms();
      } else if (level.rms() > before + RISE) {
        return OptionalLong.of(level.at() - click);
      }
    }
    return OptionalLong.empty();
  }

  private static void print(String address, List<OptionalLong> all) {
    long[] found =
        all.stream()
            .flatMapToLong(OptionalLong::stream)
            .filter(nanos -> nanos < MISSED_NANOS)
            .toArray();
    System.out.printf(
        "%-14s %s  missed %d%n", address, new Percentiles(found).text(), all.size() - found.length);
  }
}
