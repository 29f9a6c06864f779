package vj.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import vj.bus.telemetry.OscMessage;

/// What a pause of 2 s does: the worker is stopped (SIGSTOP) and goes on, ten times.
///
/// Its source goes on meanwhile, as a sound card does during a long garbage collection or a hung
/// machine; so the FIFO is full of the past when the worker wakes up. Frames must come back at
/// once, and nothing of the past may flash: no burst of beats or onsets. Ends with 1 if one of that
/// fails.
///
/// Arguments: the image, how many pauses (10).
final class Pauses {

  private static final int RATE = Clicks.RATE;
  private static final int CHUNK = 441;
  private static final int CLICKS_PER_SECOND = 2; // 120 BPM
  private static final long SECOND = 1_000_000_000L;

  /// The first frame after a pause is there by then.
  private static final long MOST_UNTIL_FRAME = 100_000_000L;

  /// What is sent at once after a pause, of which one may be due anyway.
  private static final long AT_ONCE = 100_000_000L;

  private static final int MOST_AT_ONCE = 1;

  private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  private enum Kind {
    FRAME,
    BEAT,
    ONSET
  }

  private record Sent(long at, Kind kind) {}

  public static void main(String[] args) throws Exception {
    int pauses = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    if (!new Pauses().measure(Path.of(args[0]), pauses)) {
      System.exit(1);
    }
  }

  private boolean measure(Path image, int pauses) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "vjbench");
    Path fifo = directory.resolve("sound");
    new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start().waitFor();
    boolean good = true;
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var worker =
            new WorkerProcess(
                image,
                "source=pipe:%s?rate=%d&channels=1".formatted(fifo, RATE),
                WorkerProcess.target(receiver.getLocalPort()));
        var _ = worker.connect()) {
      OscListener.start(receiver, this::take);
      Thread.ofPlatform().name("clicks").daemon().start(() -> writeClicks(fifo));
      TimeUnit.SECONDS.sleep(15); // the tempo is found
      for (int i = 0; i < pauses; i++) {
        good &= pause(worker.pid());
        TimeUnit.SECONDS.sleep(4);
      }
      over = true; // from here on the worker may go
    } finally {
      over = true;
      Files.delete(fifo);
      Files.delete(directory);
    }
    return good;
  }

  private boolean pause(long pid) throws IOException, InterruptedException {
    signal("STOP", pid);
    TimeUnit.SECONDS.sleep(2);
    long resumed = System.nanoTime();
    signal("CONT", pid);
    TimeUnit.SECONDS.sleep(1);
    List<Sent> after = sent.stream().filter(s -> s.at() >= resumed).toList();
    long first =
        after.stream().filter(s -> s.kind() == Kind.FRAME).mapToLong(Sent::at).min().orElse(0)
            - resumed;
    long beats = count(after, Kind.BEAT, resumed + AT_ONCE);
    long onsets = count(after, Kind.ONSET, resumed + AT_ONCE);
    boolean good =
        first >= 0 && first < MOST_UNTIL_FRAME && beats <= MOST_AT_ONCE && onsets <= MOST_AT_ONCE;
    System.out.printf(
        "%s: first frame after %.1f ms, frames in 1 s %d; in the first 100 ms: %d beats, %d onsets;"
            + " in 1 s: %d beats, %d onsets%n",
        good ? "good" : "BAD",
        first / 1e6,
        count(after, Kind.FRAME, resumed + SECOND),
        beats,
        onsets,
        count(after, Kind.BEAT, resumed + SECOND),
        count(after, Kind.ONSET, resumed + SECOND));
    return good;
  }

  private static long count(List<Sent> all, Kind kind, long until) {
    return all.stream().filter(s -> s.kind() == kind && s.at() <= until).count();
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
  }

  /// In real time; a full FIFO holds it up as it would any player, and then it goes on from now.
  private void writeClicks(Path fifo) {
    var clicks = new Clicks(CHUNK);
    try (OutputStream out = Files.newOutputStream(fifo)) {
      long began = System.nanoTime();
      while (!over) {
        long sample = (System.nanoTime() - began) * RATE / SECOND;
        for (int i = 0; i < CHUNK; i++) {
          clicks.add((sample + i) % (RATE / CLICKS_PER_SECOND));
        }
        out.write(clicks.chunk());
        LockSupport.parkNanos(CHUNK * SECOND / RATE);
      }
    } catch (IOException e) {
      if (!over) {
        throw new UncheckedIOException("the worker no longer listens", e);
      }
    }
  }

  private void take(OscMessage message, long at) {
    switch (message.address()) {
      case "/audio/levels" -> sent.add(new Sent(at, Kind.FRAME));
      case "/audio/onset" -> sent.add(new Sent(at, Kind.ONSET));
      case "/audio/beat" -> {
        if (Integer.valueOf(1).equals(message.arguments().getFirst())) {
          sent.add(new Sent(at, Kind.BEAT));
        }
      }
      default -> {}
    }
  }
}
