package vj.bus.status;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import vj.bus.control.WorkerName;
import vj.bus.status.ServiceManager.LogRequest;

/// The log files of the workers in some directories, `WORKER.log` with its rotated predecessors:
/// those of `vj up`, and those of a system without a journal.
final class LogFiles implements LogSource {

  private static final long LOOK_MILLIS = 100;

  private final List<Path> directories;
  private final InstantSource clock;
  private final List<Followed> followed = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param clock for lines without a time
  LogFiles(List<Path> directories, InstantSource clock) {
    this.directories = List.copyOf(directories);
    this.clock = clock;
  }

  private record Followed(GrowingFile file, LineMaker maker) {}

  private record Reader(PastLines lines, LogLine latest) {}

  boolean present() {
    return files(LogFilter.ALL).stream().anyMatch(file -> !file.parts().isEmpty());
  }

  private List<LogFile> files(LogFilter filter) {
    List<LogFile> files = new ArrayList<>();
    for (Path directory : directories) {
      for (WorkerName worker : filter.whose()) {
        files.add(LogFile.in(directory, worker));
      }
    }
    return files;
  }

  /// @throws NoSuchFileException when there is not one file of any worker
  @Override
  public List<LogLine> latest(LogRequest request) throws IOException {
    List<PastLines> opened = new ArrayList<>();
    try {
      for (LogFile file : files(request.filter())) {
        long end = request.follow() ? follow(file) : Long.MAX_VALUE;
        opened.add(new PastLines(file, end));
      }
      if (!present()) {
        throw new NoSuchFileException(
            directories.stream().map(Path::toString).collect(Collectors.joining(", ")),
            null,
            "no log file of a worker");
      }
      return latest(opened, request);
    } finally {
      for (PastLines lines : opened) {
        lines.close();
      }
    }
  }

  private static List<LogLine> latest(List<PastLines> files, LogRequest request)
      throws IOException {
    PriorityQueue<Reader> readers =
        new PriorityQueue<>(
            Comparator.comparing((Reader reader) -> reader.latest().time()).reversed());
    for (PastLines file : files) {
      advance(file, request.filter(), readers);
    }
    Latest latest = new Latest(request.lines());
    while (!latest.complete() && !readers.isEmpty()) {
      Reader reader = readers.remove();
      latest.add(reader.latest());
      advance(reader.lines(), request.filter(), readers);
    }
    return latest.oldestFirst();
  }

  /// @return from where on new lines are looked for
  private long follow(LogFile file) throws IOException {
    GrowingFile growing = new GrowingFile(file.newest());
    LineMaker maker = new LineMaker(file.worker(), clock);
    followed.add(new Followed(growing, maker));
    long end = growing.skip();
    try (PastLines before = new PastLines(file, end)) {
      before.previous().ifPresent(maker::after);
    }
    return end;
  }

  /// Back to the next line that is wanted.
  private static void advance(PastLines lines, LogFilter filter, PriorityQueue<Reader> readers)
      throws IOException {
    Optional<LogLine> line = lines.previous();
    while (line.isPresent() && !filter.accepts(line.get()) && reaches(line.get(), filter)) {
      line = lines.previous();
    }
    if (line.isPresent() && reaches(line.get(), filter)) {
      readers.add(new Reader(lines, line.get()));
    }
  }

  /// A file is in the order of time: before the first line that is too early all are.
  private static boolean reaches(LogLine line, LogFilter filter) {
    return filter.since().isEmpty() || !line.time().isBefore(filter.since().get());
  }

  @Override
  public void follow(LogFilter filter, Sink to) throws IOException, InterruptedException {
    try {
      do {
        List<LogLine> news = new ArrayList<>();
        for (Followed one : followed) {
          one.file().look(text -> news.add(one.maker().line(text)));
        }
        news.sort(Comparator.comparing(LogLine::time));
        for (LogLine line : news) {
          if (filter.accepts(line)) {
            to.line(line);
          }
        }
      } while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    } finally {
      for (Followed one : followed) {
        one.file().close();
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
