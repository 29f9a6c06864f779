package vj.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import vj.bus.control.ControlClient;

/// `get_state` on one open connection to a worker that does its job: 5 000 calls after 1 000 of
/// warm-up, on both sides of the socket the real code. Then 1 000 connections, one after another,
/// and the worker's open files before and after.
final class ControlLatency {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private ControlLatency() {}

  /// @param args the image's directory
  public static void main(String[] args) throws Exception {
    try (WorkerProcess worker = new WorkerProcess(Path.of(args[0]), "source=demo")) {
      try (ControlClient client = worker.connectWhenRunning()) {
        System.out.println("get_state  " + measure(client, "get_state").text());
        System.out.println("ping       " + measure(client, "ping").text());
      }
      long before = settled(worker.pid());
      for (int i = 0; i < 1_000; i++) {
        try (ControlClient client = ControlClient.connect(worker.socket())) {
          client.ask("ping", Map.of(), LIMIT);
        }
      }
      System.out.println(
          "open files of the worker before and after 1000 connections: %d, %d"
              .formatted(before, settled(worker.pid())));
    }
  }

  private static Percentiles measure(ControlClient client, String cmd) throws Exception {
    for (int i = 0; i < 1_000; i++) {
      client.ask(cmd, Map.of(), LIMIT);
    }
    long[] nanos = new long[5_000];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      client.ask(cmd, Map.of(), LIMIT);
      nanos[i] = System.nanoTime() - start;
    }
    return new Percentiles(nanos);
  }

  /// The count once it has stayed the same for half a second.
  private static long settled(long pid) throws Exception {
    long last = -1;
    for (int same = 0; same < 5; ) {
      Thread.sleep(100);
      long now;
      try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
        now = files.count();
      }
      same = now == last ? same + 1 : 0;
      last = now;
    }
    return last;
  }
}
