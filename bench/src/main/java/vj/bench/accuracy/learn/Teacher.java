package vj.bench.accuracy.learn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/// Teaches a network: stochastic gradient descent (Adam: Kingma and Ba 2015) on sequences cut out
/// of all lessons, the same weights from the same lessons every time.
final class Teacher {

  private static final double LEAST_RATE = 1e-4;
  private static final double LONGEST_STEP = 1;

  /// @param lanes sequences that each step is taken after
  /// @param frames length of the sequences; nothing is learned from what lies further back
  /// @param rounds through all lessons
  /// @param rate of learning at its highest
  record Plan(int lanes, int frames, int rounds, double rate) {}

  private final List<? extends Lesson> lessons;
  private final Gru gru;
  private final Plan plan;
  private final List<Lane> lanes = new ArrayList<>();
  private final Cursor[] cursors;
  private final float[] mean;
  private final float[] square;
  private final Random random = new Random(1);
  private final List<Lesson> queue = new ArrayList<>();
  private int steps;

  private record Cursor(Lesson lesson, int frame) {}

  Teacher(List<? extends Lesson> lessons, Gru gru, Plan plan) {
    this.lessons = lessons.stream().filter(lesson -> lesson.frames() > 2 * plan.frames()).toList();
    this.gru = gru;
    this.plan = plan;
    cursors = new Cursor[plan.lanes()];
    mean = new float[gru.weights.length];
    square = new float[gru.weights.length];
    for (int i = 0; i < plan.lanes(); i++) {
      lanes.add(new Lane(gru, plan.frames()));
    }
  }

  void teach() {
    long frames = lessons.stream().mapToLong(Lesson::frames).sum();
    int stepsPerRound = (int) (frames / plan.frames() / plan.lanes());
    int all = plan.rounds() * stepsPerRound;
    double loss = 0;
    double sharedLoss = 0;
    double weight = 0;
    for (int i = 0; i < all; i++) {
      step(rate((double) i / all));
      for (Lane lane : lanes) {
        loss += lane.loss;
        sharedLoss += lane.sharedLoss;
        weight += lane.weight;
      }
      if ((i + 1) % stepsPerRound == 0) {
        System.out.printf(
            Locale.ROOT,
            "round %d loss %.4f shared %.4f%n",
            (i + 1) / stepsPerRound,
            loss / weight,
            sharedLoss / weight);
        loss = 0;
        sharedLoss = 0;
        weight = 0;
      }
    }
  }

  /// Rises for a twentieth of the time, then falls as a cosine.
  private double rate(double done) {
    double rising = Math.min(1, done / 0.05 + 0.02);
    return LEAST_RATE
        + (plan.rate() - LEAST_RATE) * rising * (0.5 + 0.5 * Math.cos(Math.PI * done));
  }

  private void step(double rate) {
    for (int i = 0; i < plan.lanes(); i++) {
      advance(i);
    }
    IntStream.range(0, plan.lanes())
        .parallel()
        .forEach(i -> lanes.get(i).learn(cursors[i].lesson(), cursors[i].frame()));
    descend(rate);
  }

  private void advance(int lane) {
    Cursor cursor = cursors[lane];
    if (cursor != null && cursor.frame() + 2 * plan.frames() <= cursor.lesson().frames()) {
      cursors[lane] = new Cursor(cursor.lesson(), cursor.frame() + plan.frames());
      return;
    }
    if (queue.isEmpty()) {
      queue.addAll(lessons);
      Collections.shuffle(queue, random);
    }
    Lesson next = queue.removeLast().varied(random);
    if (random.nextBoolean()) {
      // The other half begins as in a night: with what is left in memory of the piece before.
      lanes.get(lane).forget();
    }
    int last = Math.min(plan.frames(), next.frames() - plan.frames());
    cursors[lane] = new Cursor(next, random.nextInt(last));
  }

  private void descend(double rate) {
    float[] gradient = new float[gru.weights.length];
    double weight = 1;
    for (Lane lane : lanes) {
      weight += lane.weight;
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] += lane.gradient[k];
      }
    }
    double squares = 0;
    for (int k = 0; k < gradient.length; k++) {
      gradient[k] /= (float) (weight / 20);
      squares += gradient[k] * gradient[k];
    }
    float shorten = (float) Math.min(1, LONGEST_STEP / Math.sqrt(squares));
    steps++;
    double meanPart = 1 - Math.pow(0.9, steps);
    double squarePart = 1 - Math.pow(0.99, steps);
    for (int k = 0; k < gradient.length; k++) {
      float g = gradient[k] * shorten;
      mean[k] += 0.1f * (g - mean[k]);
      square[k] += 0.01f * (g * g - square[k]);
      gru.weights[k] -=
          (float) (rate * (mean[k] / meanPart) / (Math.sqrt(square[k] / squarePart) + 1e-8));
    }
  }
}
