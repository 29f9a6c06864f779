package vj.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DoctorReportTest {

  private static List<String> lines(int width, Finding... findings) {
    return new DoctorReport(new Paint(false), width).lines(List.of(findings));
  }

  @Test
  void putsWhatIsWrongLastWithItsCureBelow() {
    List<String> lines =
        lines(
            80,
            Finding.fail("sound", "no signal", "unmute it"),
            Finding.warn("lingering", "disabled", "loginctl enable-linger"),
            Finding.ok("clock", "follows a time server"));

    assertEquals(
        """
        ok    clock      follows a time server
        warn  lingering  disabled
                         -> loginctl enable-linger
        FAIL  sound      no signal
                         -> unmute it

        1 problem, 1 warning\
        """,
        String.join("\n", lines));
  }

  @Test
  void isShortAboutWhatIsWell() {
    List<String> lines =
        lines(
            80,
            Finding.ok("unit file vj-audio", "as in this image"),
            Finding.ok("unit file vj-lyrics", "as in this image"),
            Finding.ok("unit vj-audio", "active, enabled"));

    assertEquals(
        """
        ok    unit file      as in this image (vj-audio, vj-lyrics)
        ok    unit vj-audio  active, enabled

        nothing wrong found\
        """,
        String.join("\n", lines));
  }

  @Test
  void fitsTheTerminal() {
    String words = "one two three four five six seven eight nine ten ".repeat(6).strip();

    List<String> lines =
        lines(80, Finding.fail("configuration osc-debugger", words, words), Finding.ok("a", words));

    assertTrue(lines.stream().allMatch(line -> line.length() <= 80), lines::toString);
    assertEquals(words, Folded.lines(words, Integer.MAX_VALUE, 0).getFirst());
  }

  @Test
  void letsNothingFromElsewhereTouchTheTerminal() {
    List<String> lines = lines(80, Finding.warn("socket x\u001b[2J", "a\u0007b", "rm \u001bc"));

    assertTrue(lines.stream().allMatch(line -> line.chars().noneMatch(Character::isISOControl)));
  }

  @Test
  void foldsBetweenWordsAndLeavesLongOnesWhole() {
    String path = "/home/someone/.local/state/vj/a-long-name-that-is-copied";

    List<String> lines = Folded.lines("chmod 600 %s now".formatted(path), 30, 3);

    assertEquals(List.of("chmod 600", "   " + path, "   now"), lines);
  }
}
