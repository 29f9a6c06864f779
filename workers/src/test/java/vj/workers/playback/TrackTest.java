package vj.workers.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TrackTest {

  @Test
  void namesAreOnOneLine() {
    var track = new Track(" A\r\nB ", "C\u2028D", "\tE\u0000F", 1);

    assertEquals(new Track("A B", "C D", "E F", 1), track);
  }

  @Test
  void aNameOfAnyLengthIsCutBetweenCharacters() {
    var track = new Track("x".repeat(100_000), "x".repeat(399) + "\ud83c\udfb5", "", 1);

    assertEquals(400, track.artist().length());
    assertEquals("x".repeat(399), track.title());
  }
}
