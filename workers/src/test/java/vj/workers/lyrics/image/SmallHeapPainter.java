package vj.workers.lyrics.image;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import vj.workers.http.Http;

/// A process with the worker's heap that asks a ComfyUI server for a result as the worker would,
/// and says what came of it.
final class SmallHeapPainter {

  /// What the rest of the worker keeps: songs, their lines, the classes' own.
  private static final int REST_OF_THE_WORKER = 6 << 20;

  private SmallHeapPainter() {}

  static Process start(URI server, String id) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-Xms3m",
                "-Xmn1m",
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapPainter.class.getName(),
                server.toString(),
                id))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    byte[] rest = new byte[REST_OF_THE_WORKER];
    try (Http http = Http.open("vj-test")) {
      var server = new ComfyServer(http, URI.create(args[0]));
      System.out.println(server.result(args[1]).orElseThrow().size() + " pictures");
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
    System.exit(rest[0]); // also keeps it
  }
}
