package vj.workers.lyrics.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LrcTest {

  private static LyricLine line(double seconds, String text) {
    return new LyricLine(seconds, text, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "00:12.34, 12.34",
    "00:12.345, 12.345",
    "00:12.3, 12.3",
    "00:12.3456789, 12.345",
    "00:12, 12",
    "00:12:34, 12.34",
    "'00:12,34', 12.34",
    "1:02.50, 62.5",
    "123:04.00, 7384",
    "1:02:03.50, 3723.5",
    "00:75.00, 75",
  })
  void readsEveryWayToWriteATime(String stamp, double seconds) {
    LyricSheet sheet = Lrc.parse("[" + stamp + "]words");

    assertEquals(List.of(line(seconds, "words")), sheet.lines());
    assertEquals(0, sheet.problems());
  }

  @Test
  void aLineOfSeveralStampsComesAtEachOfThem() {
    LyricSheet sheet = Lrc.parse("[00:21.10][00:45.10] [00:10.00]chorus\n[00:30.00]verse");

    assertEquals(
        List.of(line(10, "chorus"), line(21.1, "chorus"), line(30, "verse"), line(45.1, "chorus")),
        sheet.lines());
  }

  @Test
  void sortsByTimeAndKeepsTheOrderOfEqualTimes() {
    LyricSheet sheet = Lrc.parse("[00:03.00]c\n[00:01.00]a\n[00:03.00]b\n[00:02.00]x");

    assertEquals(List.of("a", "x", "c", "b"), sheet.texts());
  }

  @Test
  void aPositiveOffsetMeansSoonerWhereverItStands() {
    LyricSheet sheet = Lrc.parse("[00:10.00]a<00:10.50>b\n[offset:+500]\n[00:00.20]first");

    assertEquals(line(0, "first"), sheet.lines().getFirst());
    assertEquals(9.5, sheet.lines().getLast().seconds());
    assertEquals(new Word(10, "b"), sheet.lines().getLast().words().getLast());
  }

  @ParameterizedTest
  @CsvSource({"-500, 10.5", "' 500 ', 9.5", "250ms, 9.75", "+0, 10", "999999, 0"})
  void readsOffsetsOfEverySpelling(String offset, double seconds) {
    LyricSheet sheet = Lrc.parse("[offset:" + offset + "]\n[00:10.00]a");

    assertEquals(seconds, sheet.lines().getFirst().seconds());
  }

  @Test
  void anOffsetThatIsNoneIsAProblemAndMovesNothing() {
    LyricSheet sheet = Lrc.parse("[offset:soon]\n[offset:99999999999]\n[00:10.00]a");

    assertEquals(10, sheet.lines().getFirst().seconds());
    assertEquals(2, sheet.problems());
  }

  @Test
  void keepsKnownTagsAndIgnoresUnknownOnes() {
    LyricSheet sheet =
        Lrc.parse("[ti:Hello [Live]][ar: Ann ]\n[AL:x]\n[tool:y]\n[ti:Bye]\n[la:]\n[00:01.00]a");

    assertEquals(Map.of("ti", "Bye", "ar", "Ann", "al", "x", "la", ""), sheet.tags());
    assertEquals(0, sheet.problems());
  }

  @Test
  void commentsAndBlankLinesAreNoProblems() {
    LyricSheet sheet = Lrc.parse("# by me\n: and you\n[:]third\n[#:x]\n\n   \n[00:01.00]#1 hit");

    assertEquals(List.of(line(1, "#1 hit")), sheet.lines());
    assertEquals(0, sheet.problems());
  }

  @Test
  void anEmptyTextClearsTheLine() {
    LyricSheet sheet = Lrc.parse("[00:01.00]a\n[00:05.00]\n[00:09.00]   ");

    assertEquals(List.of(line(1, "a"), line(5, ""), line(9, "")), sheet.lines());
  }

  @Test
  void readsByteOrderMarksAndAllLineEnds() {
    LyricSheet sheet = Lrc.parse("\uFEFF[00:01.00]a\r\n[00:02.00]b\r[00:03.00]c\n\uFEFF[00:04]d");

    assertEquals(List.of("a", "b", "c", "d"), sheet.texts());
    assertEquals(0, sheet.problems());
  }

  @Test
  void takesWordStampsOutOfTheText() {
    LyricSheet sheet =
        Lrc.parse("[00:10.00] Well <00:10.50>hel<00:10.75>lo <00:11.00> dear  one <00:12.00>");

    LyricLine line = sheet.lines().getFirst();
    assertEquals("Well hello dear one", line.text());
    assertEquals(
        List.of(
            new Word(10, "Well"),
            new Word(10.5, "hel"),
            new Word(10.75, "lo"),
            new Word(11, "dear one")),
        line.words());
  }

  @Test
  void squareStampsWithinALineAreWordStampsToo() {
    LyricSheet sheet = Lrc.parse("[00:10.00]I [00:10.50]do[00:11.00]");

    assertEquals("I do", sheet.lines().getFirst().text());
    assertEquals(
        List.of(new Word(10, "I"), new Word(10.5, "do")), sheet.lines().getFirst().words());
  }

  @Test
  void wordsOfARepeatedLineMoveWithEachOfItsTimes() {
    LyricSheet sheet = Lrc.parse("[00:45.00][00:21.00]<00:21.00>a <00:21.50>b");

    assertEquals(List.of(new Word(21, "a"), new Word(21.5, "b")), sheet.lines().getFirst().words());
    assertEquals(List.of(new Word(45, "a"), new Word(45.5, "b")), sheet.lines().getLast().words());
  }

  @Test
  void wordTimesNeverFallBehindTheirLineOrEachOther() {
    LyricSheet sheet = Lrc.parse("[00:10.00]<00:09.00>a <00:12.00>b <00:11.00>c");

    assertEquals(
        List.of(new Word(10, "a"), new Word(12, "b"), new Word(12, "c")),
        sheet.lines().getFirst().words());
  }

  @Test
  void textInBracketsIsText() {
    LyricSheet sheet = Lrc.parse("[00:01.00][Chorus]\n[00:02.00]a <3 b\n[00:03.00]1 < 2 > 0");

    assertEquals(List.of("[Chorus]", "a <3 b", "1 < 2 > 0"), sheet.texts());
  }

  @Test
  void countsWhatItDoesNotUnderstand() {
    LyricSheet sheet =
        Lrc.parse("plain\n[Chorus]\n[0x:12.00]a\n[-0:01.00]b\n[00:01.00\n[12345:00]c\n[00:02.00]d");

    assertEquals(List.of("d"), sheet.texts());
    assertEquals(6, sheet.problems());
  }

  @Test
  void controlCharactersBecomeSpaces() {
    LyricSheet sheet = Lrc.parse("[00:01.00]a\0b\tc\u0007\u0085d");

    assertEquals(List.of("a b c d"), sheet.texts());
  }

  @Test
  void noTextIsAnEmptySheet() {
    assertEquals(new LyricSheet(List.of(), Map.of(), 0, false), Lrc.parse(""));
  }

  @Test
  void takesAsManyLinesAsStatedAndSaysThatThereWereMore() {
    LyricSheet all = Lrc.parse("[00:01.00]a\n".repeat(TextBounds.MOST_LINES));
    LyricSheet more = Lrc.parse("[00:01.00]a\n".repeat(TextBounds.MOST_LINES + 1));

    assertEquals(TextBounds.MOST_LINES, all.lines().size());
    assertFalse(all.truncated());
    assertEquals(all.lines(), more.lines());
    assertTrue(more.truncated());
  }

  @Test
  void cutsALineBetweenCharacters() {
    String note = "\uD834\uDD1E";

    LyricSheet sheet = Lrc.parse("[00:01.00]" + note.repeat(TextBounds.MOST_CODE_POINTS + 1));

    assertEquals(note.repeat(TextBounds.MOST_CODE_POINTS), sheet.lines().getFirst().text());
    assertTrue(sheet.truncated());
  }

  @Test
  void aTextThatIsTooLongEndsWithAWholeLine() {
    String line = "[00:01.00]words\r\n";
    String text =
        line.repeat(100)
            + "x".repeat(TextBounds.MOST_CHARACTERS - 100 * line.length() - 5)
            + "\n"
            + line;

    LyricSheet sheet = Lrc.parse(text);

    assertEquals(100, sheet.lines().size());
    assertEquals(1, sheet.problems());
    assertTrue(sheet.truncated());
  }
}
