package vj.workers.audio;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import vj.workers.audio.EventQueue.Kind;
import vj.workers.audio.SampleRing.Stream;
import vj.workers.audio.analysis.AnalysisEvents;
import vj.workers.audio.analysis.AnalysisParts;
import vj.workers.audio.analysis.Analyzer;
import vj.workers.audio.analysis.Features;

/// Takes hops from the ring, has them analysed, and passes on what was found. Without garbage for
/// each hop. Runs on the thread `audio-analysis`.
final class AnalysisLoop {

  /// Upper bound of a wait for samples, so that the frame loop sees this thread turn in silence.
  private static final long IDLE_NANOS = 100_000_000L;

  private final AudioFlow flow;
  private final Analysts analysts;
  private final AtomicLong turns = new AtomicLong();
  private final Events events = new Events();
  private volatile AnalysisParts parts;

  // Confined to the analysis thread.
  private @Nullable Job job;
  private float[] hop = new float[0];
  private long hopStart;

  /// One analysis of one stream.
  interface Analysis {

    /// Samples for each call of [#process].
    int hop();

    void process(float[] hop);

    /// Which parts run from the next hop on.
    void parts(AnalysisParts wanted);

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
        public void process(float[] hop) {
          analyzer.process(hop);
        }

        @Override
        public void parts(AnalysisParts wanted) {
          analyzer.parts(wanted);
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

  AnalysisLoop(AudioFlow flow, Analysts analysts, AnalysisParts parts) {
    this.flow = flow;
    this.analysts = analysts;
    this.parts = parts;
  }

  /// Which parts of the analysis run from the next hop on. Any thread.
  void parts(AnalysisParts wanted) {
    parts = wanted;
  }

  /// Grows while the thread makes progress or waits for samples, as it should. Any thread.
  long turns() {
    return turns.get();
  }

  void run() throws InterruptedException {
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
    if (current == null || !flow.ring().take(hop, current.stream())) {
      return false;
    }
    long end = flow.ring().taken();
    Analysis analysis = current.analysis();
    // Over a gap in the samples the analysis counts on, the ring does not.
    hopStart = end - hop.length - analysis.features().position;
    analysis.parts(parts);
    analysis.process(hop);
    flow.board().publish(analysis.features(), end);
    return true;
  }

  private @Nullable Job job() {
    Stream stream = flow.ring().stream();
    Job last = job;
    if (stream.sampleRate() == 0 || (last != null && last.stream().equals(stream))) {
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
