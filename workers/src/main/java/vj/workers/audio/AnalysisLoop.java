package vj.workers.audio;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import vj.workers.audio.EventQueue.Kind;
import vj.workers.audio.SampleRing.Stream;
import vj.workers.audio.analysis.AnalysisEvents;
import vj.workers.audio.analysis.AnalysisParts;
import vj.workers.audio.analysis.Analyzer;
import vj.workers.audio.analysis.Features;
import vj.workers.audio.analysis.Stage;
import vj.workers.audio.analysis.Stopwatch.Laps;
import vj.workers.audio.analysis.TempoAnswer;
import vj.workers.audio.analysis.TempoAnswer.Refused;
import vj.workers.audio.analysis.TempoWish;

/// Takes hops from the ring, has them analysed, and passes on what was found. Without garbage for
/// each hop. Runs on the thread `audio-analysis`.
final class AnalysisLoop {

  /// Upper bound of a wait for samples, so that the frame loop sees this thread turn in silence.
  private static final long IDLE_NANOS = 100_000_000L;

  /// Wishes that wait for a turn of this thread, each with a client that waits for its answer.
  private static final int MOST_WISHES = 16;

  /// A turn lasts a millisecond, and its wait for samples is ended.
  private static final long ANSWER_MILLIS = 500;

  private final AudioFlow flow;
  private final Analysts analysts;
  private final BlockingQueue<Wish> wishes = new ArrayBlockingQueue<>(MOST_WISHES);
  private final AtomicLong turns = new AtomicLong();
  private final Events events = new Events();
  private volatile AnalysisParts parts;
  private volatile @Nullable Thread thread;

  // Confined to the analysis thread.
  private final Laps laps;
  private @Nullable Job job;
  private float[] hop = new float[0];
  private long hopStart;

  /// One analysis of one stream.
  interface Analysis {

    /// Samples for each call of [#process].
    int hop();

    /// @param laps of the round that this is a part of
    void process(float[] hop, Laps laps);

    /// Which parts run from the next hop on.
    void parts(AnalysisParts wanted);

    /// Does something about the tempo that goes out.
    TempoAnswer steer(TempoWish wish);

    Features features();
  }

  /// Makes the analysis for a stream.
  @FunctionalInterface
  interface Analysts {
    Analysis analyse(int sampleRate, AnalysisEvents events);

    /// The real one.
    static Analysis analyzer(int sampleRate, AnalysisEvents events) {
      var analyzer = new Analyzer(sampleRate, AnalysisParts.ALL, events);
      return new Analysis() {
        @Override
        public int hop() {
          return analyzer.hop();
        }

        @Override
        public void process(float[] hop, Laps laps) {
          analyzer.process(hop, laps);
        }

        @Override
        public void parts(AnalysisParts wanted) {
          analyzer.parts(wanted);
        }

        @Override
        public TempoAnswer steer(TempoWish wish) {
          return analyzer.steer(wish);
        }

        @Override
        public Features features() {
          return analyzer.features();
        }
      };
    }
  }

  private record Job(Stream stream, Analysis analysis) {

    /// The same music goes on in `next`, so what is known about it still holds.
    boolean goesOnIn(Stream next) {
      return stream.sampleRate() == next.sampleRate() && stream.music() == next.music();
    }
  }

  private record Wish(TempoWish wish, BlockingQueue<TempoAnswer> answer) {}

  AnalysisLoop(AudioFlow flow, Analysts analysts, AnalysisParts parts) {
    this.flow = flow;
    this.analysts = analysts;
    this.parts = parts;
    this.laps = flow.stopwatch().laps();
  }

  /// Which parts of the analysis run from the next hop on. Any thread.
  void parts(AnalysisParts wanted) {
    parts = wanted;
  }

  /// Has a wish carried out between two hops. Any other thread; waits for that.
  ///
  /// @param wish with a position of [SampleRing]
  TempoAnswer steer(TempoWish wish) throws InterruptedException {
    var waiting = new Wish(wish, new ArrayBlockingQueue<>(1));
    if (!wishes.offer(waiting)) {
      return new Refused("%d wishes wait already".formatted(MOST_WISHES));
    }
    LockSupport.unpark(thread);
    TempoAnswer answer = waiting.answer().poll(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    if (answer == null) {
      wishes.remove(waiting);
      return new Refused("the analysis has not answered within %d ms".formatted(ANSWER_MILLIS));
    }
    return answer;
  }

  /// Of the thread that runs this; −1 before it does.
  long threadId() {
    Thread running = thread;
    return running == null ? -1 : running.threadId();
  }

  /// Grows while the thread makes progress or waits for samples, as it should. Any thread.
  long turns() {
    return turns.get();
  }

  void run() throws InterruptedException {
    thread = Thread.currentThread();
    while (true) {
      if (!turn()) {
        flow.ring().await(Math.max(1, hop.length), IDLE_NANOS);
      }
    }
  }

  /// Analyses one hop if there is one.
  boolean turn() {
    turns.incrementAndGet();
    Job current = job();
    for (Wish next = wishes.poll(); next != null; next = wishes.poll()) {
      next.answer().add(answer(next.wish(), current));
    }
    if (current == null || !flow.ring().take(hop, current.stream())) {
      return false;
    }
    long end = flow.ring().taken();
    Analysis analysis = current.analysis();
    // Over a gap in the samples the analysis counts on, the ring does not.
    hopStart = end - hop.length - analysis.features().position;
    analysis.parts(parts);
    laps.begin();
    analysis.process(hop, laps);
    flow.board().publish(analysis.features(), end);
    laps.lap(Stage.PUBLISH);
    laps.end(Stage.HOP);
    return true;
  }

  private TempoAnswer answer(TempoWish wish, @Nullable Job current) {
    if (current == null) {
      return new Refused("no sound has been heard yet");
    }
    Analysis analysis = current.analysis();
    return switch (wish) {
      case TempoWish.Tap(double position) -> {
        long start = flow.ring().taken() - analysis.features().position;
        yield analysis.steer(new TempoWish.Tap(position - start));
      }
      case TempoWish _ -> analysis.steer(wish);
    };
  }

  // By identity: a record compares itself through method handles, slowly, 172 times a second.
  @SuppressWarnings("ReferenceEquality")
  private @Nullable Job job() {
    Stream stream = flow.ring().stream();
    Job last = job;
    if (stream.sampleRate() == 0 || (last != null && last.stream() == stream)) {
      return last;
    }
    job =
        last != null && last.goesOnIn(stream)
            ? new Job(stream, last.analysis())
            : new Job(stream, analysts.analyse(stream.sampleRate(), events));
    hop = new float[job.analysis().hop()];
    return job;
  }

  private final class Events implements AnalysisEvents {

    @Override
    public void onset(int band, float strength, long position) {
      flow.events().push(Kind.ONSET, band, strength, (double) (hopStart + position));
    }

    @Override
    public void beat(float strength, int beatInBar, double position) {
      flow.events().push(Kind.BEAT, beatInBar, strength, hopStart + position);
    }
  }
}
