package vj.bus.status;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import vj.bus.control.WorkerName;
import vj.bus.status.ServiceManager.LogRequest;

/// The log files of the workers in some directories, `WORKER.log` with its rotated predecessors:
/// those of `vj up`, and those of a system without a journal. One that cannot be read hides no
/// other.
final class LogFiles implements LogSource {

  private static final long LOOK_MILLIS = 100;

  private final List<Path> directories;
  private final InstantSource clock;
  private final List<Followed> followed = new ArrayList<>();
  private final List<IOException> missed = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /// @param clock for lines without a time
  LogFiles(List<Path> directories, InstantSource clock) {
    this.directories = List.copyOf(directories);
    this.clock = clock;
  }

  private record Followed(LogFile log, GrowingFile file, LineMaker maker) {}

  private record Reader(PastLines lines, LogLine latest) {}

  boolean present() {
    return there(LogFilter.ALL) > 0;
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
  /// @throws IOException when there is none that can be read
  @Override
  public List<LogLine> latest(LogRequest request) throws IOException {
    List<PastLines> opened = new ArrayList<>();
    try {
      for (LogFile file : files(request.filter())) {
        open(file, request.follow()).ifPresent(opened::add);
      }
      if (!present()) {
        throw new NoSuchFileException(
            directories.stream().map(Path::toString).collect(Collectors.joining(", ")),
            null,
            "no log file of a worker");
      }
      List<LogLine> latest = latest(opened, request);
      if (latest.isEmpty() && !missed.isEmpty() && missed.size() >= there(request.filter())) {
        throw missed.getFirst();
      }
      return latest;
    } finally {
      for (PastLines lines : opened) {
        lines.close();
      }
    }
  }

  private long there(LogFilter filter) {
    return files(filter).stream().filter(file -> !file.parts().isEmpty()).count();
  }

  @Override
  public List<IOException> missed() {
    return List.copyOf(missed);
  }

  private Optional<PastLines> open(LogFile file, boolean follow) {
    try {
      return Optional.of(new PastLines(file, follow ? follow(file) : Long.MAX_VALUE));
    } catch (IOException e) {
      missed.add(named(file, e));
      return Optional.empty();
    }
  }

  /// A fault in reading, unlike one in opening, does not say of which file.
  private static IOException named(LogFile file, IOException fault) {
    return fault instanceof FileSystemException
        ? fault
        : new FileSystemException(file.newest().toString(), null, fault.getMessage());
  }

  private List<LogLine> latest(List<PastLines> files, LogRequest request) {
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
    long end = skip(growing);
    followed.add(new Followed(file, growing, maker));
    try (PastLines before = new PastLines(file, end)) {
      before.previous().ifPresent(maker::after);
    }
    return end;
  }

  private static long skip(GrowingFile growing) throws IOException {
    try {
      return growing.skip();
    } catch (IOException e) {
      growing.close();
      throw e;
    }
  }

  /// Back to the next line that is wanted.
  private void advance(PastLines lines, LogFilter filter, PriorityQueue<Reader> readers) {
    try {
      Optional<LogLine> line = lines.previous();
      while (line.isPresent() && !filter.accepts(line.get()) && reaches(line.get(), filter)) {
        line = lines.previous();
      }
      if (line.isPresent() && reaches(line.get(), filter)) {
        readers.add(new Reader(lines, line.get()));
      }
    } catch (IOException e) {
      missed.add(named(lines.log(), e));
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
        for (Iterator<Followed> each = followed.iterator(); each.hasNext(); ) {
          Followed one = each.next();
          try {
            one.file().look(text -> news.add(one.maker().line(text)));
          } catch (IOException e) {
            each.remove();
            one.file().close();
            to.missed(named(one.log(), e));
          }
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
