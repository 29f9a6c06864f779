package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

final class SafeTextTest {

  @Test
  void spellsControlCharactersOut() {
    assertEquals("\\x1b]0;mine\\x07", SafeText.of("\u001b]0;mine\u0007"));
    assertEquals("a\\x0ab\\x09c\\x7f\\x9b2J\\x00", SafeText.of("a\nb\tc\u007f\u009b2J\0"));
  }

  @Test
  void keepsTheIndentOfStackTraces() {
    assertEquals("    at vj.Main\\x1b", SafeText.ofLog("\tat vj.Main\u001b"));
  }

  @Test
  void leavesEverythingElseAsItIs() {
    String text = "Motörhead – “Ace of Spades” 🎸";

    assertSame(text, SafeText.of(text));
  }
}
