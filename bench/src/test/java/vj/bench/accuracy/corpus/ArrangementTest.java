package vj.bench.accuracy.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ArrangementTest {

  @Test
  void sectionsFillTheTrackWithoutAHole() {
    for (int i = 0; i < 200; i++) {
      List<Arrangement.Section> sections = drawn(i).sections();

      assertEquals(0, sections.getFirst().from());
      assertEquals(20 + i % 50, sections.getLast().to());
      for (int s = 1; s < sections.size(); s++) {
        assertEquals(sections.get(s - 1).to(), sections.get(s).from());
        assertTrue(sections.get(s).bars() >= 2);
      }
    }
  }

  @Test
  void someBuildUpsLeadNowhere() {
    List<Arrangement> many = IntStream.range(0, 200).mapToObj(ArrangementTest::drawn).toList();

    long buildUps = many.stream().mapToLong(a -> count(a, Arrangement.Part.BUILD)).sum();
    long drops =
        many.stream()
            .mapToLong(a -> IntStream.range(0, a.sections().size()).filter(a::drops).count())
            .sum();

    assertTrue(drops < 0.95 * buildUps && drops > 0.7 * buildUps, drops + " of " + buildUps);
  }

  private static Arrangement drawn(int i) {
    return Arrangement.drawn(20 + i % 50, i % 3 == 0, Dice.named("form " + i));
  }

  private static long count(Arrangement arrangement, Arrangement.Part part) {
    return arrangement.sections().stream().filter(s -> s.part() == part).count();
  }
}
