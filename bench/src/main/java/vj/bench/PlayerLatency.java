package vj.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import vj.bus.control.ControlClient;
import vj.bus.control.WorkerName;

/// From a change at the player to `/karaoke/track`: VirtualDJ's file rewritten, and a real mpv on a
/// session bus of its own told to go on by `playerctl`, whose own start is part of the figure.
/// Needs dbus-daemon, mpv with mpv-mpris, playerctl and sox.
final class PlayerLatency {

  private static final int CHANGES = 100;
  private static final int PATIENCE_SECONDS = 10;

  private record Announced(String title, long at) {}

  private PlayerLatency() {}

  /// @param args the image's directory
  public static void main(String[] args) throws Exception {
    Path image = Path.of(args[0]);
    BlockingQueue<Announced> announced = new LinkedBlockingQueue<>();
    try (var receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      OscListener.start(
          receiver,
          (message, at) -> {
            if (message.address().equals("/karaoke/track")) {
              announced.add(new Announced(String.valueOf(message.arguments().get(3)), at));
            }
          });
      String target = WorkerProcess.target(receiver.getLocalPort());
      System.out.println("VirtualDJ's file: " + file(image, target, announced).text());
      System.out.println("mpv over D-Bus:   " + player(image, target, announced).text());
    }
  }

  private static Percentiles file(Path image, String target, BlockingQueue<Announced> announced)
      throws Exception {
    Path base = base();
    Path file = base.resolve("now_playing.txt");
    try (var worker =
            new WorkerProcess(
                image, base, WorkerName.VIRTUALDJ, Map.of(), List.of(target, "file_path=" + file));
        ControlClient _ = worker.connect()) {
      long[] nanos = new long[CHANGES];
      for (int i = -5; i < CHANGES; i++) {
        String title = "Song " + i;
        long began = System.nanoTime();
        Files.writeString(file, "Artist - " + title + "\n");
        long took = await(announced, title) - began;
        if (i >= 0) {
          nanos[i] = took;
        }
        Thread.sleep(50);
      }
      return new Percentiles(nanos);
    }
  }

  private static Percentiles player(Path image, String target, BlockingQueue<Announced> announced)
      throws Exception {
    Path base = base();
    List<String> mpv = new ArrayList<>(List.of("mpv", "--no-config", "--vo=null", "--ao=null"));
    mpv.addAll(
        List.of("--no-terminal", "--script=/usr/lib/mpv-mpris/mpris.so", "--loop-playlist=inf"));
    for (String title : List.of("One", "Two", "Three")) {
      Path tone = base.resolve(title + ".flac");
      List<String> sox = new ArrayList<>(List.of("sox", "-n", "-r", "8000"));
      sox.addAll(List.of("--add-comment", "ARTIST=Band", "--add-comment", "TITLE=" + title));
      sox.addAll(List.of(tone.toString(), "synth", "300", "sine"));
      run(Map.of(), sox);
      mpv.add(tone.toString());
    }
    Process bus =
        new ProcessBuilder("dbus-daemon", "--session", "--nofork", "--print-address").start();
    try (var said =
        new BufferedReader(new InputStreamReader(bus.getInputStream(), StandardCharsets.UTF_8))) {
      Map<String, String> session = Map.of("DBUS_SESSION_BUS_ADDRESS", said.readLine());
      ProcessBuilder builder = new ProcessBuilder(mpv);
      builder.environment().putAll(session);
      Process player = builder.start();
      try (var worker =
              new WorkerProcess(
                  image, base, WorkerName.SPOTIFY, session, List.of(target, "backend=mpris"));
          ControlClient _ = worker.connect()) {
        return skips(session, announced);
      } finally {
        player.destroy();
      }
    } finally {
      bus.destroy();
    }
  }

  private static Percentiles skips(Map<String, String> session, BlockingQueue<Announced> announced)
      throws Exception {
    Announced last = announced.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (last == null) {
      throw new IOException("the player is not seen");
    }
    long[] nanos = new long[CHANGES];
    for (int i = 0; i < CHANGES; i++) {
      Thread.sleep(150);
      announced.clear();
      long began = System.nanoTime();
      run(session, List.of("playerctl", "next"));
      Announced next = announced.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new IOException("change " + i + " was not announced");
      }
      nanos[i] = next.at() - began;
    }
    return new Percentiles(nanos);
  }

  private static long await(BlockingQueue<Announced> announced, String title) throws Exception {
    while (true) {
      Announced next = announced.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new IOException(title + " was not announced");
      }
      if (next.title().equals(title)) {
        return next.at();
      }
    }
  }

  private static void run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + exit);
    }
  }

  private static Path base() throws IOException {
    return Files.createTempDirectory(Path.of("/tmp"), "vjbench");
  }
}
