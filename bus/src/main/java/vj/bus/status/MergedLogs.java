package vj.bus.status;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vj.bus.status.ServiceManager.LogRequest;

/// The lines of several sources in the order of their times. It owns the sources; each is read by a
/// thread of its own.
final class MergedLogs implements LogLines {

  /// When the reader is slower than the sources, they wait; no line is dropped.
  private static final int WAITING = 256;

  /// Lines that wait for earlier ones of another source. More than that, and the oldest goes.
  private static final int MOST_HELD = 4_096;

  private final List<LogSource> sources;
  private final LogRequest request;
  private final Duration window;
  private final Consumer<String> problems;
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(WAITING);
  private final CountDownLatch pastIsKnown = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  // Confined to the reading thread.
  private final Deque<LogLine> past = new ArrayDeque<>();
  private final PriorityQueue<News> held =
      new PriorityQueue<>(
          Comparator.comparing((News news) -> news.line().time()).thenComparingLong(News::number));
  private boolean collected;
  private int open;
  private long number;
  private @Nullable IOException lastFault;

  private sealed interface Event {
    record Past(List<LogLine> lines, List<IOException> missed) implements Event {}

    record Unreadable(IOException fault) implements Event {}

    record Line(LogLine line) implements Event {}

    record Missed(IOException fault) implements Event {}

    record End(Optional<IOException> fault) implements Event {}

    record Closed() implements Event {}
  }

  /// @param number keeps lines of the same time in the order in which they came
  /// @param dueNanos when it has waited long enough
  private record News(LogLine line, long number, long dueNanos) {}

  /// @param window how long a new line waits for earlier ones that arrive later
  /// @param problems is told, on the reading thread, of a source that cannot be read while others
  ///   can
  MergedLogs(
      List<LogSource> sources, LogRequest request, Duration window, Consumer<String> problems) {
    this.sources = List.copyOf(sources);
    this.request = request;
    this.window = window;
    this.problems = problems;
  }

  MergedLogs start() {
    open = sources.size();
    for (LogSource source : sources) {
      String name = "logs-" + source.getClass().getSimpleName();
      threads.add(Thread.ofPlatform().daemon().name(name).start(() -> read(source)));
    }
    return this;
  }

  private void read(LogSource source) {
    try {
      Event past = past(source);
      events.put(past);
      pastIsKnown.await();
      Optional<IOException> fault = request.follow() ? follow(source) : Optional.empty();
      // What could not be read then is known already.
      events.put(new Event.End(past instanceof Event.Past ? fault : Optional.empty()));
    } catch (InterruptedException _) {
      // closed
    }
  }

  private Event past(LogSource source) throws InterruptedException {
    try {
      return new Event.Past(source.latest(request), source.missed());
    } catch (IOException e) {
      return new Event.Unreadable(e);
    } catch (RuntimeException | StackOverflowError e) {
      return new Event.Unreadable(failure(e));
    }
  }

  /// The pattern is the user's, and may recurse once for each character of a long line. Whatever it
  /// is, the reader must learn that nothing comes any more.
  private static IOException failure(Throwable e) {
    return e instanceof StackOverflowError
        ? new IOException("a line is too long for this pattern", e)
        : new IOException("the logs cannot be read: " + e, e);
  }

  private Optional<IOException> follow(LogSource source) throws InterruptedException {
    try {
      source.follow(request.filter(), new Queueing());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    } catch (RuntimeException | StackOverflowError e) {
      return Optional.of(failure(e));
    }
  }

  private final class Queueing implements LogSource.Sink {

    @Override
    public void line(LogLine line) throws InterruptedException {
      events.put(new Event.Line(line));
    }

    @Override
    public void missed(IOException fault) throws InterruptedException {
      events.put(new Event.Missed(fault));
    }
  }

  @Override
  public Optional<LogLine> next() throws IOException, InterruptedException {
    if (!collected) {
      collect();
      collected = true;
      pastIsKnown.countDown();
    }
    return past.isEmpty() ? news() : Optional.of(past.remove());
  }

  private void collect() throws IOException, InterruptedException {
    List<LogLine> lines = new ArrayList<>();
    List<IOException> faults = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      switch (events.take()) {
        case Event.Past found -> {
          lines.addAll(found.lines());
          found.missed().forEach(this::tell);
        }
        case Event.Unreadable unreadable -> faults.add(unreadable.fault());
        case Event.Closed _ -> {
          open = 0;
          return;
        }
        case Event.Line _, Event.Missed _, Event.End _ ->
            throw new IllegalStateException("before the past");
      }
    }
    // What is not there is no fault as long as something else is.
    List<IOException> serious =
        faults.stream().filter(fault -> !(fault instanceof NoSuchFileException)).toList();
    if (faults.size() == sources.size()) {
      throw serious.isEmpty() ? faults.getFirst() : serious.getFirst();
    }
    serious.forEach(this::tell);
    lines.sort(Comparator.comparing(LogLine::time));
    past.addAll(lines.subList(Math.max(0, lines.size() - request.lines()), lines.size()));
  }

  private void tell(IOException fault) {
    problems.accept(FaultText.of(fault));
  }

  private Optional<LogLine> news() throws IOException, InterruptedException {
    while (true) {
      News first = held.peek();
      long wait = first == null ? Long.MAX_VALUE : first.dueNanos() - System.nanoTime();
      if (first != null && (wait <= 0 || held.size() >= MOST_HELD || open == 0)) {
        held.remove();
        return Optional.of(first.line());
      }
      if (open == 0) {
        IOException why = lastFault;
        if (why != null) {
          throw why;
        }
        return Optional.empty();
      }
      Event event = events.poll(wait, TimeUnit.NANOSECONDS);
      if (event != null) {
        take(event);
      }
    }
  }

  private void take(Event event) {
    switch (event) {
      case Event.Line(LogLine line) ->
          held.add(new News(line, number++, System.nanoTime() + window.toNanos()));
      case Event.End(Optional<IOException> fault) -> {
        open--;
        if (open == 0) {
          lastFault = fault.orElse(null);
        } else {
          fault.ifPresent(this::tell);
        }
      }
      case Event.Missed(IOException fault) -> tell(fault);
      case Event.Closed _ -> open = 0;
      case Event.Past _, Event.Unreadable _ -> throw new IllegalStateException("a past twice");
    }
  }

  @Override
  public void close() {
    sources.forEach(LogSource::close);
    threads.forEach(Thread::interrupt);
    // the reader may wait for what nobody will put there any more
    while (!events.offer(new Event.Closed())) {
      events.poll();
    }
  }
}
