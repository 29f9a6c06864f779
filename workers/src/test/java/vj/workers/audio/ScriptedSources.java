package vj.workers.audio;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import vj.workers.audio.source.AudioSource;
import vj.workers.audio.source.SourceSpec;

/// Sources that do what the script says, one after the other; the script's end stops the reader as
/// an interrupt does.
final class ScriptedSources implements CaptureLoop.Opener {

  private final Queue<Step> script = new ArrayDeque<>();
  private final ScriptedTime time;
  final List<Long> opened = new ArrayList<>();
  final List<SourceSpec> asked = new ArrayList<>();
  int openNow;

  /// What happens next.
  sealed interface Step {
    record Open(int sampleRate, int channels) implements Step {}

    record NoDevice(String why) implements Step {}

    record Deliver(float value, double seconds) implements Step {}

    /// So many frames were not read in time.
    record Drop(long frames) implements Step {}

    record Lose(String why) implements Step {}

    record End() implements Step {}

    record Act(Runnable action) implements Step {}
  }

  ScriptedSources(ScriptedTime time) {
    this.time = time;
  }

  ScriptedSources then(Step step) {
    if (step instanceof Step.Deliver(float value, double seconds)) {
      for (int i = 0; i < Math.round(seconds * 100); i++) {
        script.add(new Step.Deliver(value, 0.01));
      }
    } else {
      script.add(step);
    }
    return this;
  }

  @Override
  public AudioSource open(SourceSpec spec) throws IOException, InterruptedException {
    opened.add(time.nanos());
    asked.add(spec);
    return switch (next()) {
      case Step.Open(int sampleRate, int channels) -> new Scripted(sampleRate, channels);
      case Step.NoDevice(String why) -> throw new IOException(why);
      case Step other -> throw new AssertionError("opened, but the script says " + other);
    };
  }

  private Step next() throws InterruptedException {
    @Nullable Step step = script.poll();
    while (step instanceof Step.Act(Runnable action)) {
      action.run();
      step = script.poll();
    }
    if (step == null) {
      throw new InterruptedException("end of script");
    }
    return step;
  }

  private final class Scripted implements AudioSource {
    private final Format format;
    private boolean closed;
    private long lost;

    Scripted(int sampleRate, int channels) {
      format = new Format(sampleRate, channels, "Scripted (%d Hz)".formatted(sampleRate));
      openNow++;
    }

    @Override
    public Format format() {
      return format;
    }

    @Override
    public int read(float[] interleaved, int frames) throws IOException, InterruptedException {
      Step step = next();
      if (step instanceof Step.Drop(long dropped)) {
        lost += dropped;
        step = next();
      }
      if (closed) {
        script.clear();
        return -1;
      }
      return switch (step) {
        case Step.Deliver(float value, double seconds) -> {
          int count = (int) Math.round(seconds * format.sampleRate());
          java.util.Arrays.fill(interleaved, 0, count * format.channels(), value);
          time.pause((long) (seconds * 1e9));
          yield count;
        }
        case Step.Lose(String why) -> throw new IOException(why);
        case Step.End _ -> -1;
        case Step other -> throw new AssertionError("reading, but the script says " + other);
      };
    }

    @Override
    public long lost() {
      return lost;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openNow--;
      }
    }
  }
}
