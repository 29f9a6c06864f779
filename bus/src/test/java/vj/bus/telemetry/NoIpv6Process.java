package vj.bus.telemetry;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A process without IPv6 that sends to an IPv6 target and to `port` on this machine, and says how
/// the first one does.
final class NoIpv6Process {

  private NoIpv6Process() {}

  static Process start(int port) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Djava.net.preferIPv4Stack=true",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path").replace(File.pathSeparatorChar, ':'),
            NoIpv6Process.class.getName(),
            Integer.toString(port))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] args) {
    try (TelemetrySender sender = new TelemetrySender(System::nanoTime)) {
      sender.start();
      sender.targets(
          List.of(Target.of("::1", 9000), Target.of("127.0.0.1", Integer.parseInt(args[0]))));
      sender.send(sender.template("/a", "i").set(0, 1));
      TargetStatus status = sender.status().getFirst();
      System.out.println(status.state() + " " + status.lastError());
    }
  }
}
