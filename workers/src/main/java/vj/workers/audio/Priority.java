package vj.workers.audio;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How soon the system runs the threads between sound and socket when others want the processor
/// too: their nice value, which Linux keeps for each thread. What they start inherits it, `parec`
/// too.
///
/// It is a wish. Most users may not go below 0, and then everything stays as it was. Confined to
/// the frame loop's thread, but for [#nice] and [#text].
final class Priority {

  private static final Logger log = LoggerFactory.getLogger(Priority.class);

  /// The kernel counts nice limits downwards from here: RLIMIT_NICE 30 allows −10.
  private static final int LIMIT_ZERO = 20;

  /// CAP_SYS_NICE, capabilities(7).
  private static final long MAY_ALWAYS = 1L << 23;

  /// The thread's own place among the fields of /proc/PID/stat that follow its name, proc(5).
  private static final int NICE_FIELD = 16;

  /// A fork takes 10 ms; on a machine that needs this long, sound must not wait for it.
  private static final long RENICE_MILLIS = 1_000;

  private final Path proc;
  private volatile int nice;
  private volatile String text = "normal";

  /// @param proc `/proc`, or a test's own
  Priority(Path proc) {
    this.proc = proc;
  }

  /// The nice value that holds, −20 (first) to 19; 0 where there is none.
  int nice() {
    return nice;
  }

  /// One line for people.
  String text() {
    return text;
  }

  /// Asks for a nice value for the calling thread and all named `audio-`.
  void ask(int wanted) throws InterruptedException {
    String said;
    try {
      nice = niceOf(Files.readString(proc.resolve("thread-self/stat")));
      int allowed = Math.max(wanted, Math.min(nice, lowest()));
      if (allowed != nice) {
        renice(allowed);
        nice = niceOf(Files.readString(proc.resolve("thread-self/stat")));
      }
      said =
          nice == wanted
              ? "nice " + nice
              : "nice %d: the system refuses %d".formatted(nice, wanted);
    } catch (NoSuchFileException _) {
      said = "normal: this system has none for each thread";
    } catch (IOException e) {
      said = "normal: " + e.getMessage();
    }
    if (!said.equals(text)) {
      text = said;
      log.info("priority of the sound's threads: {}", said);
    }
  }

  /// The lowest value that this process may give itself.
  private int lowest() throws IOException {
    for (String line : Files.readAllLines(proc.resolve("self/status"))) {
      if (line.startsWith("CapEff:")
          && (Long.parseUnsignedLong(line.substring(7).strip(), 16) & MAY_ALWAYS) != 0) {
        return -LIMIT_ZERO;
      }
    }
    for (String line : Files.readAllLines(proc.resolve("self/limits"))) {
      if (line.startsWith("Max nice priority")) {
        String soft = line.substring("Max nice priority".length()).strip().split("\\s+", 2)[0];
        return soft.equals("unlimited") ? -LIMIT_ZERO : LIMIT_ZERO - Integer.parseInt(soft);
      }
    }
    return LIMIT_ZERO;
  }

  private void renice(int to) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("renice", "-n", Integer.toString(to), "-p"));
    command.addAll(threads());
    Process renice =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!renice.waitFor(RENICE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("renice has not ended within %d ms".formatted(RENICE_MILLIS));
      }
    } finally {
      renice.destroyForcibly();
    }
  }

  private List<String> threads() throws IOException {
    List<String> ids = new ArrayList<>();
    ids.add(String.valueOf(Files.readSymbolicLink(proc.resolve("thread-self")).getFileName()));
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc.resolve("self/task"))) {
      for (Path task : tasks) {
        if (nameOf(task).startsWith("audio-")) {
          ids.add(String.valueOf(task.getFileName()));
        }
      }
    }
    return ids;
  }

  private static String nameOf(Path task) throws IOException {
    try {
      return Files.readString(task.resolve("comm"));
    } catch (NoSuchFileException _) {
      return ""; // it has just ended
    }
  }

  /// The name before it, in brackets, may hold anything.
  static int niceOf(String stat) throws IOException {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    if (fields.length <= NICE_FIELD || !fields[NICE_FIELD].matches("-?\\d{1,2}")) {
      throw new IOException("no nice value in /proc");
    }
    return Integer.parseInt(fields[NICE_FIELD]);
  }
}
