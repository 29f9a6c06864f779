package vj.workers.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OverrunWatchTest {

  private static final long SECOND = 1_000_000_000L;

  private final List<String> said = new ArrayList<>();
  private long lost;
  private final OverrunWatch watch = new OverrunWatch(() -> lost, said::add);

  @Test
  void saysNothingWhileNothingIsLost() {
    watch.look(0);
    watch.look(SECOND);

    assertEquals(List.of(), said);
  }

  @Test
  void speaksOnceForAllThatIsLostInOneGo() {
    for (int second = 0; second < 300; second += 30) {
      lost += 1000;
      watch.look(second * SECOND);
    }

    assertEquals(
        List.of("the analysis was too slow, 1000 samples are lost: is the machine overloaded?"),
        said);
  }

  @Test
  void speaksAgainAfterAMinuteWithoutLoss() {
    lost = 1000;
    watch.look(0);
    watch.look(70 * SECOND);
    lost = 1500;
    watch.look(71 * SECOND);

    assertEquals(2, said.size());
    assertEquals(
        "the analysis was too slow, 500 samples are lost: is the machine overloaded?",
        said.getLast());
  }
}
