package vj.bench.accuracy.score;

import java.util.Arrays;

/// Build-ups by frames, drops by events.
final class StructureScore {

  private static final double FRAME_SECONDS = 0.1;
  private static final double WIDE_SECONDS = 1;
  private static final double NARROW_SECONDS = 0.25;

  private StructureScore() {}

  static void score(Sheet truth, Sheet found, Marks marks) {
    if (found.has("drops")) {
      drops(truth, found.times("drops"), marks);
    }
    if (found.has("buildups")) {
      buildUps(truth, found.pairs("buildups"), marks);
    }
  }

  private static void drops(Sheet truth, double[] found, Marks marks) {
    double[] trueDrops = truth.times("drops");
    Matching wide = Matching.of(trueDrops, found, WIDE_SECONDS);
    if (trueDrops.length > 0) {
      marks.put(Measure.DROP_F_1S, wide.f());
      marks.put(Measure.DROP_R_1S, wide.recall());
      marks.put(Measure.DROP_F_250, Matching.of(trueDrops, found, NARROW_SECONDS).f());
    }
    double minutes = truth.number("duration") / 60;
    marks.put(Measure.FALSE_DROPS, (found.length - wide.pairs()) / minutes);
  }

  private static void buildUps(Sheet truth, double[][] found, Marks marks) {
    double[][] trueBuildUps = truth.pairs("buildups");
    double right = 0;
    double said = 0;
    double so = 0;
    double[] frames = Times.every(FRAME_SECONDS, 0, truth.number("duration"));
    for (double t : frames) {
      boolean is = within(trueBuildUps, t);
      boolean shown = within(found, t);
      right += is && shown ? 1 : 0;
      said += shown ? 1 : 0;
      so += is ? 1 : 0;
    }
    if (so > 0) {
      marks.put(Measure.BUILD_F, 2 * right / (so + said));
    } else {
      marks.put(Measure.BUILD_FALSE, said / frames.length);
    }
  }

  private static boolean within(double[][] stretches, double time) {
    return Arrays.stream(stretches).anyMatch(s -> time >= s[0] && time < s[1]);
  }
}
