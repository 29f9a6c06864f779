package vj.workers.lyrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How far one song has come. Safe from any thread.
final class Steps {

  /// @param since when it began, or how long it took once it has ended: nanoseconds
  /// @param error why it failed, or what is not as good as it could be
  /// @param progress 0 to 1, for the step that knows
  private record Entry(State state, long since, Optional<String> error, double progress) {

    private enum State {
      PENDING("pending"),
      RUNNING("running"),
      COMPLETE("complete"),
      ERROR("error"),
      SKIPPED("skipped");

      private final String word;

      State(String word) {
        this.word = word;
      }
    }
  }

  private final LongSupplier nanos;

  // guarded by this
  private final Map<Step, Entry> entries = new EnumMap<>(Step.class);

  /// @param nanos monotonic
  Steps(LongSupplier nanos) {
    this.nanos = nanos;
    for (Step step : Step.values()) {
      entries.put(step, new Entry(Entry.State.PENDING, 0, Optional.empty(), 0));
    }
  }

  synchronized void begin(Step step) {
    entries.put(step, new Entry(Entry.State.RUNNING, nanos.getAsLong(), Optional.empty(), 0));
  }

  /// @param fraction 0 to 1, of the step that is under way
  synchronized void at(Step step, double fraction) {
    Entry now = entry(step);
    entries.put(step, new Entry(now.state(), now.since(), now.error(), fraction));
  }

  void done(Step step) {
    end(step, Entry.State.COMPLETE, Optional.empty());
  }

  /// Done, but not as well as it could be.
  void done(Step step, String but) {
    end(step, Entry.State.COMPLETE, Optional.of(but));
  }

  void failed(Step step, String why) {
    end(step, Entry.State.ERROR, Optional.of(why));
  }

  /// @param why for people; there is nothing wrong with it
  void skipped(String why, Step... steps) {
    Arrays.stream(steps).forEach(step -> end(step, Entry.State.SKIPPED, Optional.of(why)));
  }

  private synchronized void end(Step step, Entry.State state, Optional<String> error) {
    Entry before = entry(step);
    long took = before.state() == Entry.State.RUNNING ? nanos.getAsLong() - before.since() : 0;
    double progress = state == Entry.State.COMPLETE ? 1 : before.progress();
    entries.put(step, new Entry(state, took, error, progress));
  }

  private Entry entry(Step step) {
    Entry entry = entries.get(step);
    if (entry == null) {
      throw new IllegalStateException("no entry for " + step); // each has one from the beginning
    }
    return entry;
  }

  /// The step that is under way; the last one that was, if none is.
  synchronized Optional<Step> latest() {
    Optional<Step> latest = Optional.empty();
    for (Step step : Step.values()) {
      Entry.State state = entry(step).state();
      if (state == Entry.State.RUNNING) {
        return Optional.of(step);
      }
      if (state == Entry.State.COMPLETE || state == Entry.State.ERROR) {
        latest = Optional.of(step);
      }
    }
    return latest;
  }

  /// As in `get_state`.
  synchronized List<Map<String, @Nullable Object>> plain() {
    List<Map<String, @Nullable Object>> plain = new ArrayList<>();
    for (Step step : Step.values()) {
      Entry entry = entry(step);
      boolean running = entry.state() == Entry.State.RUNNING;
      long took = running ? nanos.getAsLong() - entry.since() : entry.since();
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("step", step.word());
      fields.put("state", entry.state().word);
      fields.put("duration_ms", Math.round(took / 1e4) / 100.0);
      fields.put("progress", Math.rint(entry.progress() * 100) / 100);
      fields.put("error", entry.error().orElse(null));
      plain.add(fields);
    }
    return plain;
  }
}
