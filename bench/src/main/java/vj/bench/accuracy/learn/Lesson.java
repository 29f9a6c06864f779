package vj.bench.accuracy.learn;

import java.util.Random;

/// A piece of music as a network is taught it: what it hears, frame by frame, and what it should
/// say. Read by several threads at once.
interface Lesson {

  /// The same music a little differently, so that a few pieces teach as much as many.
  Lesson varied(Random random);

  /// Frame after frame.
  float[] input();

  int frames();

  /// What output `o` should say, 0..1.
  float truth(int frame, int o);

  /// How much that counts.
  float importance(int frame, int o);
}
