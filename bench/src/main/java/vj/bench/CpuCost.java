package vj.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import vj.workers.audio.Downmix;
import vj.workers.audio.source.AudioFile;

/// What the whole worker costs against aubio's three programs, in percent of a core: process CPU as
/// the system counts it, all four live and side by side on the same samples, each from a FIFO that
/// is written in real time. The first half minute is not counted: the JVM compiles.
///
/// aubio's programs run with their defaults and read 0.4 s at a time, so that they wake up less
/// often than the worker, which must not wait.
///
/// Arguments: the image, an audio file (played again and again), seconds (300).
final class CpuCost {

  private static final int WARM_SECONDS = 30;

  private static final List<String> AUBIO = List.of("aubiotrack", "aubioonset", "aubiopitch");

  private final Path directory;
  private final byte[] music;
  private final int rate;
  private volatile boolean over;

  private CpuCost(Path directory, Path file) throws IOException {
    this.directory = directory;
    try (var decoder = AudioFile.open(file)) {
      int channels = decoder.format().channels();
      rate = decoder.format().sampleRate();
      float[] block = new float[rate * channels];
      float[] mono = new float[rate];
      ByteBuffer all = ByteBuffer.allocate(100 << 20).order(ByteOrder.LITTLE_ENDIAN);
      for (int read = decoder.read(block, rate);
          read > 0 && all.remaining() >= read * Short.BYTES;
          read = decoder.read(block, rate)) {
        Downmix.mean(block, channels, mono, read);
        for (int i = 0; i < read; i++) {
          all.putShort((short) Math.clamp(Math.round(mono[i] * 32767), -32768, 32767));
        }
      }
      music = Arrays.copyOf(all.array(), all.position());
    }
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 300;
    Path directory = Files.createTempDirectory(Path.of("/tmp"), "vjbench");
    new CpuCost(directory, Path.of(args[1])).measure(Path.of(args[0]), seconds);
  }

  private void measure(Path image, int seconds) throws IOException, InterruptedException {
    List<Process> others = new ArrayList<>();
    String source = "source=pipe:%s?rate=%d&channels=1".formatted(fifo("worker"), rate);
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var worker =
            new WorkerProcess(image, source, WorkerProcess.target(receiver.getLocalPort()));
        var _ = worker.connect()) {
      Map<String, Long> pids = new LinkedHashMap<>();
      pids.put("vj-audio, everything on", worker.pid());
      play("worker", new byte[0]);
      for (String program : AUBIO) {
        Process process = start(program);
        others.add(process);
        pids.put(program, process.pid());
        play(program, wavHeader());
      }
      TimeUnit.SECONDS.sleep(WARM_SECONDS);
      Map<String, Double> before = cpu(pids);
      TimeUnit.SECONDS.sleep(seconds);
      print(before, cpu(pids), seconds);
      over = true; // from here on listeners may go
    } finally {
      over = true;
      others.forEach(Process::destroyForcibly);
      for (String name : List.of("worker", "aubiotrack", "aubioonset", "aubiopitch")) {
        Files.deleteIfExists(directory.resolve(name));
      }
      Files.delete(directory);
    }
  }

  private static void print(Map<String, Double> before, Map<String, Double> after, int seconds) {
    double aubio = 0;
    for (Map.Entry<String, Double> entry : after.entrySet()) {
      double spent = entry.getValue() - before.getOrDefault(entry.getKey(), 0.0);
      if (AUBIO.contains(entry.getKey())) {
        aubio += spent;
      }
      System.out.printf("%-28s %.2f %% of a core%n", entry.getKey(), spent / seconds * 100);
    }
    System.out.printf("%-28s %.2f %% of a core%n", "aubio's three together", aubio / seconds * 100);
  }

  private Process start(String program) throws IOException, InterruptedException {
    return new ProcessBuilder(program, "-i", fifo(program).toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private Path fifo(String name) throws IOException, InterruptedException {
    Path fifo = directory.resolve(name);
    new ProcessBuilder("mkfifo", fifo.toString()).inheritIO().start().waitFor();
    return fifo;
  }

  private void play(String name, byte[] header) {
    Path fifo = directory.resolve(name);
    Thread.ofPlatform().name("to-" + name).daemon().start(() -> write(fifo, header));
  }

  /// 10 ms at a time, in real time.
  private void write(Path fifo, byte[] header) {
    int chunk = rate / 100 * Short.BYTES;
    try (OutputStream out = Files.newOutputStream(fifo)) {
      out.write(header);
      long due = System.nanoTime();
      for (int at = 0; !over; at = at + 2 * chunk > music.length ? 0 : at + chunk) {
        out.write(music, at, chunk);
        due += chunk / Short.BYTES * 1_000_000_000L / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
      }
    } catch (IOException e) {
      if (!over) {
        throw new UncheckedIOException("a listener has gone", e);
      }
    }
  }

  /// Of a mono file without an end.
  private byte[] wavHeader() {
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(-1);
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * Short.BYTES);
    header.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
    return header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(-1).array();
  }

  /// User and system time of all threads, in seconds.
  private static Map<String, Double> cpu(Map<String, Long> pids) throws IOException {
    Map<String, Double> spent = new LinkedHashMap<>();
    for (Map.Entry<String, Long> entry : pids.entrySet()) {
      ProcessHandle process =
          ProcessHandle.of(entry.getValue())
              .filter(ProcessHandle::isAlive)
              .orElseThrow(() -> new IOException(entry.getKey() + " has ended"));
      Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
      spent.put(entry.getKey(), cpu.toMillis() / 1e3);
    }
    return spent;
  }
}
