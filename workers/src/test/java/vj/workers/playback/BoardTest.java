package vj.workers.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoardTest {

  private static final Track ONE = new Track("Nils", "Says", "", 300);
  private static final Track TWO = new Track("Moderat", "Bad Kingdom", "", 256);

  private final AtomicInteger woken = new AtomicInteger();
  private final Board board = new Board(2, woken::incrementAndGet);
  private final Backend.Reports first = board.reports(0);
  private final Backend.Reports second = board.reports(1);

  @Test
  void believesTheFirstBackendThatKnowsASource() {
    second.plays(playback("spotify", TWO));
    first.plays(playback("spotify", ONE));
    second.plays(playback("music", TWO));

    assertEquals(List.of(playback("spotify", ONE), playback("music", TWO)), board.sources());
    assertTrue(second.knownBefore("spotify"));
    assertFalse(first.knownBefore("spotify"));

    first.stopped("spotify");
    assertFalse(second.knownBefore("spotify"));
  }

  @Test
  void wakesForWhatIsNewOnly() {
    first.plays(playback("spotify", ONE));
    first.plays(playback("spotify", ONE));
    first.well();
    first.stopped("music");

    assertEquals(1, woken.get());
  }

  @Test
  void forgetsWhatABackendInTroubleHadSaid() {
    first.plays(playback("spotify", ONE));

    first.trouble("no bus");

    assertEquals(List.of(), board.sources());
    assertEquals(Optional.of("no bus"), board.trouble(0));
    assertEquals(Optional.empty(), board.trouble(1));
  }

  @Test
  void keepsWhatPlaysWhereABackendIsOnlyBlind() {
    first.plays(playback("spotify", ONE));

    first.blind("no network");

    assertEquals(List.of(playback("spotify", ONE)), board.sources());
    assertEquals(Optional.of("no network"), board.trouble(0));
  }

  @Test
  void isNotInTroubleOverAPlayerThatMayCome() {
    first.absent("waiting for VirtualDJ");

    assertEquals(Optional.empty(), board.trouble(0));
    assertEquals(Optional.of("waiting for VirtualDJ"), board.absence(0));

    first.plays(playback("virtualdj", ONE));
    assertEquals(Optional.empty(), board.absence(0));
  }

  @Test
  void takesNoMoreSourcesThanItsLimit() {
    for (int i = 0; i < 2 * Board.MOST_SOURCES; i++) {
      first.plays(playback("mpris:" + i, ONE));
    }

    assertEquals(Board.MOST_SOURCES, board.sources().size());
  }

  private static Playback playback(String source, Track track) {
    return new Playback(source, track, 0, 1, true, 0);
  }
}
