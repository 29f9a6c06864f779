package vj.console;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vj.bus.status.FaultText;
import vj.bus.status.Program;

/// One take as text, by the worker's own program: it knows the files, and need not run as a worker.
record TakeExport(Shell shell, String name, String format) {

  private static final List<String> FORMATS = List.of("oscsendfile", "jsonl");

  /// @param file `null` for standard output
  /// @return the exit code
  int to(@Nullable Path file) throws Failure, InterruptedException {
    if (!FORMATS.contains(format)) {
      throw Failure.usage("--as takes oscsendfile or jsonl, not " + format);
    }
    Program worker = shell.image().worker(shell.environment());
    try {
      return file == null ? pour(worker, new OutWriter(shell)) : write(worker, file);
    } catch (IOException e) {
      if (file == null && shell.out().checkError()) {
        return ExitCodes.DONE; // whoever reads it has seen enough: `head`
      }
      throw Failure.failed(FaultText.of(e));
    }
  }

  private int pour(Program worker, Writer to) throws IOException, InterruptedException {
    int exit =
        worker.pour(
            List.of("osc-debugger", "--export", name, format),
            to,
            line -> shell.err().println(line));
    return ExitCodes.ofWorker(exit);
  }

  private int write(Program worker, Path file) throws IOException, InterruptedException {
    Path target = file.toAbsolutePath();
    // In the same directory, because a rename must not cross file systems.
    Path part = target.resolveSibling("." + target.getFileName() + ".part");
    try {
      int exit;
      try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
        exit = pour(worker, out);
      }
      if (exit == ExitCodes.DONE) {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        shell.out().println("%s, %s".formatted(file, Amounts.bytes(Files.size(target))));
      }
      return exit;
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
