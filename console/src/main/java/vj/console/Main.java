package vj.console;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// The `vj` command: wires the world to the verbs.
public final class Main {

  /// Longer than what `vj up` gives its workers to end.
  private static final Duration END_LIMIT = Duration.ofSeconds(15);

  private Main() {}

  /// SIGINT and SIGTERM interrupt the main thread, on which every verb runs; leaving the verb is
  /// the cleanup. The process then ends by `halt`: `exit` would wait for the hook that waits for
  /// us, and the exit code would be the signal's.
  public static void main(String[] arguments) {
    // Only looked at if something logs at all.
    System.setProperty("java.util.logging.config.class", QuietLogs.class.getName());
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(main), "end"));
    Runtime.getRuntime().halt(run(arguments));
  }

  /// One command line, without ending the process.
  ///
  /// @return the exit code
  public static int run(String... arguments) {
    Map<String, String> environment = System.getenv();
    Shell shell =
        new Shell(
            System.in,
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            environment,
            Terminal.of(Terminal.attached(), environment),
            Image.locate());
    return Vj.run(shell, arguments);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new BufferedWriter(
            new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8)));
  }

  private static void end(Thread main) {
    main.interrupt();
    try {
      main.join(END_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
