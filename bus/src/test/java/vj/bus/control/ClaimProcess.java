package vj.bus.control;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/// A process that claims and binds a socket, says `bound` or `taken`, and stays until killed, or
/// until its standard input ends.
final class ClaimProcess {

  private ClaimProcess() {}

  static Process start(Path directory, String stem) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path").replace(File.pathSeparatorChar, ':'),
            ClaimProcess.class.getName(),
            directory.toString(),
            stem)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws Exception {
    SocketDirectory directory = SocketDirectory.locate(Map.of("VJ_BUS_DIR", args[0]));
    try {
      directory.claim(args[1]).bind(1);
      System.out.println("bound");
    } catch (SocketTakenException e) {
      System.out.println("taken");
    }
    System.out.flush();
    System.in.transferTo(OutputStream.nullOutputStream()); // ends when the test does
  }
}
