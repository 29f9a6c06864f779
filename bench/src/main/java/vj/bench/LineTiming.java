package vj.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vj.bus.control.ControlClient;
import vj.bus.control.WorkerName;

/// When lines become active, against their time: a song of three minutes with a line each second,
/// positions twice a second as a monitor sends them, in real time.
final class LineTiming {

  private static final int SECONDS = 180;

  private LineTiming() {}

  /// @param args the image's directory
  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]);
    Path base = Files.createTempDirectory(Path.of("/tmp"), "vjbench");
    Path lyrics = Files.createDirectory(base.resolve("words"));
    Files.writeString(lyrics.resolve("Band - Song.lrc"), song());
    Map<Integer, Long> active = new ConcurrentHashMap<>();
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var sender = new DatagramSocket()) {
      OscListener.start(
          receiver,
          (message, at) -> {
            if (message.address().equals("/karaoke/line/active")) {
              active.putIfAbsent((Integer) message.arguments().getFirst(), at);
            }
          });
      int port = unusedPort();
      List<String> settings =
          List.of(
              WorkerProcess.target(receiver.getLocalPort()),
              "lyrics_dir=" + lyrics,
              "input_port=" + port,
              "llm_provider=none");
      try (var worker = new WorkerProcess(image, base, WorkerName.LYRICS, Map.of(), settings);
          ControlClient client = worker.connectWhenRunning()) {
        client.ask(
            "set_track",
            Map.of("artist", "Band", "title", "Song", "duration", SECONDS + 10.0),
            Duration.ofSeconds(5));
        long began = System.nanoTime();
        play(sender, port, began);
        report(active, began);
      }
    }
  }

  private static String song() {
    StringBuilder lrc = new StringBuilder();
    for (int i = 0; i < SECONDS; i++) {
      lrc.append(String.format(Locale.ROOT, "[%02d:%02d.37]Line %d%n", i / 60, i % 60, i));
    }
    return lrc.toString();
  }

  private static void play(DatagramSocket sender, int port, long began) throws Exception {
    for (long next = 0; next <= SECONDS * 2; next++) {
      long due = began + next * 500_000_000L;
      Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      byte[] position = position((float) ((System.nanoTime() - began) / 1e9));
      sender.send(
          new DatagramPacket(position, position.length, InetAddress.getLoopbackAddress(), port));
    }
  }

  /// `/karaoke/pos ,fi SECONDS 1`.
  private static byte[] position(float seconds) {
    return ByteBuffer.allocate(28)
        .put("/karaoke/pos".getBytes(StandardCharsets.US_ASCII))
        .position(16)
        .put(",fi".getBytes(StandardCharsets.US_ASCII))
        .position(20)
        .putFloat(seconds)
        .putInt(1)
        .array();
  }

  private static void report(Map<Integer, Long> active, long began) throws IOException {
    long[] late = new long[SECONDS - 1];
    for (int i = 0; i < late.length; i++) {
      Long at = active.get(i);
      if (at == null) {
        throw new IOException("line " + i + " never became active");
      }
      late[i] = Math.abs(at - began - (i * 1_000_000_000L + 370_000_000L));
    }
    System.out.println("line active, |time - its time|: " + new Percentiles(late).text());
  }

  private static int unusedPort() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
