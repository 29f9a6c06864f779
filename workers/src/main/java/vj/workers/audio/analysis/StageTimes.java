package vj.workers.audio.analysis;

import java.util.EnumMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;

/// How long each [Stage] took, over one measurement: a histogram for each, whose size does not
/// depend on what is measured.
///
/// One thread writes a stage and any may read it; what is read while it is written lags behind by
/// one entry.
public final class StageTimes {

  /// Buckets per doubling: a percentile is exact to 3 %.
  private static final int STEPS_LOG = 4;

  private static final int STEPS = 1 << STEPS_LOG;

  /// Up to 2^36 ns, a minute: no stage takes longer without being hung.
  private static final int BUCKETS = STEPS * (37 - STEPS_LOG);

  // After the buckets.
  private static final int COUNT = BUCKETS;
  private static final int SUM = BUCKETS + 1;
  private static final int LEAST = BUCKETS + 2;
  private static final int MOST = BUCKETS + 3;

  private final EnumMap<Stage, AtomicLongArray> stages = new EnumMap<>(Stage.class);

  public StageTimes() {
    for (Stage stage : Stage.values()) {
      stages.put(stage, new AtomicLongArray(BUCKETS + 4));
    }
  }

  private AtomicLongArray of(Stage stage) {
    return Objects.requireNonNull(stages.get(stage));
  }

  void add(Stage stage, long nanos) {
    AtomicLongArray all = of(stage);
    long count = all.getPlain(COUNT);
    if (count == 0 || nanos < all.getPlain(LEAST)) {
      all.setPlain(LEAST, nanos);
    }
    all.setPlain(MOST, Math.max(nanos, all.getPlain(MOST)));
    all.setPlain(SUM, all.getPlain(SUM) + nanos);
    int bucket = bucket(nanos);
    all.setPlain(bucket, all.getPlain(bucket) + 1);
    all.setRelease(COUNT, count + 1); // whoever reads the count sees all of it
  }

  /// Every number up to 2 · [#STEPS] has a bucket of its own; above, the leading bits tell.
  private static int bucket(long nanos) {
    long bounded = Math.clamp(nanos, 0, (1L << 36) - 1);
    int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(bounded | 1) - STEPS_LOG);
    return (shift << STEPS_LOG) + (int) (bounded >> shift);
  }

  /// The middle of what falls into a bucket.
  private static double value(int bucket) {
    int shift = Math.max(0, (bucket >> STEPS_LOG) - 1);
    long low = (long) (bucket - (shift << STEPS_LOG)) << shift;
    return low + ((1L << shift) - 1) / 2.0;
  }

  public long count(Stage stage) {
    return of(stage).getAcquire(COUNT);
  }

  /// Nanoseconds; 0 if the stage has not run.
  public double mean(Stage stage) {
    long count = count(stage);
    return count == 0 ? 0 : (double) of(stage).getPlain(SUM) / count;
  }

  /// Nanoseconds.
  public long least(Stage stage) {
    return of(stage).getPlain(LEAST);
  }

  /// Nanoseconds.
  public long most(Stage stage) {
    return of(stage).getPlain(MOST);
  }

  /// Nanoseconds that the given share of all runs did not exceed, to 3 %.
  ///
  /// @param share 0..1
  public double percentile(Stage stage, double share) {
    AtomicLongArray all = of(stage);
    long rank = (long) Math.ceil(share * count(stage));
    long seen = 0;
    for (int b = 0; b < BUCKETS; b++) {
      seen += all.getPlain(b);
      if (seen >= rank && seen > 0) {
        return Math.clamp(value(b), least(stage), most(stage));
      }
    }
    return most(stage);
  }
}
